"""Signed out after a while without doing anything. The server knows; the page only warns."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from ertad.kernel.clock import now

SEEN = "seen_at"
ASKING = "account:session"
"""To ask how much is left is not to do something."""
OFTEN = 60
"""Seconds between two notes of when a session was last seen."""


class IdleTimeOut:
    """Middleware. Without anything in the session to note, a request costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.IDLE_SECONDS or not has_session(request):
            return self.get_response(request)
        if seconds_left(request, now()) > 0:
            return self.get_response(request)
        sent = request.method not in ("GET", "HEAD")
        _end(request)
        response = self.get_response(request)
        return _back_to_the_form(request, response) if sent else response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        match = request.resolver_match
        if has_session(request) and match and match.view_name != ASKING:
            note_seen(request, now())


def has_session(request: HttpRequest) -> bool:
    """Of an account. A visitor's session is not looked at: a page for all must not depend on it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session


def seconds_left(request: HttpRequest, at: datetime) -> int:
    """Until this session ends by itself."""
    seen = request.session.get(SEEN)
    idle: int = settings.IDLE_SECONDS
    return idle - (int(at.timestamp()) - seen if isinstance(seen, int) else 0)


def note_seen(request: HttpRequest, at: datetime) -> None:
    """At most once a minute, so that reading costs no writing."""
    if not settings.IDLE_SECONDS:
        return
    seen, this = request.session.get(SEEN), int(at.timestamp())
    if isinstance(seen, int) and this - seen < min(OFTEN, settings.IDLE_SECONDS // 10):
        return
    request.session[SEEN] = this
    rows = UserSession.objects.filter(session_key=request.session.session_key)
    if not rows.update(last_seen_at=at) and request.user.is_authenticated:
        UserSession.objects.create_from_request(request)


def _end(request: HttpRequest) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.warning(
        request, _("You were signed out because nothing was done for a while. Sign in to go on.")
    )


def _back_to_the_form(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After signing in, the page with the form is opened, not the address that it was sent to."""
    sign_in = resolve_url(settings.LOGIN_URL)
    if response.status_code != 302 or not response.headers["Location"].startswith(sign_in):
        return response
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return response
    query = f"?{came_from.query}" if came_from.query else ""
    return redirect_to_login(came_from.path + query)
