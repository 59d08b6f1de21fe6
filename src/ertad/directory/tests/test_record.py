"""What is written as a record comes back as the same record."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from ertad.audit.models import AuditRow, Revision
from ertad.audit.trail import StaleEdit, traced
from ertad.audit.verify import verify
from ertad.directory.models import DirectoryState, Location, Service
from ertad.directory.record import SERVICE_KIND, Change, blank_record, read_record, save_records
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def full_record(centre: Institution) -> dict[str, object]:
    place = Location.objects.create(
        institution=centre, municipality_id="example-1", name_en="House"
    )
    return blank_record(
        institution=str(centre.pk), name_en="Counselling", name_ka="კონსულტაცია",
        types=["ADD-CON"], min_age=14, max_age=18, serves=["example-1"], places="open",
        places_as_of="2026-11-17", languages=["az", "ka"], cost="free", phones=["+995322000001"],
        documents_en="Identity card\nSchool note", contact_en="Reception",
        at=[{"location": str(place.pk), "hours": [["MO", "10:00", "17:00"]]}],
    )  # fmt: skip


def directory_version() -> int:
    return DirectoryState.objects.values_list("version", flat=True).first() or 0


def test_a_service_comes_back_as_written(centre: Institution) -> None:
    record, key = full_record(centre), uuid4()
    before = directory_version()

    with traced("service.add", by=SYSTEM, at=NOW) as trace:
        outcome = save_records(trace, [Change(key, record, assured_on=date(2026, 11, 20))], at=NOW)

    assert outcome.new == [key]
    assert read_record(Service.objects.get(pk=key)) == record
    assert Revision.objects.get(kind=SERVICE_KIND).after == record
    assert AuditRow.objects.latest("seq").act == "service.add"
    assert verify().whole
    assert directory_version() == before + 1


def test_writing_the_same_again_changes_nothing(centre: Institution) -> None:
    record, key = full_record(centre), uuid4()
    before = directory_version()
    for _ in range(2):
        with traced("service.add", by=SYSTEM, at=NOW) as trace:
            outcome = save_records(trace, [Change(key, record)], at=NOW)

    assert outcome.same == [key]
    assert Revision.objects.filter(kind=SERVICE_KIND).count() == 1
    assert directory_version() == before + 1


def test_only_what_changed_is_sourced_anew(centre: Institution) -> None:
    record, key = full_record(centre), uuid4()
    with traced("service.add", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, record, source="round:1")], at=NOW)
    with traced("service.edit", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, {**record, "max_age": 20}, source="edit")], at=NOW)

    service = Service.objects.get(pk=key)
    assert service.max_age == 20
    assert service.sources["max_age"][0] == "edit"
    assert service.sources["min_age"][0] == "round:1"


def test_a_stale_change_writes_nothing(centre: Institution) -> None:
    record, key = full_record(centre), uuid4()
    with traced("service.add", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, record)], at=NOW)

    with pytest.raises(StaleEdit), traced("service.edit", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, {**record, "max_age": 20}, expected_version=7)], at=NOW)

    assert Service.objects.get(pk=key).max_age == 18
    assert not AuditRow.objects.filter(act="service.edit").exists()
