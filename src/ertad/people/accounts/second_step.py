"""The second step: an app or a passkey. Whose roles need it reaches nothing else before.

A passkey alone counts as two: the device is one, the finger, face or number that opens it another.
"""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ertad.kernel.roles import needs_two_steps, roles_of
from ertad.people.accounts.idle import has_session

SET_UP = "account:second_step"
REACHED = frozenset({
    SET_UP, "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "account_reauthenticate", "account_logout", "account:session", "account:extend", "text_size",
    "worker", "health", "site:offline",
})  # fmt: skip
"""Addresses for whoever has yet to set up the second step, or to show it."""


class SecondStep:
    """Middleware. Whoever has shown two steps in this session costs no query; of the others, their
    roles are read, which every page does anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if not settings.REQUIRE_SECOND_FACTOR or not has_session(request):
            return None
        match = request.resolver_match
        if (match and match.view_name in REACHED) or not lacks_second_step(request):
            return None
        back = {"next": request.get_full_path()} if request.method == "GET" else {}
        answer = redirect(SET_UP)
        if back:
            answer["Location"] += f"?{urlencode(back)}"
        return answer


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether the roles ask for a second step that this session has not shown."""
    return not shown(request) and needs_two_steps(roles_of(request.user))


def shown(request: HttpRequest) -> bool:
    """Whether this session was begun, or gone on with, by an app, a passkey or a recovery code."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Allauth's second steps in our words, their secrets enciphered."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not right. Look at the code again."),
    }

    def get_totp_issuer(self) -> str:
        return str(_("Ertad"))

    def _get_site_name(self) -> str:
        return str(_("Ertad"))

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        there = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Passkey %(number)s")) % {"number": there + 1}


def check_second_step(**_kwargs: Any) -> list[CheckMessage]:
    """Where accounts of the demo are refused, so is going without the second step."""
    if settings.REQUIRE_SECOND_FACTOR or not getattr(settings, "REFUSE_DEMO_ACCOUNTS", False):
        return []
    return [Error("REQUIRE_SECOND_FACTOR is off; only the demo may do that.", id="ertad.E002")]


def _cipher() -> MultiFernet:
    """From the installation's key; older ones, which SECRET_KEY_FALLBACKS names, still open."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(f"ertad.second-step:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
