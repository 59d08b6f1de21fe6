"""What several tests of accounts need."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.notices.acts.deliver_due import deliver_due
from ertad.people.models import Institution, Membership, User


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def dato(town: Institution) -> User:
    """The administrator of the town."""
    user = User.objects.create_user(
        "dato@example.org", "Example-pass-1", name="Dato", language="en"
    )
    Membership.objects.create(
        user=user, institution=town, role=Role.INSTITUTION_ADMIN, since=now().date()
    )
    return user


@pytest.fixture
def link_in_letter() -> Callable[[str], str]:
    """Sends what waits; the path of the link in the last letter to an address."""

    def find(to: str) -> str:
        deliver_due(now())
        letters = [letter for letter in mail.outbox if letter.to == [to]]
        found = re.search(r"http://testserver(/\S+)", str(letters[-1].body))
        assert found, letters[-1].body
        return found[1]

    return find


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
