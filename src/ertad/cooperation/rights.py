"""Who may do and see what in planning together."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import FOCAL_ROLES, MEMBERS, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_NETWORK = MEMBERS - {Role.AUDITOR, Role.OPERATOR}
"""Who works in the network; auditors and operators see what the public sees."""
_KEEPERS = FOCAL_ROLES | {Role.INSTITUTION_ADMIN}

RIGHTS = (
    Right(
        "calendar.see", "See the members’ entries of the calendar", everywhere=_NETWORK,
        reason=False,
    ),
    Right(
        "calendar.write", "Write entries of the calendar, change and cancel them",
        own=_KEEPERS | {Role.EXPERT}, everywhere=_COORDINATOR,
    ),
    Right("calendar.follow", "Follow the calendar by feed and weekly letter", mine=True),
    Right(
        "offer.see", "See offers and requests between institutions", everywhere=_NETWORK,
        reason=False,
    ),
    Right(
        "offer.keep", "Make offers and requests, agree, finish and withdraw them",
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right(
        "offer.answer", "Answer offers and requests of other institutions, take an answer back",
        own=_KEEPERS, everywhere=_COORDINATOR,
    ),
    Right("offer.expire", "End an offer or request whose last day has passed"),
)  # fmt: skip
