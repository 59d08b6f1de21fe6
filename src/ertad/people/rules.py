"""Who may do what with institutions, accounts and memberships."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role

ROLES_BY_ADMIN = frozenset(
    {Role.READER, Role.PROVIDER_STAFF, Role.FOCAL_POINT, Role.DEPUTY, Role.INSTITUTION_ADMIN}
)
"""What an institution admin gives within the own institution; the rest only the coordinator."""


def may_keep_institutions(by: Actor) -> None:
    """Raises NotAllowed unless the actor is the coordinator or the installation itself."""
    if by.role not in (Role.COORDINATOR, Role.OPERATOR):
        raise NotAllowed("only the coordinator keeps the list of institutions")


def may_give(by: Actor, role: Role, institution_id: UUID) -> None:
    """Raises NotAllowed when the actor may not give or end `role` in the institution."""
    if by.role in (Role.COORDINATOR, Role.OPERATOR):
        return
    own = by.role is Role.INSTITUTION_ADMIN and by.institution_id == institution_id
    if not (own and role in ROLES_BY_ADMIN):
        raise NotAllowed("this role is given by the coordinator")
