"""Two tabs, an earlier copy of the workbook, the same file again: each ends well and says so."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.trail import traced
from ertad.collection.acts.return_submission import return_submission
from ertad.collection.acts.send_submission import send_submission
from ertad.collection.models import Invitation, Submission
from ertad.collection.staging import check_submission
from ertad.collection.tests.a_round import opened
from ertad.collection.tests.workbooks import (
    MakeService,
    an_invitation,
    outcomes,
    rows_of,
    send_up,
    workbook,
)
from ertad.collection.workbook import base_of
from ertad.directory.models import Location, Service
from ertad.directory.record import Change, read_records, save_records
from ertad.kernel.actor import SYSTEM, Actor
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
HOURS = [["MO", "10:00", "17:00"]]


@pytest.fixture
def taken_twice(
    centre: Institution, a_service: MakeService, now: datetime
) -> tuple[Invitation, Any, Location]:
    """(invitation, the first copy, a place): place and service were changed before the second."""
    with traced("location.add", by=SYSTEM, at=now) as trace:
        house = trace.create(
            Location(
                institution=centre, municipality_id="example-1", name_en="House",
                address_en="Main St 5",
            )
        )  # fmt: skip
    key = a_service(at=[{"location": str(house.pk), "hours": HOURS}])
    invitation = an_invitation(centre, now)
    first = workbook(invitation, now)
    with traced("location.edit", by=SYSTEM, at=now) as trace:
        trace.update(house, name_en="Youth house", address_en="New Street 2")
        record = {**read_records([key])[key], "min_age": 12}
        save_records(trace, [Change(key, record)], at=now)
    invitation.base = base_of(centre)
    invitation.save()
    return invitation, first, house


def test_the_first_of_two_copies_sent_back_untouched(
    taken_twice: tuple[Invitation, Any, Location], now: datetime
) -> None:
    invitation, first, _house = taken_twice
    submission = send_up(invitation, first.saved(), now)
    (row,) = rows_of(submission)
    assert (row.outcome, row.locations, row.findings) == ("same", [], [])
    assert row.record == read_records([row.service_id])[row.service_id]
    assert submission.findings == []


def test_the_first_of_two_copies_changes_only_what_was_written_in_it(
    taken_twice: tuple[Invitation, Any, Location], now: datetime
) -> None:
    invitation, first, house = taken_twice
    first.write("places", 0, {"Confidential address": "yes"})
    first.write("services", 0, {"To age": 20})
    (row,) = rows_of(send_up(invitation, first.saved(), now))
    assert (row.outcome, row.record["min_age"], row.record["max_age"]) == ("changed", 12, 20)
    (place,) = row.locations
    assert (place["id"], place["changed"]) == (str(house.pk), ["confidential"])
    assert place["address_en"] == "New Street 2"


def test_what_both_changed_in_a_place_stays_and_is_told(
    taken_twice: tuple[Invitation, Any, Location], now: datetime
) -> None:
    invitation, first, _house = taken_twice
    first.write("places", 0, {"Address": "Third Street 3"})
    submission = send_up(invitation, first.saved(), now)
    assert outcomes(submission) == ["same"]
    found = [f for f in submission.findings if f["code"] == "place_changed_meanwhile"]
    assert found[0]["params"] == {"current": "New Street 2", "sent": "Third Street 3"}


def test_the_same_file_again_says_that_nothing_changed(
    giorgi: User, town: Institution, coordinator: Actor, focal: Actor, a_service: MakeService,
    now: datetime,
) -> None:  # fmt: skip
    a_service(institution=town)
    _round, (invitation,) = opened(coordinator, now, town)
    invitation.base = base_of(town)
    content = workbook(invitation, now).saved()
    client = Client()
    client.force_login(giorgi)

    def upload() -> str:
        with override("en"):
            url = reverse("collection:upload", args=[invitation.pk])
        page = client.post(url, {"file": SimpleUploadedFile("a.xlsx", content)}, follow=True)
        return " ".join(page.content.decode().split())

    again = "Sending it again changed nothing"
    assert again not in upload()
    assert again in upload()
    submission = check_submission(Submission.objects.get().pk, at=now)
    send_submission(submission=submission, by=focal, at=now)
    return_submission(submission=submission, comment="Whose phone?", by=coordinator,
                      at=now + timedelta(hours=1))  # fmt: skip
    assert again in upload()
    assert Submission.objects.get().state == "returned"
    assert Service.objects.get().version == 1
