"""Who acts: the plain facts that an act checks and its trace keeps."""

from dataclasses import dataclass
from uuid import UUID

from ertad.kernel.roles import Role


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


def demand_own(by: Actor, owner_id: UUID) -> None:
    """Raise NotAllowed unless `by` owns the record; the coordinator has no part in it either."""
    if by.user_id is None or by.user_id != owner_id:
        raise NotAllowed("this is somebody else's own")
