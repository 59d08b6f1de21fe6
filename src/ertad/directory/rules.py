"""Who may change what in the directory: one table, asked by acts, screens and the command line."""

from collections.abc import Mapping
from uuid import UUID

from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.roles import EDITING_ROLES, FOCAL_ROLES, Role, institutions_of, roles_of
from ertad.people.actors import actor_for

MAY: Mapping[str, frozenset[Role]] = {
    "service.add": FOCAL_ROLES,
    "service.edit": EDITING_ROLES,
    "service.confirm": EDITING_ROLES,
    "service.places": EDITING_ROLES,
    "service.end": FOCAL_ROLES,
    "service.undo": EDITING_ROLES,
    "location.add": EDITING_ROLES,
    "location.edit": EDITING_ROLES,
    "report.settle": EDITING_ROLES,
}
"""Act -> roles that may do it for their own institution. The coordinator may do all, for any
institution, with a reason; the installation itself may too."""

_FIRST = (Role.FOCAL_POINT, Role.DEPUTY, Role.PROVIDER_STAFF)


def demand(act: str, by: Actor, institution_id: UUID) -> None:
    """Raise NotAllowed unless `by` may do `act` to a record of this institution."""
    if by == SYSTEM:
        return
    if by.role is Role.COORDINATOR and by.user_id:
        if not by.reason.strip():
            raise NotAllowed("a coordinator who acts for an institution gives a reason")
        return
    if by.role not in MAY[act] or by.institution_id != institution_id:
        raise NotAllowed(f"{by.role} may not do {act} for this institution")


def editor(user: object, act: str, institution_id: UUID, *, reason: str = "") -> Actor:
    """The signed-in user as the actor of `act`, in the nearest role that allows it.

    Raises NotAllowed when none does. A reason is only kept when the user acts for others.
    """
    own = [role for role in _FIRST if role in MAY[act]]
    actor = actor_for(user, *own, Role.COORDINATOR, institution_id=institution_id)
    if actor.role is Role.COORDINATOR:
        return Actor(actor.role, actor.user_id, institution_id, reason.strip()[:300])
    return actor


def keeper(user: object) -> Actor:
    """The signed-in user, in whatever role, as the actor of what is nobody else's: an own list.

    Raises NotAllowed for a visitor and for somebody whose roles have all ended.
    """
    return actor_for(user, *Role)


def demand_own(by: Actor, owner_id: UUID) -> None:
    """Raise NotAllowed unless `by` owns the record; the coordinator has no part in it either."""
    if by.user_id is None or by.user_id != owner_id:
        raise NotAllowed("this is somebody else's own")


def may(user: object, act: str, institution_id: UUID) -> bool:
    """Whether `user` is offered `act` for a record of this institution."""
    own = institutions_of(user, *MAY[act])
    return institution_id in own or Role.COORDINATOR in roles_of(user)


def acts_for_others(user: object, institution_id: UUID) -> bool:
    """Whether the user would act as coordinator here, and is asked why."""
    own = institutions_of(user, *EDITING_ROLES)
    return institution_id not in own and Role.COORDINATOR in roles_of(user)


def may_see_own(user: object, institution_id: UUID) -> bool:
    """Whether `user` sees the whole record of this institution's services: staff or coordinator."""
    return may(user, "service.edit", institution_id)
