"""The auditor as the actor of looking."""

from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.rights import demand
from ertad.kernel.roles import Role, institutions_of


def auditor(user: object) -> Actor:
    """Raises NotAllowed for everybody else."""
    places = sorted(institutions_of(user, Role.AUDITOR))
    if not places:
        raise NotAllowed("the trail is the auditor's")
    by = Actor(Role.AUDITOR, getattr(user, "pk", None), places[0])
    demand("audit.read", by)
    return by
