"""Entries and offers as the acts take them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.story import TODAY

from ertad.cooperation.acts.make_offer import make_offer
from ertad.cooperation.acts.write_entry import add_entry
from ertad.cooperation.calendar.kept import forget_feeds
from ertad.cooperation.models import CalendarEntry, Offer
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

MakeEntry = Callable[..., CalendarEntry]
MakeOffer = Callable[..., Offer]


def entry_fields(**fields: Any) -> dict[str, Any]:
    """An activity of one afternoon in Example 1, open to everybody."""
    known: dict[str, Any] = {
        "kind": "activity", "title_ka": "", "title_en": "Football for all", "title_fr": "",
        "text_ka": "", "text_en": "Bring a friend.", "text_fr": "",
        "starts_on": TODAY + timedelta(days=3), "ends_on": TODAY + timedelta(days=3),
        "starts_at": None, "ends_at": None, "place": "Stadium", "municipality_id": "example-1",
        "link": "", "open_to": "public",
    }  # fmt: skip
    known |= fields
    if "starts_on" in fields and "ends_on" not in fields:
        known["ends_on"] = fields["starts_on"]
    return known


def offer_fields(**fields: Any) -> dict[str, Any]:
    """A hall that is free on Saturdays."""
    return {
        "side": "offer", "what": "room", "title_ka": "", "title_en": "Free hall on Saturdays",
        "title_fr": "", "text_ka": "", "text_en": "For 30 people.", "text_fr": "",
        "place": "Town hall", "municipality_id": "example-1", "from_on": None, "until_on": None,
        "contact": "reception, +995322000001", "expires_on": TODAY + timedelta(days=60), **fields,
    }  # fmt: skip


def acts_for(user: User, role: Role, institution: Institution, reason: str = "") -> Actor:
    return Actor(role, user.pk, institution.pk, reason)


@pytest.fixture
def by_giorgi(giorgi: User, town: Institution) -> Actor:
    return acts_for(giorgi, Role.FOCAL_POINT, town)


@pytest.fixture
def by_lasha(lasha: User, centre: Institution) -> Actor:
    return acts_for(lasha, Role.FOCAL_POINT, centre)


@pytest.fixture
def an_entry(by_giorgi: Actor, town: Institution, now: datetime) -> MakeEntry:
    """Giorgi writes one; `terms`, `by` and `at` may be said, and each field."""

    def make(*, at: datetime = now, terms: tuple[int, ...] = (), **fields: Any) -> CalendarEntry:
        return add_entry(
            entry_id=uuid4(), institution_id=town.pk, fields=entry_fields(**fields), terms=terms,
            by=by_giorgi, at=at,
        )  # fmt: skip

    return make


@pytest.fixture
def an_offer(by_giorgi: Actor, town: Institution, now: datetime) -> MakeOffer:
    """Giorgi's town offers a hall."""

    def make(**fields: Any) -> Offer:
        return make_offer(
            offer_id=uuid4(), institution_id=town.pk, fields=offer_fields(**fields), by=by_giorgi,
            at=now,
        )  # fmt: skip

    return make


@pytest.fixture(autouse=True)
def no_kept_feeds() -> Iterator[None]:
    forget_feeds()
    yield
    forget_feeds()


def real_day(days: int = 0) -> date:
    """Of the real clock, which screens read."""
    from ertad.kernel.clock import now as clock_now

    return local_day(clock_now()) + timedelta(days=days)
