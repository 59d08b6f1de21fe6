"""The letter on Mondays: what is coming and new, to those who asked, and how it is stopped."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.story import TODAY, keeper

from ertad.cooperation.acts.follow_calendar import follow_calendar, stop_following, stop_weekly
from ertad.cooperation.acts.send_weekly import last_monday, send_weekly
from ertad.cooperation.calendar.stopping import stop_key
from ertad.cooperation.models import CalendarFollow
from ertad.cooperation.tests.conftest import MakeEntry
from ertad.kernel.actor import NotAllowed
from ertad.notices.kinds import letter_kinds
from ertad.notices.models import Letter
from ertad.people.acts.empty_accounts import empty_accounts
from ertad.people.models import Membership, User
from ertad.privacy.acts.purge_due import purge_due

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Nine o'clock in Tbilisi."""


def weekly(user: User, at: datetime, *params: list[str]) -> CalendarFollow:
    return follow_calendar(follow_id=uuid4(), params=params, weekly=True, by=keeper(user), at=at)


def test_on_monday_at_nine_it_says_what_is_coming_and_what_is_new(
    an_entry: MakeEntry, marie: User, now: datetime
) -> None:
    an_entry(title_fr="Football pour tous")
    an_entry(title_en="Known already", starts_on=TODAY + timedelta(days=60),
             at=now - timedelta(days=1))  # fmt: skip
    an_entry(title_en="Elsewhere", municipality_id="example-2")
    weekly(marie, now, ["place", "example-1"])
    an_entry(title_en="In spring", starts_on=TODAY + timedelta(days=150), at=MONDAY)
    assert send_weekly(MONDAY - timedelta(seconds=1)) == {}
    assert send_weekly(MONDAY + timedelta(minutes=1)) == {"letters on the calendar": 1}
    assert send_weekly(MONDAY + timedelta(minutes=2)) == {}
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == (marie.email, "fr")
    assert "Football pour tous" in letter.text
    assert "In spring" in letter.text
    assert "Known already" not in letter.text
    assert "Elsewhere" not in letter.text
    assert "Marie" not in letter.text
    assert send_weekly(MONDAY + timedelta(days=7)) == {}, "all of it is told or over"


def test_where_there_is_nothing_to_tell_no_letter_is(marie: User, now: datetime) -> None:
    follow = weekly(marie, now)
    assert send_weekly(MONDAY) == {}
    follow.refresh_from_db()
    assert follow.told_at == MONDAY


def test_whoever_has_left_gets_none(an_entry: MakeEntry, marie: User, now: datetime) -> None:
    an_entry()
    weekly(marie, now)
    Membership.objects.filter(user=marie).update(ended_on=TODAY)
    assert send_weekly(MONDAY) == {}


def test_the_link_of_a_letter_stops_it_and_what_waits_is_dropped(
    client: Client, an_entry: MakeEntry, marie: User, now: datetime
) -> None:
    an_entry()
    follow = weekly(marie, now)
    send_weekly(MONDAY)
    address = reverse("cooperation:stop_weekly", args=[stop_key(follow.pk)])
    kind = letter_kinds()["calendar_weekly"]
    assert client.get(address).status_code == 200
    assert kind.wanted(Letter.objects.get())
    assert client.post(address).status_code == 200
    assert not kind.wanted(Letter.objects.get())
    assert client.post(address).status_code == 404
    assert client.get(reverse("cooperation:stop_weekly", args=["x:y"])).status_code == 404


def test_it_goes_with_the_account(marie: User, now: datetime) -> None:
    weekly(marie, now)
    assert purge_due(now + timedelta(days=900)) == {}
    empty_accounts([marie.pk])
    assert purge_due(now + timedelta(days=901)) == {"calendar_follows": 1}
    assert not CalendarFollow.objects.exists()


def test_it_is_ones_own(marie: User, giorgi: User, now: datetime) -> None:
    follow = weekly(marie, now)
    with pytest.raises(NotAllowed):
        stop_following(found=follow, by=keeper(giorgi), at=now)
    stop_weekly(found=follow, by=keeper(marie), at=now)
    stop_following(found=follow, by=keeper(marie), at=now)
    assert not CalendarFollow.objects.exists()


@pytest.mark.parametrize("hours", range(-200, 200, 7))
def test_the_last_monday_is_never_ahead_nor_a_week_ago(hours: int) -> None:
    at = MONDAY + timedelta(hours=hours)
    found = last_monday(at)
    assert timedelta(0) <= at - found < timedelta(days=7)
    assert found.weekday() == 0
    assert (found.hour, found.minute) == (9, 0)
