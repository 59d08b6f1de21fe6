"""Who acts: the plain facts that an act checks and its trace keeps."""

from dataclasses import dataclass
from uuid import UUID

from ertad.kernel.roles import Role, roles_of


@dataclass(frozen=True)
class Actor:
    """`role`: under which this act is done; `reason`: why a coordinator acts for another."""

    role: Role
    user_id: UUID | None = None
    institution_id: UUID | None = None
    reason: str = ""


SYSTEM = Actor(role=Role.OPERATOR)
"""The installation itself: loading reference data, scheduled work, the command line."""


class NotAllowed(Exception):
    """The actor may not do this act. Screens answer 403, the command line exits with 1."""


def oneself(user: object) -> Actor:
    """The signed-in user as the actor of what is nobody else's, under whatever role is held.

    Raises NotAllowed for a visitor and for somebody whose roles have all ended.
    """
    held = sorted(roles_of(user) - {Role.PUBLIC})
    if not held:
        raise NotAllowed("only members do this")
    return Actor(held[0], getattr(user, "pk", None))
