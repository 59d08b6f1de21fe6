from ertad.people.models.accounts import User
from ertad.people.models.contact_points import ContactPoint
from ertad.people.models.institutions import (
    Institution,
    InstitutionAlias,
    InstitutionForeignId,
)
from ertad.people.models.invitations import MemberInvitation
from ertad.people.models.memberships import Membership

__all__ = [
    "ContactPoint",
    "Institution",
    "InstitutionAlias",
    "InstitutionForeignId",
    "MemberInvitation",
    "Membership",
    "User",
]
