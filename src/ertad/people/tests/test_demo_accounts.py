"""An installation for real use does not start with accounts whose passwords everybody knows."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from ertad.people.demo_accounts import check_demo_accounts, refuse_demo_accounts
from ertad.people.models import User

pytestmark = pytest.mark.django_db


def test_an_account_of_the_demo_keeps_production_from_starting(nino: User, settings: Any) -> None:
    settings.REFUSE_DEMO_ACCOUNTS = settings.REQUIRE_SECOND_FACTOR = True
    refuse_demo_accounts()
    assert check_demo_accounts() == []

    User.objects.filter(pk=nino.pk).update(demo=True)

    with pytest.raises(ImproperlyConfigured, match="accounts of the demo"):
        refuse_demo_accounts()
    assert [error.id for error in check_demo_accounts()] == ["ertad.E001"]


def test_elsewhere_they_are_no_matter(nino: User) -> None:
    User.objects.filter(pk=nino.pk).update(demo=True)

    refuse_demo_accounts()
    assert check_demo_accounts() == []
