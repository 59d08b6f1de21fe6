"""Who may do and see what of institutions, accounts and memberships."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import FOCAL_ROLES, MEMBERS, Role

_COORDINATOR = frozenset({Role.COORDINATOR})
_ADMIN = frozenset({Role.INSTITUTION_ADMIN})
_KEEPERS = FOCAL_ROLES | _ADMIN
_MEMBERS = MEMBERS - {Role.EXPERT, Role.OPERATOR}

SEE_PERSONS = "contact.see_persons"

RIGHTS = (
    Right(
        "institution.keep", "Keep the list of institutions", everywhere=_COORDINATOR, reason=False
    ),
    Right(
        "member.see", "See who is a member", MEMBERS, _COORDINATOR | {Role.AUDITOR}, reason=False
    ),
    Right("member.keep", "Give and end roles within an institution", _ADMIN, _COORDINATOR),
    Right("member.appoint", "Give and end every other role", everywhere=_COORDINATOR),
    Right("member.invite", "Invite a person to an institution", _ADMIN, _COORDINATOR),
    Right("account.see", "See accounts", _ADMIN, _COORDINATOR | {Role.AUDITOR}, reason=False),
    Right("account.close", "Close the account of a member", _ADMIN, _COORDINATOR),
    Right("account.keep", "Keep one's own account, and close it", mine=True),
    Right(SEE_PERSONS, "See the persons behind contact points", everywhere=_MEMBERS,
          reason=False),
    Right("contact.add", "Name a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.change", "Change a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.confirm", "Confirm a contact point of the institution", own=_KEEPERS,
          everywhere=_COORDINATOR),
    Right("contact.end", "End a contact point", own=_KEEPERS, everywhere=_COORDINATOR),
    Right("contact.hand_over", "Hand a contact point over to a successor", own=_KEEPERS,
          everywhere=_COORDINATOR),
    Right("contact.past", "See contact points that have ended", MEMBERS,
          _COORDINATOR | {Role.AUDITOR}, reason=False),
    Right("contact.answer", "Confirm or leave what one is oneself", mine=True),
)  # fmt: skip
