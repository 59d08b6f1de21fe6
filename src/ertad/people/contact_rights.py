"""Who may see and do what with contact points."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import FOCAL_ROLES, Role

_KEEPERS = FOCAL_ROLES | {Role.INSTITUTION_ADMIN}
_COORDINATOR = frozenset({Role.COORDINATOR})
_MEMBERS = _KEEPERS | {
    Role.READER, Role.PROVIDER_STAFF, Role.SPECIALIST, Role.COORDINATOR, Role.AUDITOR,
}  # fmt: skip

SEE_PERSONS = "contact.see_persons"
CONTACT_RIGHTS = (
    Right(SEE_PERSONS, "See the persons behind contact points", everywhere=_MEMBERS,
          reason=False),
    Right("contact.add", "Name a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.change", "Change a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.confirm", "Confirm a contact point of the institution", own=_KEEPERS,
          everywhere=_COORDINATOR),
    Right("contact.end", "End a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.hand_over", "Hand a contact point over to a successor", own=_KEEPERS,
          everywhere=_COORDINATOR),
    Right("contact.answer", "Confirm or leave what one is oneself", mine=True),
)  # fmt: skip
