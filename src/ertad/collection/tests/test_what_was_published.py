"""What became of the rows is kept with the publication, for everyone who looks later."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.collection.acts.publish_round import publish_round
from ertad.collection.models import Pair, Submission
from ertad.collection.tests.a_round import accepted, checked, closed, opened, record_of
from ertad.directory.acts.edit_service import edit_service
from ertad.directory.models import Location, Publication, Service
from ertad.directory.record import read_record
from ertad.kernel.actor import Actor
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db


def page(user: User, name: str, *args: Any, language: str = "en") -> str:
    client = Client()
    client.force_login(user)
    with override(language):
        response = client.get(reverse(f"collection:{name}", args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def published(
    coordinator: Actor,
    focal: Actor,
    ngo_focal: Actor,
    town: Institution,
    centre: Institution,
    a_service: Callable[..., Any],
    now: datetime,
) -> tuple[Submission, Submission]:
    """Of the city hall a newer value stayed and a row stood twice; of the centre all was taken."""
    club = a_service(institution=town, name_en="Club", min_age=14)
    gym = a_service(institution=town, name_en="Gym")
    theirs = a_service(institution=centre, name_en="Canteen")
    place = Location.objects.create(
        institution=town, municipality_id="example-1", name_en="Hall", address_en="Old Street 1"
    )
    round_, (of_town, of_centre) = opened(coordinator, now, town, centre)
    live = {key: read_record(Service.objects.get(pk=key)) for key in (club, gym, theirs)}
    told = {
        "id": str(place.pk), "known": True, "version": 1, "changed": ["address_en"],
        "confidential_said": False, "name_ka": "", "name_en": "Hall", "name_fr": "",
        "address_ka": "", "address_en": "New Street 2", "address_fr": "",
        "municipality": "example-1", "confidential": False,
    }  # fmt: skip
    file = checked(
        of_town, now, (club, {**live[club], "min_age": 12}), (gym, {**live[gym], "max_age": 20}),
        (gym, {**live[gym], "max_age": 21}), (None, record_of(town, "Pool")), locations=[told],
    )  # fmt: skip
    other = checked(of_centre, now, (theirs, {**live[theirs], "min_age": 7}))
    accepted(file, focal, coordinator, now)
    accepted(other, ngo_focal, coordinator, now)
    later = now + timedelta(hours=8)
    record = {**live[club], "min_age": 16}
    edit_service(service_id=club, record=record, base_version=1, by=focal, at=later)
    publish_round(round=closed(round_, coordinator, later), by=coordinator, at=later)
    return file, other


def test_another_coordinator_sees_it_later(
    nino: User, published: tuple[Submission, Submission]
) -> None:
    report = Publication.objects.get().report
    club, gym = (str(Service.objects.get(name_en=name).pk) for name in ("Club", "Gym"))
    owner = str(published[0].invitation.institution_id)
    assert report["kept"] == [[owner, club, ["min_age"]]]
    assert report["left_out"] == [[owner, gym, "twice"]]
    text = page(nino, "publish", published[0].invitation.round_id)
    for told in ("Newer values that stayed", "From age", "Club", "Left out", "Gym",
                 "the same service stands in another row already", "Merged"):  # fmt: skip
        assert told in text


def test_each_institution_reads_its_own_part_on_its_receipt(
    giorgi: User, lasha: User, nino: User, published: tuple[Submission, Submission]
) -> None:
    file, other = published
    for user in (giorgi, nino):
        text = page(user, "submission", file.pk)
        assert "Newer values that stayed" in text
        assert "the same service stands in another row already" in text
        assert "Canteen" not in text
    text = page(lasha, "submission", other.pk)
    assert "taken over as it was sent" in text
    assert "Gym" not in text
    assert "Newer values that stayed" not in text


def test_an_address_that_was_corrected_meanwhile_is_told(
    giorgi: User, town: Institution, published: tuple[Submission, Submission]
) -> None:
    publication = Publication.objects.get()
    place = Location.objects.get(institution=town)
    assert place.address_en == "New Street 2"
    publication.report["places"] = [[str(town.pk), str(place.pk), ["address_en", "address_ka"]]]
    publication.save()
    text = page(giorgi, "submission", published[0].pk)
    assert "<dt>Hall, New Street 2</dt><dd>Address</dd>" in text


def test_pairs_that_stayed_apart_are_told_to_whom_they_concern(
    nino: User, lasha: User, town: Institution, centre: Institution,
    published: tuple[Submission, Submission], now: datetime,
) -> None:  # fmt: skip
    keys = sorted(Service.objects.filter(institution=centre).values_list("pk", flat=True))
    keys = sorted([*keys, Service.objects.get(name_en="Club").pk])
    pair = Pair.objects.create(
        left=keys[0], right=keys[1], left_institution=town, right_institution=centre, score=0.9,
        band="ask", answer="same", found_at=now,
    )  # fmt: skip
    publication = Publication.objects.get()
    publication.report["against"] = [str(pair.pk)]
    publication.save()
    assert "Not merged" in page(nino, "publish", published[0].invitation.round_id)
    assert "Not merged" in page(nino, "submission", published[1].pk)
    assert "Not merged" not in page(lasha, "submission", published[1].pk)


def test_a_publication_of_before_says_what_it_knows(
    nino: User, giorgi: User, published: tuple[Submission, Submission]
) -> None:
    Publication.objects.update(report={})
    assert "Publication 1" in page(nino, "publish", published[0].invitation.round_id)
    assert "taken over as it was sent" not in page(giorgi, "submission", published[0].pk)


def test_the_words_agree_with_rows_in_french(
    nino: User, published: tuple[Submission, Submission]
) -> None:
    text = page(nino, "publish", published[0].invitation.round_id, language="fr")
    assert "Modifiés" in text
    assert "Modifié<" not in text
