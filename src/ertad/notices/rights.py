"""Who may see what was sent to whom."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import MEMBERS, Role

RIGHTS = (
    Right(
        "letter.see",
        "See letters and their addresses",
        everywhere=frozenset({Role.COORDINATOR}),
        reason=False,
    ),
    Right("notice.choose", "Say how one is told", MEMBERS),
    Right("notice.own", "Read what one was told", mine=True),
)
