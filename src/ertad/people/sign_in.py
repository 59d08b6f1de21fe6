"""Signing in: allauth with sign-up closed."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation or by a command, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
