"""Who stands at the doors of the coordinator's screens, as the actor of what is done there."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import FOCAL_ROLES, Role, roles_of
from ertad.people.actors import actor_for


def coordinator(user: object) -> Actor:
    """Raises NotAllowed for everyone else."""
    return actor_for(user, Role.COORDINATOR)


def demand_decides(user: object) -> None:
    """Raise NotAllowed unless `user` coordinates or answers for some institution."""
    if not roles_of(user) & {*FOCAL_ROLES, Role.COORDINATOR}:
        raise NotAllowed("none of your roles decides about records")


def decider(user: object, institution_id: UUID) -> Actor:
    """The coordinator, else the focal point or deputy of the institution; raises NotAllowed."""
    roles = (Role.COORDINATOR, Role.FOCAL_POINT, Role.DEPUTY)
    return actor_for(user, *roles, institution_id=institution_id)
