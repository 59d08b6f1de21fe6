"""What the officer's screens share: who acts, and a form that sent twice is one."""

import re
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as lazy

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with

STALE = lazy("Somebody saved this meanwhile. Nothing of yours is lost: look at what is saved now.")


def officer(request: HttpRequest, right: str) -> Actor:
    """Raises NotAllowed for everybody else."""
    return actor_with(request.user, right)


def token() -> str:
    """Stands in a form, so that the record that it makes has one id however often it is sent."""
    return uuid4().hex


def id_of(request: HttpRequest, kind: str) -> UUID:
    sent = request.POST.get("token", "")
    known = sent if re.fullmatch(r"[0-9a-f]{32}", sent) else token()
    return uuid5(UUID(str(request.user.pk)), f"{kind} {known}")
