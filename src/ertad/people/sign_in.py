"""Signing in: allauth with sign-up closed, letters in the person's language."""

import time
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from ertad.kernel.addresses import absolute
from ertad.kernel.clock import now
from ertad.people.accounts.links import sign_in_key
from ertad.people.models import User

log = structlog.get_logger("ertad.sign_in")
CODE = "account/email/login_code"


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation or by a command, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("The address or the password is not right."),
        "too_many_login_attempts": gettext_lazy(
            "This was tried too often. Wait five minutes; or have a link to sign in sent to you,"
            " which works at once."
        ),
        "rate_limited": gettext_lazy("This was tried too often. Wait a minute, then try again."),
        "incorrect_code": gettext_lazy("This is not right. Look at the code again."),
        "incorrect_password": gettext_lazy("The password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page asked for, else "My work", in the person's own language."""
        with override(getattr(request.user, "language", None) or get_language()):
            return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account:mine")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """With the installation's own address, whatever host the request named."""
        words = {"uidb36": "UID", "key": "KEY"}
        path = reverse("account_reset_password_from_key", kwargs=words)
        return absolute(path.replace("UID-KEY", key))

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """Not within five minutes of signing in: who just showed it is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        recently = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record.get("at", 0) > recently for record in records)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the person's language; a mail server that does not answer is no broken page."""
        person = User.objects.filter(email=email.lower()).first()
        try:
            with override(person.language if person else get_language()):
                if person and template_prefix == CODE:
                    context = {**context, "link": self._sign_in_link(person)}
                super().send_mail(template_prefix, email, context)
        except OSError as broken:
            log.warning("letter not sent", kind=template_prefix, why=type(broken).__name__)
            text = _("The letter could not be sent just now. Try again in some minutes.")
            messages.error(self.request, text)

    def _sign_in_link(self, person: User) -> str:
        path = reverse("account:sign_in_link", kwargs={"key": sign_in_key(person, now())})
        after = get_next_redirect_url(self.request)
        return absolute(path) + (f"?{urlencode({'next': after})}" if after else "")
