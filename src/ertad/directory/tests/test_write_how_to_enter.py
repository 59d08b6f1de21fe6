"""Lasha writes how to enter in Armenian; it stands on the service's page, as a draft."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit
from ertad.directory.acts.write_how_to_enter import LONGEST, Written, write_how_to_enter
from ertad.directory.models import DirectoryState, MoreHowToEnter, Service
from ertad.directory.models.services import Status
from ertad.directory.refusals import NotRunning, WrongRecord
from ertad.kernel.actor import SYSTEM, Actor, NotAllowed
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]
TEXT = "Զանգահարեք ընդունարան։"


@pytest.fixture(autouse=True)
def more(settings: Any) -> None:
    settings.MORE_LANGUAGES = ["az", "hy", "ru"]


@pytest.fixture
def focal(lasha: User, centre: Institution) -> Actor:
    return Actor(Role.FOCAL_POINT, lasha.pk, centre.pk)


def form(**texts: str) -> dict[str, str]:
    """What the browser sends; nothing was there before unless `version_xx` says so."""
    known = dict.fromkeys(("az", "hy", "ru"), "") | {
        f"version-{code}": "0" for code in ("az", "hy", "ru")
    }
    return known | {key.replace("_", "-"): text for key, text in texts.items()}


def test_lasha_writes_armenian_and_families_read_it(
    client: Client, lasha: User, a_service: Make
) -> None:
    key = a_service()
    address = reverse("directory:other_languages", args=[key])
    client.force_login(lasha)
    assert address in client.get(reverse("directory:edit_service", args=[key])).content.decode()
    assert "Call the reception." in client.get(address).content.decode()
    before = DirectoryState.objects.get().version

    answer = client.post(address, form(hy=f"  {TEXT} "))

    assert answer.status_code == 302
    row = MoreHowToEnter.objects.get()
    assert (row.language, row.text, row.reviewed, row.version) == ("hy", TEXT, False, 1)
    client.logout()
    shown = client.get(f"/en/service/{key}/").content.decode()
    assert f'<p lang="hy">{TEXT}</p>' in shown
    assert "draft, not reviewed" in shown
    assert AuditRow.objects.filter(act="service.how_to_enter").count() == 1
    revision = Revision.objects.get(act="service.how_to_enter")
    assert (revision.before, revision.after["text"]) == (None, TEXT)  # type: ignore[index]
    assert DirectoryState.objects.get().version > before
    assert Service.objects.get(pk=key).version == 1  # not a confirmation, nor a change of it


def test_read_by_somebody_who_speaks_it_it_is_no_draft(
    client: Client, a_service: Make, focal: Actor, now: datetime
) -> None:
    key = a_service()
    for version, reviewed in ((0, False), (1, True)):
        texts = {"hy": Written(TEXT, reviewed, version)}
        assert write_how_to_enter(service_id=key, texts=texts, by=focal, at=now) == ["hy"]
    assert write_how_to_enter(service_id=key, texts=texts, by=focal, at=now) == []
    shown = client.get(f"/en/service/{key}/").content.decode()
    assert TEXT in shown
    assert "draft, not reviewed" not in shown


def test_an_empty_text_takes_it_away_and_the_history_keeps_it(
    a_service: Make, focal: Actor, now: datetime
) -> None:
    key = a_service()
    for version, text in ((0, TEXT), (1, " ")):
        texts = {"hy": Written(text, False, version)}
        write_how_to_enter(service_id=key, texts=texts, by=focal, at=now)
    assert not MoreHowToEnter.objects.exists()
    last = Revision.objects.filter(act="service.how_to_enter").latest("id")
    assert (last.before["text"], last.after) == (TEXT, None)  # type: ignore[index]


def test_two_who_write_at_once_lose_neither(
    client: Client, lasha: User, a_service: Make, now: datetime
) -> None:
    key = a_service()
    address = reverse("directory:other_languages", args=[key])
    theirs = {"hy": Written("Եկեք։", False, 0)}
    write_how_to_enter(service_id=key, texts=theirs, by=SYSTEM, at=now)
    client.force_login(lasha)

    answer = client.post(address, form(hy=TEXT, az="Zəng edin."))
    shown = answer.content.decode()

    assert answer.status_code == 409
    assert "Եկեք։" in shown
    assert TEXT in shown
    assert [row.text for row in MoreHowToEnter.objects.all()] == ["Եկեք։"]
    assert client.post(address, form(hy=TEXT, version_hy="1")).status_code == 302
    assert MoreHowToEnter.objects.get().text == TEXT


def test_somebody_elses_removal_is_told_too(a_service: Make, focal: Actor, now: datetime) -> None:
    key = a_service()
    with pytest.raises(StaleEdit):
        write_how_to_enter(
            service_id=key, texts={"ru": Written("Звоните.", False, 3)}, by=focal, at=now
        )
    assert not MoreHowToEnter.objects.exists()
    assert not AuditRow.objects.filter(act="service.how_to_enter").exists()


@pytest.mark.parametrize(
    ("code", "text", "why"),
    [
        ("hy", "01001012345", "personal_number"),
        ("ru", "я" * (LONGEST + 1), "too_long"),
        ("fr", "Appelez.", "unknown_code"),
        ("<b>", "x", "unknown_code"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    a_service: Make, focal: Actor, now: datetime, code: str, text: str, why: str
) -> None:
    texts = {"az": Written("Zəng edin.", False, 0), code: Written(text, False, 0)}
    with pytest.raises(WrongRecord) as refused:
        write_how_to_enter(service_id=a_service(), texts=texts, by=focal, at=now)
    assert [(problem.key, problem.code) for problem in refused.value.problems] == [(code, why)]
    assert not MoreHowToEnter.objects.exists()


def test_the_form_says_what_is_wrong_next_to_the_field(
    client: Client, lasha: User, a_service: Make
) -> None:
    client.force_login(lasha)
    address = reverse("directory:other_languages", args=[a_service()])
    answer = client.post(address.replace("/ka/", "/en/"), form(hy="01001012345"))
    assert answer.status_code == 422
    assert "11-digit" in answer.content.decode()
    for version in ("", "x", "-1", "9" * 30):
        answer = client.post(address, form(hy=TEXT, version_hy=version))
        assert answer.status_code in (409, 422), version


def test_others_may_not(a_service: Make, town: Institution, giorgi: User, now: datetime) -> None:
    key = a_service()
    texts = {"hy": Written(TEXT, False, 0)}
    by = Actor(Role.FOCAL_POINT, giorgi.pk, town.pk)
    with pytest.raises(NotAllowed):
        write_how_to_enter(service_id=key, texts=texts, by=by, at=now)


def test_the_coordinator_says_why(client: Client, nino: User, a_service: Make) -> None:
    client.force_login(nino)
    address = reverse("directory:other_languages", args=[a_service()])
    assert client.post(address, form(hy=TEXT)).status_code == 422
    assert client.post(address, form(hy=TEXT, reason="They asked me to.")).status_code == 302
    assert AuditRow.objects.get(act="service.how_to_enter").reason == "They asked me to."


def test_an_ended_service_is_not_written(a_service: Make, focal: Actor, now: datetime) -> None:
    key = a_service()
    Service.objects.filter(pk=key).update(status=Status.ENDED)
    texts = {"hy": Written(TEXT, False, 0)}
    with pytest.raises(NotRunning):
        write_how_to_enter(service_id=key, texts=texts, by=focal, at=now)


def test_without_the_setting_nothing_is_offered_or_shown(
    client: Client, lasha: User, a_service: Make, now: datetime, settings: Any
) -> None:
    key = a_service()
    write_how_to_enter(service_id=key, texts={"hy": Written(TEXT, False, 0)}, by=SYSTEM, at=now)
    settings.MORE_LANGUAGES = []
    address = reverse("directory:other_languages", args=[key])
    assert TEXT not in client.get(reverse("directory:service", args=[key])).content.decode()
    client.force_login(lasha)
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("directory:edit_service", args=[key])).content.decode()
    assert MoreHowToEnter.objects.count() == 1  # kept for when the setting is on again


def test_hostile_words_stay_words(
    client: Client, a_service: Make, focal: Actor, now: datetime
) -> None:
    key = a_service()
    texts = {"ru": Written("<script>alert(1)</script>\n{{ 7 }}", False, 0)}
    write_how_to_enter(service_id=key, texts=texts, by=focal, at=now)
    for address in (f"/en/service/{key}/", f"/en/service/{key}/for-you/?in=ru"):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "{{ 7 }}" in shown
