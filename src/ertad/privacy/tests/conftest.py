"""Irakli is the data protection officer of the agency."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership, User
from ertad.privacy.acts.note_breach import note_breach
from ertad.privacy.models import Breach

FOUND = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
"""An hour before the `now` of the tests."""


@pytest.fixture
def irakli(agency: Institution) -> User:
    user = User.objects.create_user("irakli@example.org", name="Irakli", language="en")
    Membership.objects.create(
        user=user, institution=agency, role=Role.AUDITOR, since=date(2026, 1, 1)
    )
    return user


@pytest.fixture
def officer(irakli: User, agency: Institution) -> Actor:
    return Actor(Role.AUDITOR, irakli.pk, agency.pk)


@pytest.fixture
def a_breach(officer: Actor, now: datetime) -> Callable[..., Breach]:
    def make(**fields: Any) -> Breach:
        known = {
            "found_at": FOUND, "began_on": None, "kind": "seen", "data": [], "people": "unknown",
            "what": "A list lay in the printer.", "measures": "",
        }  # fmt: skip
        return note_breach(breach_id=uuid4(), fields={**known, **fields}, by=officer, at=now)

    return make


@pytest.fixture
def window(client: Client, irakli: User) -> Client:
    """Irakli's browser."""
    client.force_login(irakli)
    return client
