"""What is nobody else's: an own list, a followed search."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.people.actors import actor_with


def keeper(user: object) -> Actor:
    """The signed-in user, in whatever role, as the actor of what is nobody else's: an own list.

    Raises NotAllowed for a visitor and for somebody whose roles have all ended.
    """
    return actor_with(user, "list.keep")


def demand_own(by: Actor, owner_id: UUID) -> None:
    """Raise NotAllowed unless `by` owns the record; the coordinator has no part in it either."""
    if by.user_id is None or by.user_id != owner_id:
        raise NotAllowed("this is somebody else's own")
