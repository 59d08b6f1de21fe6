"""What names a person goes from an account; what was done under it then leads to nobody."""

from collections.abc import Sequence
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from ertad.people.models import User


def empty_accounts(ids: Sequence[UUID]) -> None:
    """Within the caller's transaction. The rows stay, since roles and traces name their ids."""
    EmailAddress.objects.filter(user__in=ids).delete()
    Authenticator.objects.filter(user__in=ids).delete()
    for user in User.objects.filter(pk__in=ids):
        user.email, user.name, user.is_active = f"{user.pk}@closed.invalid", "", False
        user.set_unusable_password()
        user.save(update_fields=["email", "name", "is_active", "password"])
