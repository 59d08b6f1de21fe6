"""What the officer's screens share: who acts."""

from django.http import HttpRequest

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with


def officer(request: HttpRequest, right: str) -> Actor:
    """Raises NotAllowed for everybody else."""
    return actor_with(request.user, right)
