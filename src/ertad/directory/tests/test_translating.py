"""What is said in one language only waits for the coordinator, with suggestions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ertad.audit.models import AuditRow, Revision
from ertad.directory.acts.translate_service import translate_service
from ertad.directory.models import Service
from ertad.directory.refusals import WrongRecord
from ertad.directory.translating import missing, next_after, untranslated, waiting
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role
from ertad.people.models import Institution, User
from ertad.vocabulary.models import Term

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]


@pytest.fixture
def coordinator(nino: User, agency: Institution) -> Actor:
    return Actor(Role.COORDINATOR, nino.pk, agency.pk)


def said_fully(make: Make, **texts: Any) -> UUID:
    known = {f"{field}_{lang}": f"{field} {lang}" for lang in ("ka", "en", "fr")
             for field in ("name", "description", "how_to_enter")}  # fmt: skip
    return make(**{**known, **texts})


def test_nino_translates_what_was_written_in_georgian_only(
    client: Client, nino: User, a_service: Make
) -> None:
    texts = {"name_ka": "ჭადრაკი", "description_ka": "თამაში", "how_to_enter_ka": "დარეკეთ"}
    blank = dict.fromkeys(("name_en", "description_en", "how_to_enter_en"), "")
    key = a_service(**texts, **blank)
    said_fully(a_service)
    client.force_login(nino)

    shown = client.get("/en/translations/?to=en").content.decode()
    assert "ჭადრაკი" in shown
    address = reverse("directory:translate", args=[key, "en"])
    assert "თამაში" in client.get(address).content.decode()
    answer = client.post(address, {"name_en": "Chess", "description_en": "Play", "contact_en": ""})

    service = Service.objects.get(pk=key)
    assert (service.name_en, service.description_en, service.name_ka) == (
        "Chess",
        "Play",
        "ჭადრაკი",
    )
    assert answer.status_code == 302
    assert [text.key for text in missing(service, "en")] == ["how_to_enter_en"]
    assert AuditRow.objects.filter(act="service.translate").count() == 1


def test_translating_confirms_nothing(a_service: Make, coordinator: Actor, now: datetime) -> None:
    key = a_service(assured_on=None)
    translate_service(service_id=key, texts={"name_fr": "Conseil"}, by=coordinator, at=now)
    service = Service.objects.get(pk=key)
    assert (service.name_fr, service.assured_on) == ("Conseil", None)
    assert service.sources["name_fr"][0] == "translation"


def test_what_somebody_wrote_meanwhile_stays(
    a_service: Make, coordinator: Actor, now: datetime
) -> None:
    key = a_service(name_fr="Déjà là")
    texts = {"name_fr": "Autre", "description_fr": "Parler"}
    kept = translate_service(service_id=key, texts=texts, by=coordinator, at=now)
    service = Service.objects.get(pk=key)
    assert kept == ["name_fr"]
    assert (service.name_fr, service.description_fr) == ("Déjà là", "Parler")


def test_nobody_else_translates_and_nothing_but_texts_is_taken(
    a_service: Make, coordinator: Actor, now: datetime, centre: Institution, lasha: User
) -> None:
    key = a_service()
    focal = Actor(Role.FOCAL_POINT, lasha.pk, centre.pk)
    with pytest.raises(NotAllowed):
        translate_service(service_id=key, texts={"name_fr": "x"}, by=focal, at=now)
    with pytest.raises(KeyError):
        translate_service(service_id=key, texts={"status": "ended"}, by=coordinator, at=now)
    texts = {"description_fr": "Numéro 01001012345"}
    with pytest.raises(WrongRecord):
        translate_service(service_id=key, texts=texts, by=coordinator, at=now)
    assert not Revision.objects.filter(act="service.translate").exists()


def test_suggestions_come_from_the_same_text_elsewhere_then_from_the_vocabulary(
    a_service: Make,
) -> None:
    done = a_service(name_en="Chess club", name_fr="Club d’échecs")
    same = a_service(name_en="Chess club")
    other = a_service(name_en="Something of its own", types=["PSY-IND"])
    label = Term.objects.get(vocabulary="service_type", code="PSY-IND").label_fr

    assert missing(Service.objects.get(pk=done), "fr")[0].key != "name_fr"
    for key, text, source in ((same, "Club d’échecs", "directory"), (other, label, "vocabulary")):
        name = missing(Service.objects.get(pk=key), "fr")[0]
        assert name.suggestion is not None
        assert (name.suggestion.text, name.suggestion.source) == (text, source)


def test_samples_ended_ones_and_complete_ones_do_not_wait(a_service: Make, nino: User) -> None:
    said_fully(a_service)
    a_service(sample_as_of="2019", assured_on=None)
    a_service(status="ended")
    assert dict(waiting(nino)) == {"ka": 0, "en": 0, "fr": 0}
    waits = a_service()
    assert dict(waiting(nino)) == {"ka": 1, "en": 0, "fr": 1}
    assert [service.pk for service in untranslated(nino, "ka")] == [waits]


def test_the_queue_goes_on_and_comes_round(a_service: Make, nino: User) -> None:
    keys = {a_service() for _ in range(3)}
    seen, at = set(), None
    for _ in range(3):
        following = next_after(nino, "ka", at)
        assert following is not None
        at = following.pk
        seen.add(at)
    assert seen == keys


@pytest.mark.parametrize("count", [2, 20])
def test_the_queue_costs_a_constant_number_of_queries(
    client: Client,
    nino: User,
    a_service: Make,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        a_service()
    client.force_login(nino)
    client.get("/en/translations/?to=ka")
    with django_assert_max_num_queries(10):
        assert client.get("/en/translations/?to=ka").status_code == 200
