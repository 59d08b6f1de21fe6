"""The demo's accounts have passwords that everybody knows: an installation for real use that finds
them in its database does not start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from ertad.people.accounts.second_step import check_second_step
from ertad.people.models import User

REFUSED = "There are accounts of the demo in this database, with passwords that everybody knows."
REMEDY = "Name another database in DATABASE_URL; a real installation starts with an empty one."


def refuse_demo_accounts() -> None:
    """Raises ImproperlyConfigured where the settings say `REFUSE_DEMO_ACCOUNTS` and there are any,
    or where one may do without the second step as in the demo.

    For the server's start, which runs no system checks.
    """
    if _are_there():
        raise ImproperlyConfigured(f"{REFUSED} {REMEDY}")
    for error in check_second_step():
        raise ImproperlyConfigured(error.msg)


def check_demo_accounts(**_kwargs: Any) -> list[CheckMessage]:
    """The same as a system check, for the worker and Django's own commands."""
    return [Error(REFUSED, hint=REMEDY, id="ertad.E001")] if _are_there() else []


def _are_there() -> bool:
    if not getattr(settings, "REFUSE_DEMO_ACCOUNTS", False):
        return False
    try:
        return bool(User.objects.filter(demo=True).exists())
    except DatabaseError:
        return False  # no tables yet, or no database: what runs next says so
