"""From a signed-in user to the actor of an act."""

from uuid import UUID

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import rights
from ertad.kernel.roles import NO_ACCOUNT
from ertad.people.models import User


def actor_with(
    user: object, right: str, institution_id: UUID | None = None, *, reason: str = ""
) -> Actor:
    """The user as the actor of what `right` names, under the nearest role that holds it; without
    an institution, of what concerns the whole network.

    A reason is only kept when the user acts for others. Raises NotAllowed when no role holds it.
    """
    if not isinstance(user, User):
        raise NotAllowed("sign in first")
    named = rights()[right]
    held = sorted(each for each in user.held_roles() if each[0] not in NO_ACCOUNT)
    own = [Actor(role, user.pk, place) for role, place in held if role in named.own]
    for actor in own:
        if actor.institution_id == institution_id:
            return actor
    for role, place in held:
        if role in named.everywhere:
            return Actor(role, user.pk, institution_id or place, reason.strip()[:300])
    if own and institution_id is None:
        return own[0]
    raise NotAllowed("none of your roles allows this")
