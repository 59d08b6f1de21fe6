"""Rows that are gone from a workbook, and rows of services that became one since it was taken."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from ertad.collection.acts.send_submission import send_submission
from ertad.collection.publishing.rows import planned_rows
from ertad.collection.screens.receipt import receipt
from ertad.collection.tests.workbooks import (
    MakeService,
    an_invitation,
    codes,
    outcomes,
    rows_of,
    send_up,
    workbook,
)
from ertad.directory.acts.merge_services import Merging, merge_services
from ertad.directory.models import Location
from ertad.directory.record import read_records
from ertad.kernel.actor import Actor
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db
HOURS = [["MO", "10:00", "17:00"], ["TU", "10:00", "17:00"]]


@pytest.fixture
def house(centre: Institution) -> list[dict[str, Any]]:
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", name_en="House", address_en="Main St 5"
    )
    return [{"location": str(place.pk), "hours": HOURS}]


def test_hours_of_a_service_whose_row_is_gone_are_left_out(
    centre: Institution, ngo_focal: Actor, a_service: MakeService, house: Any, now: datetime
) -> None:
    """A missing row never ends a service, nor does it keep the file from being sent."""
    gone = a_service(name_en="A club", at=house)
    stays = a_service(name_en="A club", at=[{**house[0], "hours": HOURS[:1]}])
    live = read_records([gone, stays])
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    first = 0 if book.read("services", 0, "ertad_id") == str(gone) else 1
    book.sheet("services").delete_rows(3 + first)

    submission = send_up(invitation, book.saved(), now)

    (row,) = rows_of(submission)
    assert (row.service_id, row.outcome, row.record) == (stays, "same", live[stays])
    found = [f for f in submission.findings if f["code"] == "hours_left_out"]
    assert [(f["severity"], f["sheet"]) for f in found] == [("warning", "Hours")]
    assert submission.counts["hours_left_out"] == 2
    lines = {line.outcome: line.count for line in receipt(submission.counts)}
    assert (lines["hours_left_out"], lines["not_in_file"]) == (2, 1)
    assert send_submission(submission=submission, by=ngo_focal, at=now).state == "sent"


def test_hours_of_a_name_that_nobody_knows_are_still_asked_about(
    centre: Institution, a_service: MakeService, house: Any, now: datetime
) -> None:
    a_service(name_en="A club", at=house)
    a_service(name_en="B club")
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.sheet("services").delete_rows(3)
    book.write("hours", 0, {"Service": "Quite another"})
    assert "hours_service_unknown" in codes(send_up(invitation, book.saved(), now))


@pytest.fixture
def pair(a_service: MakeService, house: Any) -> tuple[UUID, UUID]:
    """(who stays, who is absorbed); the absorbed stands first in the workbook."""
    stays = a_service(name_en="B club", phones=["+995322000011"], at=house, min_age=12)
    absorbed = a_service(name_en="A club", phones=["+995322000022"], at=house, min_age=7)
    return stays, absorbed


def merged(pair: tuple[UUID, UUID], by: Actor, now: datetime) -> dict[str, Any]:
    merge_services(merging=Merging(uuid4(), *pair), by=by, at=now)
    return read_records(pair)[pair[0]]


def test_a_workbook_from_before_a_merge_comes_back_untouched(
    centre: Institution, coordinator: Actor, pair: tuple[UUID, UUID], now: datetime
) -> None:
    invitation = an_invitation(centre, now)
    content = workbook(invitation, now).saved()
    live = merged(pair, coordinator, now)

    submission = send_up(invitation, content, now)

    assert outcomes(submission) == ["same", "same"]
    assert all((row.service_id, row.record) == (pair[0], live) for row in rows_of(submission))
    assert not any(row.conflicts for row in rows_of(submission))
    assert codes(submission) == {"merged_into"}


def test_what_the_row_of_the_one_that_stays_changes_is_taken(
    centre: Institution, coordinator: Actor, pair: tuple[UUID, UUID], now: datetime
) -> None:
    """The row of the absorbed stands first and says nothing; it takes nothing away."""
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.write("services", 1, {"To age": 18})
    merged(pair, coordinator, now)

    submission = send_up(invitation, book.saved(), now)

    assert outcomes(submission) == ["same", "changed"]
    planned, changes = planned_rows([submission], source="test")
    assert [(row.fate, row.why) for row in planned] == [("left_out", "twice"), ("changed", "")]
    assert [change.record["max_age"] for change in changes] == [18]


def test_who_ends_the_double_does_not_end_the_one_that_stays(
    centre: Institution, coordinator: Actor, pair: tuple[UUID, UUID], now: datetime
) -> None:
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.write("services", 0, {"State": "ended"})
    merged(pair, coordinator, now)

    submission = send_up(invitation, book.saved(), now)

    assert outcomes(submission) == ["same", "same"]
    assert "merged_and_ended" in codes(submission)


def test_two_rows_of_one_service_that_both_change_it_are_asked_about(
    centre: Institution, coordinator: Actor, pair: tuple[UUID, UUID], now: datetime
) -> None:
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.write("services", 0, {"To age": 16})
    book.write("services", 1, {"To age": 18})
    merged(pair, coordinator, now)

    submission = send_up(invitation, book.saved(), now)

    first, second = rows_of(submission)
    assert (first.outcome, second.outcome) == ("refused", "changed")
    found = next(f for f in first.findings if f["code"] == "merged_twice")
    assert (found["severity"], found["params"]["other"]) == ("error", second.row)
    assert submission.counts["refused"] == 1
