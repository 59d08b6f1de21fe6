"""Who may do and see what in a collecting round."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import FOCAL_ROLES, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_ANSWERING = FOCAL_ROLES | {Role.LINK_HOLDER}
"""The focal point and the deputy, and whoever holds the institution's signed link."""

RIGHTS = (
    Right(
        "round.run", "Run rounds: dates, institutions, letters, more time",
        everywhere=_COORDINATOR, reason=False,
    ),
    Right(
        "submission.review", "Accept or return what was sent",
        everywhere=_COORDINATOR, reason=False,
    ),
    Right("round.publish", "Publish a round", everywhere=_COORDINATOR, reason=False),
    Right("round.see", "See rounds that are not drafts", FOCAL_ROLES, _COORDINATOR, reason=False),
    Right("round.draft_see", "See rounds in preparation", everywhere=_COORDINATOR, reason=False),
    Right(
        "answer.see", "See answers, files and what became of them", _ANSWERING, _COORDINATOR,
        reason=False,
    ),
    Right("round.answer", "Answer a round", _ANSWERING, _COORDINATOR),
    Right("link.withdraw", "Withdraw the link of an institution", FOCAL_ROLES, _COORDINATOR),
    Right(
        "pair.answer", "Say whether two records are one service", FOCAL_ROLES, _COORDINATOR,
        reason=False,
    ),
    Right(
        "suggestion.settle", "Settle what others say about a service", FOCAL_ROLES, _COORDINATOR
    ),
    Right("file.check", "Check a file that has arrived"),
)  # fmt: skip
