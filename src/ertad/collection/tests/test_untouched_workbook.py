"""What a person did not touch is never a change: any record, sent back as it was taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.browser.libreoffice import fill as fill_by_hand

from ertad.audit.trail import traced
from ertad.collection.models import SourceRow, Submission
from ertad.collection.tests.records import a_record, codes_of, named, value_of
from ertad.collection.tests.workbooks import (
    MakeService,
    an_invitation,
    outcomes,
    rows_of,
    send_up,
    workbook,
)
from ertad.collection.workbook import make_workbook
from ertad.collection.workbook.cells import service_cell
from ertad.collection.workbook.columns import service_columns
from ertad.collection.workbook.labels import read_labels
from ertad.directory.models import Location, Programme
from ertad.directory.record import (
    Change,
    Record,
    differing,
    normalised,
    read_records,
    save_records,
)
from ertad.kernel.actor import SYSTEM
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db
ANY = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a workbook takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@contextmanager
def taken_back() -> Iterator[None]:
    """What an example writes is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def some_services(data: st.DataObject, own: Institution, other: Institution) -> dict[UUID, Record]:
    """Up to three services of `own`, at places that may be another's, saved."""
    places = []
    for owner in (own, own, own, other):
        names = data.draw(st.one_of(named("name"), st.just({})))
        place = Location.objects.create(
            institution=owner, municipality_id="example-2", **names, **data.draw(named("address"))
        )
        places.append(place.pk)
    programmes = [
        Programme.objects.create(institution=owner, name_en=name).pk
        for owner, name in ((own, "Spring"), (own, "Spring"), (other, "Autumn"))
    ]
    each = a_record(str(own.pk), places, programmes, codes_of())
    records = {uuid4(): record for record in data.draw(st.lists(each, min_size=1, max_size=3))}
    with traced("service.add", by=SYSTEM, at=datetime(2026, 1, 1).astimezone()) as trace:
        save_records(trace, [Change(key, record) for key, record in records.items()],
                     at=datetime(2026, 1, 1).astimezone())  # fmt: skip
    return read_records(records)


def assert_all_the_same(submission: Submission, live: dict[UUID, Record]) -> None:
    assert submission.state == "checked", submission.findings
    rows = rows_of(submission)
    for row in rows:
        told = [f for f in row.findings if f["severity"] == "error"]
        assert not told, row.findings
        record = row.record or {}
        other = {key: (value, record[key]) for key, value in live[row.service_id].items()
                 if value != record[key]}  # fmt: skip
        assert not other
        assert (row.outcome, row.conflicts) == ("same", {})
    assert {row.service_id for row in rows} == set(live)
    assert not [f for f in submission.findings if f["severity"] == "error"]
    assert not SourceRow.objects.exclude(locations=[]).exists()


@pytest.mark.slow
@ANY
@given(st.data(), st.sampled_from(LANGUAGES))
def test_sent_back_untouched_everything_is_the_same(
    centre: Institution, town: Institution, now: datetime, data: st.DataObject, language: str
) -> None:
    with taken_back():
        live = some_services(data, centre, town)
        invitation = an_invitation(centre, now)
        content = workbook(invitation, now, language).saved()
        assert_all_the_same(send_up(invitation, content, now, language=language), live)


FOLLOWS = {"places": {"places_as_of"}, "types": {"confidential"}}
"""What changes with a field by itself: the day of a new word about places, a shelter's address."""


@pytest.mark.slow
@ANY
@given(st.data(), st.sampled_from(LANGUAGES))
def test_one_cell_changed_changes_that_field_alone(
    centre: Institution, town: Institution, now: datetime, data: st.DataObject, language: str
) -> None:
    with taken_back():
        live = some_services(data, centre, town)
        invitation = an_invitation(centre, now)
        book = workbook(invitation, now, language)
        columns = [
            c for c in service_columns(language) if c.field and c.field.kind not in ("id", "at")
        ]
        column = data.draw(st.sampled_from(columns))
        assert column.field is not None
        key = UUID(book.read("services", 0, "ertad_id"))
        value = data.draw(value_of(column.field, [], [], codes_of()))
        wanted = normalised({**live[key], column.key: value})
        cell = service_cell(wanted, column, read_labels(), language, {})
        book.write("services", 0, {column.header(language): cell})

        rows = {row.service_id: row for row in rows_of(
            send_up(invitation, book.saved(), now, language=language))}  # fmt: skip
        changed = rows.pop(key)
        assert all((row.outcome, row.record) == ("same", live[k]) for k, row in rows.items())
        assert not changed.conflicts
        if changed.record is None:
            assert changed.outcome == "refused"
            return
        differ = set(differing(live[key], changed.record))
        assert differ <= {column.key, *FOLLOWS.get(column.key, ())}
        assert changed.outcome == ("changed" if differ else "same")


def test_what_was_shown_and_emptied_by_hand_is_a_change(
    centre: Institution, a_service: MakeService, now: datetime
) -> None:
    """A blank cell that was blank says nothing; one that was not is an answer, however old."""
    shown = a_service(name_en="A shown", places="open", places_as_of="2025-02-01", cost="free")
    never = a_service(name_en="B never said")
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    book.write("services", 0, {"Places": None})

    emptied, untouched = rows_of(send_up(invitation, book.saved(), now))

    assert (emptied.service_id, emptied.outcome) == (shown, "changed")
    assert (emptied.record["places"], emptied.record["places_as_of"]) == ("unknown", "")
    assert emptied.record["cost"] == "free"
    assert (untouched.service_id, untouched.outcome) == (never, "same")


def test_what_is_set_live_meanwhile_outlives_an_untouched_cell(
    centre: Institution, a_service: MakeService, now: datetime
) -> None:
    """The workbook showed no word about places; the one given since is not erased."""
    key = a_service()
    invitation = an_invitation(centre, now)
    content = workbook(invitation, now).saved()
    live = {**read_records([key])[key], "places": "open", "places_as_of": "2026-11-19"}
    with traced("service.edit", by=SYSTEM, at=now) as trace:
        save_records(trace, [Change(key, live)], at=now)

    (row,) = rows_of(send_up(invitation, content, now))

    assert (row.outcome, row.conflicts, row.record) == ("same", {}, live)


def test_what_was_wrong_before_keeps_nobody_from_sending(
    centre: Institution, a_service: MakeService, now: datetime
) -> None:
    a_service(how_to_enter_en="", phones=[])
    invitation = an_invitation(centre, now)
    book = workbook(invitation, now)
    untouched = send_up(invitation, book.saved(), now)
    book.write("services", 0, {"From age": 12})
    touched = send_up(invitation, book.saved(), now)

    assert outcomes(untouched) == ["same"]
    assert [f["severity"] for f in rows_of(untouched)[0].findings if f["code"] == "no_way_in"] == [
        "warning"
    ]
    assert outcomes(touched) == ["refused"]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_libreoffice_saved_untouched_is_the_same(
    centre: Institution, town: Institution, now: datetime, tmp_path: Path, language: str,
    ending: str,
) -> None:  # fmt: skip
    live: dict[UUID, Record] = {}

    @settings(ANY, max_examples=12, database=None)
    @given(st.data())
    def fill(data: st.DataObject) -> None:
        live.update(some_services(data, centre, town))

    fill()
    invitation = an_invitation(centre, now)
    taken = tmp_path / "taken.xlsx"
    taken.write_bytes(make_workbook(invitation, language=language, at=now))
    saved = fill_by_hand(taken, tmp_path / f"saved.{ending}", {})

    submission = send_up(invitation, saved.read_bytes(), now, language=language)
    assert_all_the_same(submission, live)
