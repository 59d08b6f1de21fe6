"""Who may do and see what of profiles, challenges, and what an institution gets back."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import EDITING_ROLES, FOCAL_ROLES, MEMBERS, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_KEEPERS = FOCAL_ROLES | {Role.INSTITUTION_ADMIN}
_READERS = MEMBERS - {Role.AUDITOR, Role.OPERATOR}

RIGHTS = (
    Right(
        "returns.see", "See what an institution gets back for its data",
        EDITING_ROLES | {Role.INSTITUTION_ADMIN}, _COORDINATOR, reason=False,
    ),
    Right("profile.write", "Write what an institution says of itself", _KEEPERS, _COORDINATOR),
    Right("challenge.write", "Write a challenge, say how it stands", _KEEPERS, _COORDINATOR),
    Right("challenge.join", "Say “we have this too”, and take it back", _KEEPERS, _COORDINATOR),
    Right("challenge.read", "See the register of challenges", everywhere=_READERS, reason=False),
    Right(
        "specialist.write", "Write one's own profile as a specialist",
        own=frozenset({Role.SPECIALIST}),
    ),
    Right("specialist.own", "Withdraw one's own profile as a specialist", mine=True),
    Right("specialist.read", "See profiles of specialists", everywhere=_READERS, reason=False),
)  # fmt: skip
