"""The ways into an account: password, second steps, addresses, sessions."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from ertad.people.accounts.sessions import end_sessions_of
from ertad.people.models import User


def forget_ways_in(user: User) -> None:
    """All of them, within the caller's transaction; the caller saves the account."""
    user.set_unusable_password()
    Authenticator.objects.filter(user_id=user.pk).delete()
    EmailAddress.objects.filter(user_id=user.pk).delete()
    end_sessions_of(user)
