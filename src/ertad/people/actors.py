"""From a signed-in user to the actor of an act."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import rights
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


def actor_with(
    user: object, right: str, institution_id: UUID | None = None, *, reason: str = ""
) -> Actor:
    """The user as the actor of what `right` names, under the nearest role that holds it.

    A reason is only kept when the user acts for others. Raises NotAllowed when no role holds it.
    """
    if not isinstance(user, User):
        raise NotAllowed("sign in first")
    named = rights()[right]
    held = sorted(user.held_roles())
    for role, place in held:
        if role in named.own and institution_id in (None, place):
            return Actor(role, user.pk, place)
    for role, place in held:
        if role in named.everywhere:
            return Actor(role, user.pk, institution_id or place, reason.strip()[:300])
    raise NotAllowed("none of your roles allows this")
