"""Contact points: named, confirmed, handed over; seen by members, functions by everybody."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ertad.audit.models import AuditRow
from ertad.audit.trail import StaleEdit
from ertad.files.tests.papers import needs_reader, words
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Letter
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.acts.change_contact import change_contact, change_own_contact
from ertad.people.acts.confirm_contact import confirm_contact
from ertad.people.acts.end_contact import end_contact
from ertad.people.acts.hand_over_contact import Successor, hand_over_contact
from ertad.people.acts.leave_contact import leave_contact
from ertad.people.acts.tell_unconfirmed import tell_unconfirmed
from ertad.people.contacts.shown import Standing, standing
from ertad.people.contacts.writing import Told, sets_of
from ertad.people.models import ContactPoint, Institution, Membership, User

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
Make = Callable[..., ContactPoint]


def of_town(town: Institution, giorgi: User) -> Actor:
    return Actor(Role.FOCAL_POINT, giorgi.pk, town.pk)


@pytest.fixture
def a_contact(town: Institution, now: datetime) -> Make:
    """Names one of the town: Tamar, for substance use in Example 1."""

    def make(**more: Any) -> ContactPoint:
        columns = {
            "name": "Tamar Beridze", "position_en": "Social worker", "phone": "+995599000017",
            "email": "tamar@example.org", **more.pop("columns", {}),
        }  # fmt: skip
        told = Told(columns, more.pop("themes", ["ADD"]), more.pop("places", ["example-1"]))
        place = more.pop("institution", town)
        return add_contact(
            contact_id=uuid4(), institution=place, told=told, by=SYSTEM, at=more.pop("at", now),
            **more,
        )  # fmt: skip

    return make


def test_giorgi_hands_over_to_tamar_in_one_act(
    a_contact: Make, town: Institution, giorgi: User, now: datetime
) -> None:
    tamar = User.objects.create_user("t@example.org", name="Tamar", language="ka")
    Membership.objects.create(user=tamar, institution=town, role=Role.READER, since=TODAY)
    deputy = a_contact(columns={"name": "Eka"}, themes=["EDU"])
    old = a_contact(columns={"name": "Giorgi"}, user_id=giorgi.pk, deputy=deputy)
    other = a_contact(columns={"name": "Zaza"}, themes=["LEG"], deputy=old)

    after = hand_over_contact(
        contact=old, version=old.version, by=of_town(town, giorgi), at=now,
        to=Successor(new_id=uuid4(), told=Told({"name": "Tamar"}), user_id=tamar.pk),
    )  # fmt: skip

    old.refresh_from_db(), other.refresh_from_db()
    assert (old.ended_on, old.successor) == (TODAY, after)
    assert sets_of(after) == {"themes": ["ADD"], "municipalities": ["example-1"]}
    assert sets_of(old) == sets_of(after), "the past remains"
    assert (after.deputy, after.position_en) == (deputy, "Social worker")
    assert other.deputy == after
    held = {(m.user, m.role) for m in Membership.objects.filter(institution=town, ended_on=None)}
    assert held == {(tamar, "reader"), (tamar, "focal_point")}
    row = AuditRow.objects.get(act="contact.hand_over")
    assert row.details["successor"] == str(after.pk)
    assert "Tamar" not in str(row.details)
    with pytest.raises(StaleEdit):
        hand_over_contact(
            contact=old, version=old.version, by=SYSTEM, at=now, to=Successor(contact=deputy)
        )


def test_the_deputy_takes_over_and_is_no_deputy_of_oneself(a_contact: Make, now: datetime) -> None:
    deputy = a_contact(columns={"name": "Eka"}, themes=["EDU"])
    old = a_contact(deputy=deputy)
    after = hand_over_contact(
        contact=old, version=old.version, by=SYSTEM, at=now, to=Successor(contact=deputy)
    )
    assert after.pk == deputy.pk
    assert after.deputy_id is None
    assert sets_of(after)["themes"] == ["ADD", "EDU"]


def test_a_successor_of_another_institution_is_refused(
    a_contact: Make, centre: Institution, marie: User, now: datetime
) -> None:
    old, other = a_contact(), a_contact(institution=centre)
    for to in (
        Successor(contact=other),
        Successor(new_id=uuid4(), told=Told({"name": "Marie"}), user_id=marie.pk),
        Successor(new_id=uuid4(), told=Told({"name": "Nana 01001012345"})),
        Successor(contact=old),
        Successor(new_id=other.pk, told=Told({"name": "Nana"})),
    ):
        with pytest.raises(Refused):
            hand_over_contact(contact=old, version=old.version, by=SYSTEM, at=now, to=to)
    assert not ContactPoint.objects.exclude(ended_on=None).exists()


def test_the_quarterly_letter_is_answered_by_one_click(
    a_contact: Make, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = a_contact()
    assert ask_contacts(now) == {"contact points asked": 1}
    assert ask_contacts(now) == {}, "nobody is asked twice"
    letter = Letter.objects.get(kind="contact.asked")
    assert letter.to == "tamar@example.org"
    assert "Tamar" not in letter.text
    link = next(line for line in letter.text.splitlines() if "/contact-point/" in line)
    path = "/" + link.split("//", 1)[1].split("/", 1)[1] if "//" in link else link

    monkeypatch.setattr("ertad.people.screens.contact_by_link.view.now", lambda: now)
    page = client.get(path)
    assert page.status_code == 200
    assert client.head(path).status_code == 200
    assert "Tamar" not in page.content.decode()
    assert "599" not in page.content.decode()
    assert ContactPoint.objects.get().confirmed_on is None, "looking confirms nothing"
    for _twice in range(2):
        assert client.post(path).status_code == 302
    contact.refresh_from_db()
    assert contact.confirmed_on == TODAY
    assert contact.confirmed_by is None
    assert AuditRow.objects.filter(act="contact.confirm", role="link_holder").exists()


def test_silence_is_marked_and_goes_up(
    a_contact: Make, town: Institution, nino: User, now: datetime
) -> None:
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    contact = a_contact()
    ask_contacts(now)
    assert standing(ContactPoint.objects.get(), TODAY) is Standing.NEW
    assert tell_unconfirmed(now + timedelta(days=13)) == {}
    later = now + timedelta(days=14)
    assert tell_unconfirmed(later) == {"institutions told of contacts": 1}
    assert tell_unconfirmed(later) == {}
    contact.refresh_from_db()
    assert standing(contact, later.date()) is Standing.UNCONFIRMED
    assert tell_unconfirmed(now + timedelta(days=28)) == {"coordinator told": 1}
    told = Letter.objects.get(kind="contact.unheard")
    assert told.to == nino.email
    assert "Social worker" in told.text
    assert "Tamar" not in told.text
    assert ask_contacts(now + timedelta(days=89)) == {}
    assert ask_contacts(now + timedelta(days=90)) == {"contact points asked": 1}


def test_whoever_is_named_by_oneself_is_not_asked_at_once(
    a_contact: Make, town: Institution, giorgi: User, now: datetime
) -> None:
    add_contact(
        contact_id=uuid4(), institution=town, user_id=giorgi.pk, by=of_town(town, giorgi), at=now,
        told=Told({"name": "Giorgi", "position_ka": "სოციალური მუშაკი"}),
    )  # fmt: skip
    assert ask_contacts(now + timedelta(days=89)) == {}
    assert ask_contacts(now + timedelta(days=90)) == {"contact points asked": 1}
    assert Letter.objects.get().to == giorgi.email, "without an address of its own, the account's"


def test_who_leaves_is_marked_and_the_institution_is_told(
    a_contact: Make, town: Institution, now: datetime
) -> None:
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    contact = a_contact()
    by = Actor(Role.LINK_HOLDER, None, town.pk)
    assert leave_contact(contact=contact, by=by, at=now)
    assert not leave_contact(contact=contact, by=by, at=now)
    contact.refresh_from_db()
    assert standing(contact, TODAY) is Standing.LEAVING
    assert Letter.objects.get(kind="contact.leaving").to == "town@example.org"
    assert confirm_contact(contact=contact, by=by, at=now), "and may think again"
    contact.refresh_from_db()
    assert contact.leaving_on is None


def test_who_may(
    a_contact: Make, town: Institution, centre: Institution, giorgi: User, nino: User, marie: User,
    now: datetime,
) -> None:  # fmt: skip
    contact = a_contact()
    told = Told({"name": "Somebody", "position_en": "Helper"})
    other = Actor(Role.FOCAL_POINT, giorgi.pk, centre.pk)
    specialist = Actor(Role.SPECIALIST, marie.pk, town.pk)
    coordinator = Actor(Role.COORDINATOR, nino.pk, town.pk)
    for by in (other, specialist, coordinator, Actor(Role.LINK_HOLDER, None, centre.pk)):
        with pytest.raises(NotAllowed):
            change_contact(contact=contact, version=1, told=told, by=by, at=now)
        with pytest.raises(NotAllowed):
            confirm_contact(contact=contact, by=by, at=now)
        with pytest.raises(NotAllowed):
            end_contact(contact=contact, version=1, by=by, at=now)
        with pytest.raises(NotAllowed):
            add_contact(contact_id=uuid4(), institution=town, told=told, by=by, at=now)
    end_contact(
        contact=contact, version=1, at=now,
        by=Actor(Role.COORDINATOR, nino.pk, town.pk, "The city hall asked by telephone"),
    )  # fmt: skip
    assert ContactPoint.objects.get().ended_on == TODAY


def test_a_stale_change_writes_nothing(a_contact: Make, now: datetime) -> None:
    contact = a_contact()
    change_own_contact(contact=contact, version=1, told=Told({"phone": "112"}), by=SYSTEM, at=now)
    again = ContactPoint.objects.get()
    with pytest.raises(StaleEdit):
        change_contact(
            contact=again, version=1, told=Told({"phone": "111"}, themes=["LEG"]), by=SYSTEM, at=now
        )
    assert ContactPoint.objects.get().phone == "112"
    assert sets_of(again)["themes"] == ["ADD"]


@pytest.mark.parametrize("version", ["", "x", "²", "7", "9" * 30, "9" * 5000])
def test_a_wrong_version_ends_nothing(
    version: str, a_contact: Make, giorgi: User, client: Client
) -> None:
    contact = a_contact()
    client.force_login(giorgi)
    answer = client.post(f"/en/people/contacts/{contact.pk}/end/", {"version": version})
    assert answer.status_code == 302
    contact.refresh_from_db()
    assert contact.ended_on is None


@pytest.fixture
def reader(town: Institution) -> User:
    user = User.objects.create_user("salome@example.org", name="Salome", language="en")
    Membership.objects.create(user=user, institution=town, role=Role.READER, since=TODAY)
    return user


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "all.xlsx",
        "all.vcf",
        "one",
        "card",
        "call",
        pytest.param("all.pdf", marks=needs_reader),
    ],
)
def test_persons_are_for_members_everywhere_alike(
    kind: str, a_contact: Make, town: Institution, reader: User, client: Client
) -> None:
    Institution.objects.filter(pk=town.pk).update(phone="+995322000001")
    contact = a_contact(columns={"name": "Quetzal Zarathustra"})
    path = {
        "one": reverse("people:contact", args=[contact.pk]),
        "card": reverse("people:contact_card", args=[contact.pk]),
        "call": reverse("people:call_about") + "?theme=ADD&place=example-1",
    }.get(kind, reverse("people:contacts") + kind)
    public = text_of(client.get(path))
    client.force_login(reader)
    member = text_of(client.get(path))
    for secret in ("Zarathustra", "599000017", "tamar@"):
        assert secret not in re.sub(r"[\s-]", "", public)
    assert "Social worker" in public
    assert "Zarathustra" in member
    assert "599000017" in re.sub(r"[\s-]", "", member)
    acts = set(AuditRow.objects.filter(role="reader").values_list("act", flat=True))
    assert acts
    assert acts <= {
        "contacts.read",
        "contacts.export",
        "contact.read",
        "contact.export",
        "contacts.asked.read",
    }


def text_of(response: Any) -> str:
    """What stands in a page or a file."""
    assert response.status_code == 200, response
    content: bytes = response.content
    if content.startswith(b"%PDF"):
        return words(content)
    if content.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(content))
        return " ".join(book.read(name).decode() for name in book.namelist())
    return content.decode()


def test_a_visitor_does_not_find_a_person_by_name(
    a_contact: Make, reader: User, client: Client
) -> None:
    a_contact(columns={"name": "Quetzal Zarathustra"})
    path = reverse("people:contacts") + "?q=zarathustra"
    assert "Social worker" not in text_of(client.get(path))
    client.force_login(reader)
    assert "Quetzal" in text_of(client.get(path))


def test_the_list_takes_as_many_queries_for_many(
    a_contact: Make, reader: User, client: Client
) -> None:
    client.force_login(reader)
    first = a_contact()
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("people:contacts"))
        counts.append(len(captured))
        for number in range(8):
            a_contact(columns={"name": f"N {number}"}, deputy=first)
    assert counts[0] == counts[1]


def test_hostile_names_stay_text(a_contact: Make, reader: User, client: Client) -> None:
    a_contact(columns={"name": "=HYPERLINK(1)\nBEGIN:VCARD", "position_en": "a\u202eb;c,d"})
    client.force_login(reader)
    cards = text_of(client.get(reverse("people:contacts_file", args=["vcf"])))
    assert cards.count("\r\nBEGIN:VCARD") + cards.startswith("BEGIN:VCARD") == 1
    book = text_of(client.get(reverse("people:contacts_file", args=["xlsx"])))
    assert "<f>" not in book
    assert "HYPERLINK" in book
    assert client.get(reverse("people:contacts_file", args=["exe"])).status_code == 404
    for q in ("%00", "'" * 300, "\u202e", "%"):
        assert client.get(reverse("people:contacts"), {"q": q, "page": "x"}).status_code == 200


def test_a_card_of_a_person_is_read_by_others(
    a_contact: Make, reader: User, client: Client
) -> None:
    contact = a_contact(columns={"name": "Ana Maria Beridze"})
    client.force_login(reader)
    card = text_of(client.get(reverse("people:contact_card", args=[contact.pk])))
    lines = card.replace("\r\n ", "").split("\r\n")
    assert "FN:Ana Maria Beridze" in lines
    assert "N:Beridze;Ana Maria;;;" in lines
    assert "TITLE:Social worker" in lines
    assert "X-ABSHOWAS:COMPANY" not in lines


def test_who_closes_the_account_is_led_to_the_hand_over(a_contact: Make, giorgi: User) -> None:
    client = Client()
    client.post("/en/account/sign-in/", {"login": giorgi.email, "password": "Example-pass-1"})
    before = client.get("/en/account/close/").content.decode()
    assert "Close your account?" in before
    assert "Still a contact point" not in before
    mine = a_contact(user_id=giorgi.pk)
    page = client.get("/en/account/close/").content.decode()
    assert "Still a contact point" in page
    assert f"/en/people/contacts/{mine.pk}/" in page
