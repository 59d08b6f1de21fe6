"""Who may see what was sent to whom."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import Role

RIGHTS = (
    Right(
        "letter.see",
        "See letters and their addresses",
        everywhere=frozenset({Role.COORDINATOR}),
        reason=False,
    ),
    Right("notice.own", "Read what one was told", mine=True),
)
