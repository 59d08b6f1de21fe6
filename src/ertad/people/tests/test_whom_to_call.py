"""Whom to call about what, where: the contact point, the deputy, the way up; and the holes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.files.spreadsheets.values.hours import hours as hours_read
from ertad.files.spreadsheets.values.hours_words import WEEK
from ertad.kernel.actor import SYSTEM
from ertad.kernel.roles import Role
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.change_contact import change_own_contact
from ertad.people.contacts.calling import whom_to_call
from ertad.people.contacts.coverage import coverage
from ertad.people.contacts.reading import read
from ertad.people.contacts.shown import hours_lines
from ertad.people.contacts.writing import Told
from ertad.people.models import ContactPoint, Institution, Membership, User
from ertad.people.work import open_work
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
Name = Callable[..., ContactPoint]


@pytest.fixture
def named(now: datetime) -> Name:
    def make(institution: Institution, name: str, themes: str, **more: Any) -> ContactPoint:
        columns = {"name": name, "position_en": f"Function of {name}", **more.pop("columns", {})}
        told = Told(columns, themes.split(), more.pop("places", ["example-1"]))
        return add_contact(
            contact_id=uuid4(), institution=institution, told=told, by=SYSTEM, at=now, **more
        )

    return make


def asked(theme: str, place: str, user: object) -> Any:
    return whom_to_call(
        user, Term.objects.get(vocabulary="service_type", code=theme),
        Municipality.objects.get(pk=place), TODAY,
    )  # fmt: skip


def test_eka_is_called_and_when_she_is_away_her_deputy(
    named: Name, town: Institution, agency: Institution, nino: User, now: datetime
) -> None:
    bureau = Institution.objects.create(
        code="bureau", kind="probation_bureau", name_en="Bureau", parent=agency
    )
    bureau.municipalities.add("example-2")
    deputy = named(town, "Dato", "LEG")
    eka = named(town, "Eka", "ADD", deputy=deputy)
    far = named(agency, "Far", "ADD", places=[], columns={"nationwide": True})
    answer = asked("ADD", "example-1", nino)
    assert [each.id for each in answer.found] == [eka.pk, far.pk]
    assert [each.deputy and each.deputy.person for each in answer.found] == ["Dato", None]
    assert [step.institution for step in answer.way_up] == [town, bureau, agency, agency]
    assert all(step.why for step in answer.way_up)

    away = Told({"away_until": TODAY})
    change_own_contact(contact=eka, version=eka.version, told=away, by=SYSTEM, at=now)
    answer = asked("ADD", "example-1", nino)
    assert [each.id for each in answer.found] == [far.pk, eka.pk], "who will answer comes first"
    assert not asked("ADD", "example-2", object()).found[0].person


def test_where_nobody_is_the_way_up_says_so(named: Name, town: Institution) -> None:
    answer = asked("LEG", "example-7", object())
    assert answer.found == []
    assert not answer.reached
    assert [step.institution for step in answer.way_up] == [None] * 4


@pytest.mark.parametrize(
    ("words", "theme", "place"),
    [
        ("narkotikebi samagalito 3", "ADD", "example-3"),
        ("sport, Example 10", "LEI", "example-10"),
        ("prévention universelle Exemple 2", "PRV", "example-2"),
        ("ფსიქოლოგი სამაგალითო 4-ში", "PSY", "example-4"),
        ("qwertz", "", ""),
        ("", "", ""),
    ],
)
def test_words_are_read(words: str, theme: str, place: str) -> None:
    assert (read(words).theme, read(words).place) == (theme, place)


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_words_are_read_without_a_fault(text: str) -> None:
    assert isinstance(read(text).theme, str)


def test_a_hole_is_none_and_silence_is_not_asked(
    named: Name, town: Institution, giorgi: User, client: Client
) -> None:
    named(town, "Eka", "ADD")
    table = coverage(giorgi, "", TODAY)
    cells = {
        (line.theme.code, cell.place.code): cell for line in table.lines for cell in line.cells
    }
    assert cells["ADD", "example-1"].count == 1
    assert cells["LEG", "example-1"].asked
    assert not cells["LEG", "example-2"].asked
    assert table.holes == len(table.lines) - 1

    client.force_login(giorgi)
    page = client.get("/en" + reverse("people:coverage")[3:]).content.decode()
    assert reverse("people:add_contact", args=[town.pk])[3:] in page, "a hole leads to naming"
    ContactPoint.objects.update(ended_on=TODAY)
    again = coverage(giorgi, "", TODAY)
    assert again.lines[0].cells[0].asked, "whose contact points have ended was asked"


def test_the_pages_take_as_many_queries_for_many(
    named: Name, town: Institution, giorgi: User, client: Client
) -> None:
    client.force_login(giorgi)
    paths = [
        reverse("people:call_about") + "?theme=ADD&place=example-1", reverse("people:coverage"),
    ]  # fmt: skip
    named(town, "First", "ADD LEG")
    counts = []
    for _round in range(2):
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        for number in range(6):
            named(town, f"N {number}", "ADD LEG")
    assert counts[:2] == counts[2:]


HOURS = st.builds(
    lambda days, opens, length: [
        [day, f"{opens:02}:00", f"{opens + length:02}:30"] for day in WEEK if day in days
    ],
    st.sets(st.sampled_from(WEEK), min_size=1), st.integers(6, 12), st.integers(1, 9),
)  # fmt: skip


@pytest.mark.parametrize("language", ["ka", "en", "fr"])
@given(spans=HOURS)
def test_hours_that_a_form_shows_are_read_back(language: str, spans: list[list[str]]) -> None:
    from django.utils.translation import override

    with override(language):
        assert hours_read("; ".join(hours_lines(spans))).spans == spans


def form_of(**more: Any) -> dict[str, Any]:
    known = {
        "key": str(uuid4()), "name": "Tamar", "position_ka": "სოციალური მუშაკი", "themes": ["ADD"],
        "municipalities": ["example-1"], "hours": "Mon-Fri 10-17", "phone": "599 00 00 17",
    }  # fmt: skip
    return {**known, **more}


def test_giorgi_names_somebody_by_the_form_sent_twice(
    town: Institution, giorgi: User, client: Client
) -> None:
    client.force_login(giorgi)
    path, sent = reverse("people:add_contact", args=[town.pk]), form_of()
    for _twice in range(2):
        assert client.post(path, sent).status_code == 302
    contact = ContactPoint.objects.get()
    assert contact.phone == "+995599000017"
    assert len(contact.hours) == 5
    change = reverse("people:change_contact", args=[contact.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, form_of(version=1, name="Tamara")).status_code == 302
    stale = client.post(change, form_of(version=1, name="Tamar Two"))
    assert stale.status_code == 409
    assert "Tamara" in stale.content.decode()
    assert "Tamar Two" in stale.content.decode()


def test_a_forged_id_of_another_institution_is_refused(
    named: Name, town: Institution, centre: Institution, giorgi: User, client: Client
) -> None:
    theirs = named(centre, "Theirs", "LEG")
    client.force_login(giorgi)
    path = reverse("people:add_contact", args=[town.pk])
    assert client.post(path, form_of(key=str(theirs.pk))).status_code == 200
    assert ContactPoint.objects.get().name == "Theirs"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Tamar 01001012345"}, {"phone": "no number"}, {"hours": "sometimes"},
        {"themes": ["NOPE"]}, {"municipalities": ["nowhere"]}, {"themes": []}, {"name": ""},
        {"position_ka": ""}, {"deputy": str(uuid4())}, {"account": str(uuid4())},
        {"name": "x" * 5000}, {"key": "none"}, {"email": "a\nb@c"}, {"away_until_day": "99"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(
    wrong: dict[str, Any], town: Institution, giorgi: User, client: Client
) -> None:
    client.force_login(giorgi)
    response = client.post(reverse("people:add_contact", args=[town.pk]), form_of(**wrong))
    assert response.status_code == 200
    assert not ContactPoint.objects.exists()


def test_links_that_are_not_ours_open_nothing(client: Client) -> None:
    for key in ("x", "a.b", "a-1.c", "Ä" * 200, "." * 50):
        path = reverse("people:contact_by_link", args=[key])
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_my_work_says_what_to_confirm(
    named: Name, town: Institution, giorgi: User, nino: User
) -> None:
    contact = named(town, "Giorgi", "ADD", user_id=giorgi.pk)
    ContactPoint.objects.filter(pk=contact.pk).update(asked_on=date(2026, 10, 1))
    labels = {str(item.label) for item in open_work(giorgi, TODAY) if item.count}
    assert len(labels) == 2
    assert [item.count for item in open_work(nino, TODAY)] == [1]
    admin = User.objects.create_user("d@example.org", name="Dato", language="ka")
    Membership.objects.create(
        user=admin, institution=town, role=Role.INSTITUTION_ADMIN, since=TODAY
    )
    assert [item.count for item in open_work(admin, TODAY)] == [1]
