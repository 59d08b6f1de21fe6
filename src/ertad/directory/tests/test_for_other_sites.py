"""Feed, fragment, linked data and files of a service: public fields only, nothing confidential."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar
from tests.story import NOW

from ertad.audit.trail import traced
from ertad.directory.acts.confirm_services import confirm_services
from ertad.directory.acts.end_service import end_service
from ertad.directory.models import Location
from ertad.directory.record import Change, read_records, save_records
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day, now
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]
ATOM = "{http://www.w3.org/2005/Atom}"
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def feed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/en/changes.atom{query}")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314  our own
    return [entry.findtext(f"{ATOM}title", "") for entry in root.iter(f"{ATOM}entry")]


def edit(key: UUID, **fields: object) -> None:
    with traced("service.edit", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, {**read_records([key])[key], **fields})], at=NOW)


def linked(client: Client, key: UUID) -> dict[str, object]:
    found = LINKED.search(client.get(f"/en/service/{key}/").content.decode())
    assert found
    thing: dict[str, object] = json.loads(found[1])
    return thing


def at_a_place(centre: Institution, **fields: object) -> list[dict[str, object]]:
    place = Location.objects.create(
        institution=centre, municipality_id="example-2", name_en="Safe house",
        address_en="Hidden street 5", latitude=42.1, longitude=39.2, **fields,
    )  # fmt: skip
    return [{"location": str(place.pk), "hours": [["MO", "10:00", "18:00"]]}]


def test_the_feed_tells_new_changed_and_ended(client: Client, a_service: Make) -> None:
    first, second, third = (a_service(name_en=name) for name in ("One", "Two", "Three"))
    edit(second, phones=["+995322000002"])
    end_service(service_id=third, ended_on=NOW.date(), by=SYSTEM, at=NOW)
    confirm_services(service_ids=[first], by=SYSTEM, at=NOW + timedelta(days=1))
    edit(first, pathways=["diversion"])

    assert feed(client) == ["Ended: Three", "Changed: Two", "New: One"]
    text = client.get("/en/changes.atom").content.decode()
    assert "What was changed: Phone" in text
    assert "iversion" not in text
    assert f"urn:uuid:{second}" in text


def test_the_feed_is_narrowed(client: Client, a_service: Make, town: Institution) -> None:
    a_service(name_en="Of the centre", serves=["example-1"])
    a_service(name_en="Of the town", institution=town, serves=["example-2"])
    a_service(name_en="Everywhere", serves=[], nationwide=True)
    assert feed(client, "?institution=town") == ["New: Of the town"]
    assert feed(client, "?municipality=example-1") == ["New: Everywhere", "New: Of the centre"]
    assert feed(client, "?institution=town&municipality=example-1") == []
    for query in ("?institution=no-such", "?municipality=%00", "?institution=%F0%9F%99%82"):
        assert client.get(f"/en/changes.atom{query}").status_code == 404


def test_hostile_words_stay_words(client: Client, a_service: Make, centre: Institution) -> None:
    key = a_service(
        name_en="</script><script>alert(1)</script>", description_en="a\x0bb <b>c</b> \u2028"
    )
    assert feed(client) == ["New: </script><script>alert(1)</script>"]
    assert linked(client, key)["name"] == "</script><script>alert(1)</script>"
    fragment = client.get("/en/fragment/institution/centre/").content.decode()
    assert "<script" not in fragment
    assert "&lt;script" in fragment


@pytest.mark.parametrize("hidden", ["service", "place"])
def test_no_door_to_other_sites_tells_a_confidential_place(
    client: Client, a_service: Make, centre: Institution, lasha: User, hidden: str
) -> None:
    at = at_a_place(centre, confidential=hidden == "place")
    key = a_service(confidential=hidden == "service", at=at, assured_on=local_day(now()))
    edit(key, confidential=hidden == "service", at=[{**at[0], "hours": [["TU", "09:30", "10:00"]]}])
    edit(key, at=[{**at[0], "hours": [["TU", "09:00", "10:00"]]}])
    client.force_login(lasha)
    texts = [
        client.get(address).content.decode()
        for address in (
            "/en/changes.atom", "/en/fragment/institution/centre/",
            "/en/fragment/municipality/example-1/", f"/en/service/{key}/contact/",
            f"/en/service/{key}/calendar/",
        )
    ]  # fmt: skip
    client.logout()
    texts.append(json.dumps(linked(client, key)))
    for text in texts:
        for secret in ("Hidden street", "Safe house", "42.1", "39.2"):
            assert secret not in text


def test_a_service_in_the_words_of_search_engines(
    client: Client, a_service: Make, centre: Institution
) -> None:
    key = a_service(min_age=14, max_age=18, at=at_a_place(centre), pathways=["diversion"])
    thing = linked(client, key)
    assert thing["@type"] == "Service"
    assert thing["provider"]["@type"] == "NGO"  # type: ignore[index]
    assert thing["audience"] == {
        "@type": "PeopleAudience", "suggestedMinAge": 14, "suggestedMaxAge": 18,
    }  # fmt: skip
    assert [area["name"] for area in thing["areaServed"]] == ["Example 1"]  # type: ignore[attr-defined]
    hours = thing["hoursAvailable"][0]  # type: ignore[index]
    assert (hours["dayOfWeek"], hours["opens"]) == ("https://schema.org/Monday", "10:00")
    place = thing["availableChannel"]["serviceLocation"][0]  # type: ignore[index]
    assert place["address"]["streetAddress"] == "Hidden street 5"
    assert "iversion" not in json.dumps(thing)
    assert thing["disambiguatingDescription"]


def test_public_bodies_give_government_services(
    client: Client, a_service: Make, town: Institution
) -> None:
    assert linked(client, a_service(institution=town))["@type"] == "GovernmentService"


def test_what_nobody_vouches_for_is_not_told_to_search_engines(
    client: Client, a_service: Make, lasha: User
) -> None:
    sample, ended = a_service(sample_as_of="2019", assured_on=None), a_service(status="ended")
    for key in (sample, ended):
        assert not LINKED.search(client.get(f"/en/service/{key}/").content.decode())
    client.force_login(lasha)
    assert not LINKED.search(client.get(f"/en/service/{a_service()}/").content.decode())


def test_the_calendar_ends_with_the_confirmation(
    client: Client, a_service: Make, centre: Institution
) -> None:
    today, at = local_day(now()), at_a_place(centre)
    fresh, stale = (
        a_service(at=at, assured_on=day)
        for day in (today - timedelta(days=60), today - timedelta(days=91))
    )
    content = client.get(f"/en/service/{fresh}/calendar/").content
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert event["RRULE"]["UNTIL"][0].date() == today + timedelta(days=30)
    assert event["LOCATION"] == "Safe house, Hidden street 5, Example 2"
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=4)
    assert "calendar/" in client.get(f"/en/service/{fresh}/").content.decode()
    assert client.get(f"/en/service/{stale}/calendar/").status_code == 404
    assert "calendar/" not in client.get(f"/en/service/{stale}/").content.decode()


def test_a_fragment_is_made_for_other_sites(client: Client, a_service: Make) -> None:
    a_service(name_en="Chess club")
    for address in ("institution/centre", "municipality/example-1"):
        response = client.get(f"/en/fragment/{address}/")
        text = response.content.decode()
        assert "Chess club" in text
        assert "X-Frame-Options" not in response.headers
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "public" in response.headers["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not re.search(r"<(script|style|link|img|form)|\sstyle=|\son\w+=", text)
    bare = client.get("/en/fragment/institution/centre/?bare").content.decode()
    assert bare.strip().startswith("<section")
    assert bare.strip().endswith("</section>")
    assert client.get("/en/fragment/institution/no-such/").status_code == 404


def test_no_other_page_may_be_framed(client: Client, a_service: Make) -> None:
    for address in (f"/en/service/{a_service()}/", "/en/find/", "/en/list/", "/en/for-your-site/"):
        response = client.get(address)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_the_code_to_copy_is_shown_as_text(client: Client, a_service: Make) -> None:
    a_service()
    text = client.get("/en/for-your-site/?institution=centre").content.decode()
    assert "&lt;iframe src=" in text
    assert "<iframe" not in text
    assert "/en/fragment/institution/centre/" in text
    assert "Example 1" in client.get("/en/for-your-site/").content.decode()
    for wrong in ("?institution=no-such", "?municipality=%00", "?municipality=no-such"):
        assert client.get(f"/en/for-your-site/{wrong}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_they_cost_a_constant_number_of_queries(
    client: Client, a_service: Make, count: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(count):
        a_service(name_en=f"Service {number}", assured_on=date(2026, 11, 20))
    for address in ("changes.atom", "fragment/institution/centre/"):
        with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
            assert client.get(f"/en/{address}").status_code == 200
