"""Who may do and see what of institutions, accounts and memberships."""

from ertad.kernel.rights import Right
from ertad.kernel.roles import MEMBERS, Role
from ertad.people.contact_rights import CONTACT_RIGHTS

_COORDINATOR = frozenset({Role.COORDINATOR})
_ADMIN = frozenset({Role.INSTITUTION_ADMIN})

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
    *CONTACT_RIGHTS,
)
