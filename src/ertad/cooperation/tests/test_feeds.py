"""The calendar for other programs: read back with icalendar and vobject, asked every minute."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.story import keeper

from ertad.cooperation.acts.cancel_entry import cancel_entry
from ertad.cooperation.acts.follow_calendar import follow_calendar, renew_address
from ertad.cooperation.calendar import kept
from ertad.cooperation.calendar.feeds import as_calendar, key_of
from ertad.cooperation.models import CalendarFollow
from ertad.cooperation.tests.conftest import MakeEntry, real_day
from ertad.kernel.actor import Actor
from ertad.kernel.calendar import Happening
from ertad.kernel.languages import Said
from ertad.people.models import Membership, User

pytestmark = pytest.mark.slow

GEORGIAN = (
    "შეხვედრა; „ერთად“, ყველასთვის — ძალიან გრძელი სათაური, რომელიც რამდენიმე სტრიქონს იკავებს"
)
Queries = Callable[..., Any]


def followed(user: User, now: datetime, **said: Any) -> CalendarFollow:
    told = {"params": [], "weekly": False, **said}
    return follow_calendar(follow_id=uuid4(), by=keeper(user), at=now, **told)


def own_feed(follow: CalendarFollow) -> str:
    return reverse("cooperation:own_feed", args=[key_of(follow)])


def test_a_member_takes_the_calendar_with_own_filters(
    client: Client, an_entry: MakeEntry, marie: User, now: datetime
) -> None:
    day = real_day(3)
    an_entry(title_en="", title_ka=GEORGIAN, text_en="One, two; three\nfour", open_to="members",
             starts_on=day, starts_at=datetime(2026, 1, 1, 10, 30).time())  # fmt: skip
    an_entry(title_en="All day", starts_on=day, ends_on=day + timedelta(days=1))
    an_entry(title_en="Elsewhere", municipality_id="example-2", starts_on=day)
    response = client.get(own_feed(followed(marie, now, params=[["place", "example-1"]])))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    for titles in (
        {str(each["SUMMARY"]) for each in Calendar.from_ical(response.content).walk("VEVENT")},
        {e.summary.value for e in vobject.readOne(response.content.decode()).vevent_list},
    ):
        assert titles == {GEORGIAN, "All day"}
    events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(response.content).walk("VEVENT")}
    assert events[GEORGIAN].decoded("DTSTART").isoformat() == f"{day}T10:30:00+04:00"
    assert str(events[GEORGIAN]["DESCRIPTION"]).startswith("One, two; three\nfour\n")
    assert events["All day"].decoded("DTEND") == day + timedelta(days=2)
    assert b"Marie" not in response.content
    assert b"Giorgi" not in response.content


def test_what_is_cancelled_is_told_with_a_higher_number(
    client: Client, an_entry: MakeEntry, by_giorgi: Actor, now: datetime
) -> None:
    entry = an_entry(starts_on=real_day(1))
    address = reverse("cooperation:public_feed")
    (before,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    cancel_entry(entry=entry, by=by_giorgi, at=now + timedelta(hours=1))
    kept.forget_feeds()
    (after,) = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")


def test_asked_every_minute_it_costs_one_query_and_no_content(
    client: Client, an_entry: MakeEntry, marie: User, now: datetime,
    django_assert_max_num_queries: Queries, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    an_entry(starts_on=real_day(2))
    address = own_feed(followed(marie, now))
    first = client.get(address)
    assert "private" in first["Cache-Control"]
    clock = [0.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: clock[0])
    kept.forget_feeds()
    for minute in range(60):
        clock[0] = minute * 60.0
        expected = {"headers": {"If-None-Match": first["ETag"]}}
        if minute % 5:  # every fifth time it is made anew
            with django_assert_max_num_queries(2):  # one of ours, one of kept pages
                assert client.get(address, **expected).status_code == 304
        else:
            assert client.get(address, **expected).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304


def test_beyond_reason_it_is_told_to_wait(client: Client, marie: User, now: datetime) -> None:
    address = own_feed(followed(marie, now))
    answers = [client.get(address).status_code for _time in range(kept.MOST_ASKINGS + 1)]
    assert answers[-2:] == [200, 429]
    refused = client.get(address)
    assert 0 < int(refused["Retry-After"]) <= 601


def test_a_renewed_address_is_gone_at_once_and_an_invented_one_never_was(
    client: Client, marie: User, now: datetime
) -> None:
    follow = followed(marie, now)
    old = own_feed(follow)
    assert client.get(old).status_code == 200
    renewed = renew_address(found=follow, by=keeper(marie), at=now)
    assert client.get(old).status_code == 410
    assert client.get(own_feed(renewed)).status_code == 200
    for key in ("x", "AAAA-1.x", key_of(renewed)[:-1], key_of(renewed) + "x", "a" * 500):
        assert client.get(reverse("cooperation:own_feed", args=[key])).status_code == 404


def test_whoever_has_left_reads_no_more(client: Client, marie: User, now: datetime) -> None:
    address = own_feed(followed(marie, now))
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=marie).update(ended_on=now.date())
    assert client.get(address).status_code == 410


def test_the_public_one_tells_nothing_of_members(client: Client, an_entry: MakeEntry) -> None:
    an_entry(title_en="Members only", open_to="members", starts_on=real_day(1))
    an_entry(title_en="Open day", starts_on=real_day(1))
    response = client.get(reverse("cooperation:public_feed") + "?kind=activity&theme=no-such")
    assert b"VEVENT" not in response.content
    response = client.get(reverse("cooperation:public_feed") + "?kind=activity")
    assert b"Open day" in response.content
    assert b"Members only" not in response.content
    assert "public" in response["Cache-Control"]


def test_news_are_an_atom_feed(client: Client, an_entry: MakeEntry) -> None:
    an_entry(title_en="Open <day> & night", starts_on=real_day(1))
    an_entry(title_en="Members only", open_to="members")
    response = client.get(reverse("cooperation:news"))
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own)
    names = {"a": "http://www.w3.org/2005/Atom"}
    titles = [each.text for each in root.findall("a:entry/a:title", names)]
    assert titles == ["Open <day> & night"]
    again = client.get(reverse("cooperation:news"), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


TYPED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cf")), min_size=1).filter(
    str.strip
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TYPED, TYPED, TYPED)
def test_whatever_is_typed_is_read_back(title: str, place: str, text: str) -> None:
    from tests.story import NOW, TODAY

    told = Happening(
        key="1", kind="activity", title=Said(title, "en"), starts_on=TODAY, ends_on=TODAY,
        changed_at=NOW, place=place, text=Said(f"{text}\n{text}", "en"),
    )  # fmt: skip
    content = as_calendar([told], name=title, language="en")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert str(event["LOCATION"]) == place
    assert str(event["DESCRIPTION"]) == f"{text}\n{text}"
    (read,) = vobject.readOne(content.decode()).vevent_list
    assert read.uid.value == "1@ertad"
