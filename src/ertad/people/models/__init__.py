from ertad.people.models.accounts import User
from ertad.people.models.institutions import Institution, InstitutionAlias
from ertad.people.models.memberships import Membership

__all__ = ["Institution", "InstitutionAlias", "Membership", "User"]
