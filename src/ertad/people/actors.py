"""From a signed-in user to the actor of an act."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role
from ertad.people.models import User


def actor_for(
    user: object, *roles: Role, institution_id: UUID | None = None, reason: str = ""
) -> Actor:
    """The user acting under the first of `roles` that is held (in `institution_id`, when given).

    A coordinator acts for any institution, with a reason. Raises NotAllowed when no role fits.
    """
    if not isinstance(user, User):
        raise NotAllowed("sign in first")
    for role in roles:
        for held, place in sorted(user.held_roles()):
            if held is not role:
                continue
            if institution_id is None or place == institution_id:
                return Actor(role, user.pk, place, reason)
            if role is Role.COORDINATOR:
                return Actor(role, user.pk, institution_id, reason)
    raise NotAllowed("none of your roles allows this")
