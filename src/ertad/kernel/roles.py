"""The roles of the design, and what a viewer is to every room.

Low rooms never import the user model: they ask the two functions below, which take whatever
`request.user` holds, signed in or not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, cast
from uuid import UUID


class Role(StrEnum):
    """What somebody is in an institution; a person may hold several."""

    PUBLIC = "public"
    LINK_HOLDER = "link_holder"
    READER = "reader"
    PROVIDER_STAFF = "provider_staff"
    FOCAL_POINT = "focal_point"
    DEPUTY = "deputy"
    INSTITUTION_ADMIN = "institution_admin"
    SPECIALIST = "specialist"
    EXPERT = "expert"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    OPERATOR = "operator"


NO_ACCOUNT = frozenset({Role.PUBLIC, Role.LINK_HOLDER})
"""Nobody's account holds these, whatever its memberships say."""

MEMBERS = frozenset(Role) - NO_ACCOUNT
"""Whoever belongs to an institution, in whatever role."""

FOCAL_ROLES = frozenset({Role.FOCAL_POINT, Role.DEPUTY})
"""Answer rounds, edit own services live, decide matches within the own institution."""

EDITING_ROLES = FOCAL_ROLES | {Role.PROVIDER_STAFF}
"""Edit own services, their places and hours."""


TWO_STEP_ROLES = frozenset(
    {Role.COORDINATOR, Role.AUDITOR, Role.SPECIALIST, Role.INSTITUTION_ADMIN, Role.OPERATOR}
)
"""Reach what others wrote about persons, or say who does: a password or a link is not enough."""


def needs_two_steps(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles signs in with two steps; the others may, if they like."""
    return not TWO_STEP_ROLES.isdisjoint(roles)


class Viewer(Protocol):
    """A signed-in user, as seen from below the people room."""

    def held_roles(self) -> frozenset[tuple[Role, UUID]]:
        """(role, institution id) of every membership that has not ended."""
        ...


@dataclass(frozen=True)
class LinkHolder:
    """Whoever opened an institution's signed link: a viewer without an account."""

    institution_id: UUID
    is_authenticated: bool = True

    def held_roles(self) -> frozenset[tuple[Role, UUID]]:
        """The one role, in the one institution."""
        return frozenset({(Role.LINK_HOLDER, self.institution_id)})


def roles_of(user: object) -> frozenset[Role]:
    """Every role held now, in any institution; `{PUBLIC}` for a visitor."""
    return frozenset({Role.PUBLIC} | {role for role, _ in held_by(user)})


def institutions_of(user: object, *roles: Role) -> frozenset[UUID]:
    """Ids of the institutions in which `user` holds one of `roles` (any, when none is named)."""
    return frozenset(place for role, place in held_by(user) if not roles or role in roles)


def held_by(user: object) -> frozenset[tuple[Role, UUID]]:
    """(role, institution id) of all that `user` holds now; nothing for a visitor."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    held = cast(Viewer, user).held_roles()
    if isinstance(user, LinkHolder):
        return held
    return frozenset(each for each in held if each[0] not in NO_ACCOUNT)
