"""Which right gives which role."""

from uuid import UUID

from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand
from ertad.kernel.roles import Role

ROLES_BY_ADMIN = frozenset(
    {Role.READER, Role.PROVIDER_STAFF, Role.FOCAL_POINT, Role.DEPUTY, Role.INSTITUTION_ADMIN}
)
"""What an institution admin gives within the own institution; the rest only the coordinator."""


def may_give(by: Actor, role: Role, institution_id: UUID) -> None:
    """Raises NotAllowed when the actor may not give or end `role` in the institution."""
    demand("member.keep" if role in ROLES_BY_ADMIN else "member.appoint", by, institution_id)
