"""Rights: role, act, scope. One table, from which checks, the docs page and the access test come.

Each room tells its own rows in `RIGHTS` of its `rights.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils.functional import Promise

from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.roles import Role, held_by, institutions_of, roles_of
from ertad.kernel.rooms import told_by_rooms

NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Right:
    """To do, or to see, one thing.

    `own`: who holds it for the records of the own institution; `everywhere`: who holds it for all.
    `mine`: whoever signs in holds it for what belongs to him or her alone, and nobody else does.
    """

    name: str
    label: str | Promise
    own: frozenset[Role] = NOBODY
    everywhere: frozenset[Role] = NOBODY
    mine: bool = False
    reason: bool = True
    """Whether somebody who acts for an institution that is not the own one has to say why."""


@cache
def rights() -> Mapping[str, Right]:
    """Name -> right, of all rooms, upper rooms first."""
    return {right.name: right for right in told_by_rooms("rights", "RIGHTS")}


def everywhere(user: object, name: str) -> bool:
    """Whether `user` holds the right for every institution."""
    return bool(roles_of(user) & rights()[name].everywhere)


def held_in(user: object, name: str) -> frozenset[UUID]:
    """Ids of the institutions in which `user` holds the right as one of their own people."""
    own = rights()[name].own
    return institutions_of(user, *own) if own else frozenset()


def may(user: object, name: str, institution_id: UUID | None = None) -> bool:
    """Whether `user` holds the right for this institution; for any, when none is named."""
    if everywhere(user, name):
        return True
    own = held_in(user, name)
    return bool(own) if institution_id is None else institution_id in own


def demand_may(user: object, name: str, institution_id: UUID | None = None) -> None:
    """Raise NotAllowed unless `user` holds the right: `may`, for the door of a screen."""
    if not may(user, name, institution_id):
        raise NotAllowed(f"none of your roles allows {name} here")


def demand(name: str, by: Actor, institution_id: UUID | None = None) -> None:
    """Raise NotAllowed unless `by` holds the right for this institution, with a reason if needed.

    The installation itself may do everything.
    """
    right = rights()[name]
    if by == SYSTEM or (by.role in right.own and by.institution_id == institution_id):
        return
    if by.role not in right.everywhere:
        raise NotAllowed(f"{by.role} may not do {name} for this institution")
    if right.reason and institution_id is not None and not by.reason.strip():
        raise NotAllowed("whoever acts for another institution gives a reason")


def asked_why(user: object, name: str, institution_id: UUID) -> bool:
    """Whether `user` would act for an institution that is not the own one, and is asked why."""
    asked = rights()[name].reason and institution_id not in held_in(user, name)
    return asked and everywhere(user, name)


def actor_with(
    user: object, right: str, institution_id: UUID | None = None, *, reason: str = ""
) -> Actor:
    """The user as the actor of what `right` names, under the nearest role that holds it; without
    an institution, of what concerns the whole network.

    A reason is only kept when the user acts for others. Raises NotAllowed when no role holds it.
    """
    pk: UUID | None = getattr(user, "pk", None)
    if pk is None:
        raise NotAllowed("sign in first")
    named, held = rights()[right], sorted(held_by(user))
    own = [Actor(role, pk, place) for role, place in held if role in named.own]
    for actor in own:
        if actor.institution_id == institution_id:
            return actor
    for role, place in held:
        if role in named.everywhere:
            return Actor(role, pk, institution_id or place, reason.strip()[:300])
    if own and institution_id is None:
        return own[0]
    raise NotAllowed("none of your roles allows this")
