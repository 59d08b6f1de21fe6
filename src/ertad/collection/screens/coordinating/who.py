"""Who stands at the doors where records are compared, as the actor of what is done there."""

from uuid import UUID

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with


def decider(user: object, right: str, *institutions: UUID) -> Actor:
    """Who decides about records of these institutions: of one, its focal point; of several, the
    coordinator. Raises NotAllowed.
    """
    places = set(institutions)
    return actor_with(user, right, places.pop() if len(places) == 1 else None)
