"""What specialists say of their work: their own words, with their consent, for members."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.story import NOW

from ertad.audit.models import AuditRow, Revision
from ertad.directory.refusals import WrongRecord
from ertad.files.papers import pdf_available
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.clock import now
from ertad.kernel.personal_data import personal_data
from ertad.kernel.retention import due_rows, retention
from ertad.kernel.roles import Role
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.empty_accounts import empty_accounts
from ertad.people.contacts.writing import Told
from ertad.people.models import Institution, Membership, User
from ertad.profiles.acts.write_specialist import withdraw_specialist, write_specialist
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.tests.sayings import a_challenge, a_specialist, specialist_fields

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SPECIALIST = Role.SPECIALIST


def address(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(f"profiles:{name}", args=args)


def test_marie_writes_of_her_work_members_read_it_and_she_withdraws_it(
    client: Client, marie: User, giorgi: User, agency: Institution
) -> None:
    client.force_login(marie)
    typed = {"version": 0, "work_en": "Groups for parents", "languages": ["ka", "en"]}
    answer = client.post(address("write_specialist"), typed)
    assert answer.status_code == 422  # she has not agreed yet
    assert client.post(address("write_specialist"), {**typed, "agreed": "on"}).status_code == 302
    profile = SpecialistProfile.objects.get()

    client.force_login(giorgi)
    assert "Groups for parents" in client.get(address("specialists")).content.decode()
    assert "Marie" in client.get(address("specialist", profile.pk)).content.decode()
    assert "Groups for parents" in client.get(address("profile", agency.pk)).content.decode()
    client.logout()
    for name in ("profile", "present"):
        assert "Marie" not in client.get(address(name, agency.pk)).content.decode()
    assert client.get(address("specialist", profile.pk)).status_code == 302

    client.force_login(marie)
    client.post(address("withdraw_specialist"))
    profile.refresh_from_db()
    assert (profile.work_en, profile.languages, profile.agreed_at) == ("", [], None)
    client.force_login(giorgi)
    assert client.get(address("specialist", profile.pk)).status_code == 404


def test_marie_presents_herself_without_slides_and_on_paper(
    client: Client, marie: User, giorgi: User, agency: Institution
) -> None:
    profile = a_specialist(Actor(SPECIALIST, marie.pk, agency.pk), NOW)
    a_challenge(agency, NOW, description_en="Too few rooms for groups.")
    add_contact(
        contact_id=uuid4(), institution=agency, by=SYSTEM, at=NOW,
        user_id=marie.pk,
        told=Told({"name": "Marie", "position_en": "Psychologist", "phone": "+995599000001"}),
    )  # fmt: skip
    steps, paper = (address(f"{n}", profile.pk) for n in ("present_specialist", "specialist_pdf"))
    for page in (steps, paper):
        assert client.get(page).status_code == 302
    client.force_login(giorgi)
    told = client.get(steps).content.decode()
    assert told.count('class="slide') == 5
    for words in ("Groups for parents", "Too few rooms", "Psychologist", "599 00 00 01"):
        assert words in told
    assert 'rel="next"' in told
    if pdf_available():
        assert client.get(paper)["Content-Type"] == "application/pdf"
        assert AuditRow.objects.filter(act="specialist.export").count() == 1
    assert AuditRow.objects.get(act="specialists.read").details == {"of": [str(marie.pk)]}


def test_her_words_are_in_no_trail_and_go_with_the_account(
    marie: User, agency: Institution
) -> None:
    by = Actor(SPECIALIST, marie.pk, agency.pk)
    a_specialist(by, NOW)
    write_specialist(
        fields=specialist_fields(work_en="Other words"), agreed=True, version=1, by=by, at=NOW
    )
    kept = json.dumps(
        list(Revision.objects.filter(kind="profiles.specialistprofile").values("before", "after"))
    )
    assert str(marie.pk) in kept
    for words in ("Groups for parents", "Other words", "example-1"):
        assert words not in kept
    [rule] = [each for each in retention() if each.name == "specialists"]
    assert not due_rows(rule, NOW + timedelta(days=1)).exists()
    empty_accounts([marie.pk])
    assert due_rows(rule, NOW + timedelta(days=1)).exists()
    withdraw_specialist(user_id=marie.pk, by=by, at=NOW)
    assert due_rows(rule, now() + timedelta(days=1)).exists()


def test_nobody_writes_it_for_another(
    nino: User, giorgi: User, marie: User, agency: Institution, town: Institution
) -> None:
    for by in (
        Actor(Role.COORDINATOR, nino.pk, agency.pk, "a reason"),
        Actor(Role.FOCAL_POINT, giorgi.pk, town.pk),
    ):
        with pytest.raises(NotAllowed):
            write_specialist(
                fields=specialist_fields(), agreed=True, version=0, by=by, at=NOW
            )  # fmt: skip
    a_specialist(Actor(SPECIALIST, marie.pk, agency.pk), NOW)
    by = Actor(Role.COORDINATOR, nino.pk, agency.pk, "a reason")
    with pytest.raises(NotAllowed):
        withdraw_specialist(user_id=marie.pk, by=by, at=NOW)


def test_who_is_no_specialist_any_more_is_not_shown(
    marie: User, giorgi: User, agency: Institution
) -> None:
    a_specialist(Actor(SPECIALIST, marie.pk, agency.pk), NOW)
    assert SpecialistProfile.objects.visible_to(giorgi).exists()
    Membership.objects.filter(user=marie).update(ended_on=NOW.date())
    assert not SpecialistProfile.objects.visible_to(giorgi).exists()
    [mine] = [each for each in personal_data() if each.model == "profiles.specialistprofile"]
    assert mine.of(marie.pk).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"work_en": ""}, {"work_en": "01234567890"}, {"offers_fr": "x" * 601},
        {"languages": ["tlh"]}, {"places": ["atlantis"]}, {"target_groups": ["X"]},
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(marie: User, agency: Institution, fields: dict[str, Any]) -> None:
    with pytest.raises(WrongRecord):
        a_specialist(Actor(SPECIALIST, marie.pk, agency.pk), NOW, **fields)
    assert not SpecialistProfile.objects.exists()
