"""What names a person goes from an account; what was done under it then leads to nobody."""

from collections.abc import Sequence
from uuid import UUID

from ertad.people.accounts.ways_in import forget_ways_in
from ertad.people.models import User


def empty_accounts(ids: Sequence[UUID]) -> None:
    """Within the caller's transaction. The rows stay, since roles and traces name their ids."""
    for user in User.objects.filter(pk__in=ids):
        forget_ways_in(user)
        user.email, user.name, user.new_email = f"{user.pk}@closed.invalid", "", ""
        user.is_active = False
        user.save(update_fields=["email", "name", "new_email", "is_active", "password"])
