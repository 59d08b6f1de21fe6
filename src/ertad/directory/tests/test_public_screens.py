"""What a visitor sees of a service, an institution and the overview, and what not."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ertad.directory.models import Location, MistakeReport, Service
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]


def page(client: Client, name: str, *words: object) -> str:
    response = client.get(reverse(name, args=words))
    assert response.status_code == 200
    return response.content.decode()


def test_a_family_sees_what_to_do_first(client: Client, a_service: Make) -> None:
    key = a_service(min_age=14, max_age=18, places="open", places_as_of="2026-11-20")

    shown = page(client, "directory:service", key)

    assert "Counselling for young people" in shown
    assert "Call the reception." in shown
    assert 'href="tel:+995322000001"' in shown
    assert shown.index("Call the reception.") < shown.index("A psychologist talks")


def test_pathways_are_for_specialists(client: Client, a_service: Make, marie: User) -> None:
    key = a_service(pathways=["diversion"])
    assert "Diversion" not in (anyone := page(client, "directory:service", key))
    assert "განრიდება" not in anyone

    client.force_login(marie)
    assert "განრიდება" in page(client, "directory:service", key)


@pytest.mark.parametrize(("of_service", "of_place"), [(True, False), (False, True)])
def test_a_confidential_address_is_shown_to_its_own_people_only(
    client: Client, a_service: Make, centre: Institution, lasha: User, giorgi: User,
    of_service: bool, of_place: bool,
) -> None:  # fmt: skip
    place = Location.objects.create(
        institution=centre, municipality_id="example-2", name_en="Safe house",
        address_en="Hidden street 5", latitude=42.1, longitude=39.2, confidential=of_place,
    )  # fmt: skip
    at = [{"location": str(place.pk), "hours": []}]
    key = a_service(confidential=of_service, at=at)

    for reader in (None, giorgi):
        if reader:
            client.force_login(reader)
        shown = page(client, "directory:service", key)
        assert "Hidden street" not in shown
        assert "Safe house" not in shown
    client.force_login(lasha)
    assert "Hidden street 5" in page(client, "directory:service", key)


def test_an_ended_service_says_so_and_a_merged_one_leads_on(
    client: Client, a_service: Make
) -> None:
    ended = a_service(status="ended", ended_on="2026-10-01")
    survivor, absorbed = a_service(), a_service()
    Service.objects.filter(pk=absorbed).update(status="merged", merged_into=survivor)

    assert "01.10.2026" in page(client, "directory:service", ended)
    response = client.get(reverse("directory:service", args=[absorbed]))
    assert response.headers["Location"].endswith(f"{survivor}/")


def test_stale_places_are_hidden_and_age_is_said(client: Client, a_service: Make) -> None:
    stale = a_service(assured_on=date(2020, 1, 1), places="open", places_as_of="2020-01-01")
    with_language = client.get(f"/en/service/{stale}/").content.decode()
    assert "Places open" not in with_language
    assert "ask before you go" in with_language


def test_back_leads_only_to_our_own_search(client: Client, a_service: Make) -> None:
    address = f"/en/service/{a_service()}/"
    ours = client.get(address, {"back": "/en/find/?q=sport&page=2"}).content.decode()
    assert "/en/find/?q=sport&amp;page=2" in ours
    theirs = client.get(address, {"back": "https://evil.example/en/find/"}).content.decode()
    assert 'href="https://evil' not in theirs


def test_a_mistake_is_reported_once_even_when_sent_twice(client: Client, a_service: Make) -> None:
    key = a_service()
    address, sent = reverse("directory:report", args=[key]), {"what": "phone", "id": str(uuid4())}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert MistakeReport.objects.get().service_id == key


def test_a_report_with_a_personal_number_is_refused(client: Client, a_service: Make) -> None:
    address = reverse("directory:report", args=[a_service()])
    sent = {"what": "other", "text": "Giorgi 01001012345", "id": str(uuid4())}
    response = client.post(address, sent)
    assert response.status_code == 200
    assert not MistakeReport.objects.exists()


def test_hostile_text_is_shown_as_text(client: Client, a_service: Make) -> None:
    key = a_service(name_en="<script>alert(1)</script>", how_to_enter_en="<b>call</b>")
    shown = page(client, "directory:service", key)
    assert "<script>alert" not in shown
    assert "&lt;b&gt;call" in shown


def test_the_overview_tells_none_from_not_asked(client: Client, a_service: Make) -> None:
    a_service(types=["PSY-IND", "PSY-GRP"], serves=["example-1"])
    a_service(types=["LEI-SPO"], serves=["example-2"], assured_on=None, sample_as_of="2019")

    shown = client.get("/en/who-does-what/").content.decode()

    rows = [row.split("<td")[1:] for row in shown.split("<tr>")]
    support = next(cells for cells in rows if "type=PSY&amp;" in "".join(cells))
    leisure = next(cells for cells in rows if "type=LEI&amp;" in "".join(cells))
    assert "place=example-1" in support[0]
    assert "not asked" in support[1]
    assert ">none<" in leisure[0]
    assert "place=example-2" in leisure[1]
    assert "not asked" in leisure[2]


def test_the_institution_lists_what_it_runs(
    client: Client, a_service: Make, centre: Institution
) -> None:
    a_service(name_en="Chess club")
    a_service(name_en="Old course", status="ended")
    shown = page(client, "directory:institution", centre.pk)
    assert "Chess club" in shown
    assert "Old course" not in shown


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_a_constant_number_of_queries(
    client: Client, a_service: Make, centre: Institution, count: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    keys = [a_service() for _ in range(count)]
    for address, most in (
        (reverse("directory:service", args=[keys[0]]), 32),
        (reverse("directory:institution", args=[centre.pk]), 12),
        (reverse("directory:overview"), 12),
    ):
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]
            client.get(address)
