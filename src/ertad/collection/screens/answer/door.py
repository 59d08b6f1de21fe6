"""Who comes by a signed link: the link is read, guesses are counted, the page is kept by nobody.

There is no session and no account: whoever holds the link acts for its institution. The link itself
stands against forged requests, for nobody else knows the address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ertad.audit.trail import keyed_digest
from ertad.collection.links import LinkRefused, Why, read_link
from ertad.collection.models import Invitation
from ertad.collection.screens.answer.refused import link_refused, too_many_guesses
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.rights import asked_why
from ertad.kernel.roles import LinkHolder, Role

GUESSES_AN_HOUR = 20
HOUR = 3600


@dataclass(frozen=True)
class Opened:
    """`key` is the link's part of the address; it is never written anywhere else."""

    key: str
    invitation: Invitation
    at: datetime

    @property
    def by(self) -> Actor:
        return Actor(Role.LINK_HOLDER, institution_id=self.invitation.institution_id)

    @property
    def viewer(self) -> LinkHolder:
        """For `visible_to`: the institution's own answers, and nothing else that is not public."""
        return LinkHolder(self.invitation.institution_id)

    def url(self, name: str, **kwargs: Any) -> str:
        """The address of another page under the same link."""
        return reverse(f"answer:{name}", kwargs={"key": self.key, **kwargs})


def opened_at(key: str) -> str:
    """The address of the list that a link opens."""
    return reverse("answer:list", kwargs={"key": key})


View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """`view(request, opened, ...)`, for an address with the link as `key`."""

    @csrf_exempt
    @wraps(view)
    def through(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        user, request.user = request.user, AnonymousUser()  # an account has no part in it
        at = now()
        if guesses(request, at) >= GUESSES_AN_HOUR:
            return private(too_many_guesses(request))
        try:
            opened = Opened(key, read_link(key, at), at)
        except LinkRefused as refused:
            if refused.code is Why.ALTERED:
                count_guess(request, at)
            return private(link_refused(request, key, refused))
        if request.method == "POST" and _says_why_elsewhere(user, opened):
            messages.warning(
                request,
                _("You are signed in as coordinator: answer for the institution here; say why."),
            )
            return private(redirect("collection:invitation", opened.invitation.pk))
        return private(view(request, opened, **kwargs))

    return through


def _says_why_elsewhere(user: object, opened: Opened) -> bool:
    """A coordinator does not act under the name of an institution's link."""
    return asked_why(user, "round.answer", opened.invitation.institution_id)


def private(response: HttpResponse) -> HttpResponse:
    """Kept nowhere, found by no search engine, and no other site learns the address."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _place(request: HttpRequest, at: datetime) -> str:
    """Under a keyed digest: the network address itself is written nowhere."""
    address = request.META.get("REMOTE_ADDR", "")
    return keyed_digest(f"answer.guess {address} {at:%Y-%m-%d %H}")


def guesses(request: HttpRequest, at: datetime) -> int:
    return int(cache.get(_place(request, at), 0))


def count_guess(request: HttpRequest, at: datetime) -> None:
    place = _place(request, at)
    cache.set(place, int(cache.get(place, 0)) + 1, HOUR)
