"""What the officer's screens share: who acts, and a form that sent twice is one."""

from uuid import UUID, uuid5

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as lazy

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import token_sent

STALE = lazy("Somebody saved this meanwhile. Nothing of yours is lost: look at what is saved now.")


def officer(request: HttpRequest, right: str) -> Actor:
    """Raises NotAllowed for everybody else."""
    return actor_with(request.user, right)


def id_of(request: HttpRequest, kind: str) -> UUID:
    """Of the record that a form makes, however often it is sent."""
    known = token_sent(request.POST.get("token"))
    return uuid5(UUID(str(request.user.pk)), f"{kind} {known}")
