"""Signing in: allauth with sign-up closed."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language, override


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation or by a command, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page asked for, else "My work", in the person's own language."""
        with override(getattr(request.user, "language", None) or get_language()):
            return str(super().get_login_redirect_url(request))
