"""The one way to write services: rows, revisions, search entries and version together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from ertad.audit.trail import StaleEdit, Trace
from ertad.directory.models import DirectoryState, Service
from ertad.directory.record.fields import SERVICE_KIND, Record, differing
from ertad.directory.record.parts import PARTS, TermIds, write_parts
from ertad.directory.record.reading import COLUMNS, read_records
from ertad.directory.search.entries import write_entries

ROWS_A_STATEMENT = 400


@dataclass(frozen=True)
class Change:
    """A whole record to be written. What is None stays as it is (or blank on a new service).

    `source` says where the changed fields come from ("round:<id>", "edit", "merge:<id>", ...);
    `sources` overrides it field by field as (source, ISO day, rule). `put_back_assurance` writes
    `assured_on` and `assured_by` as given, None included: an undone confirmation.
    """

    service_id: UUID
    record: Record
    source: str = "edit"
    sources: dict[str, list[str]] = field(default_factory=dict)
    assured_on: date | None = None
    assured_by: UUID | None = None
    put_back_assurance: bool = False
    expected_version: int | None = None
    merged_into: UUID | None = None
    invented: bool | None = None
    sample_as_of: str | None = None
    sample_source: str | None = None


@dataclass(frozen=True)
class Outcome:
    """Service ids by fate. `confirmed` ones are the same, assured anew."""

    new: list[UUID]
    changed: list[UUID]
    confirmed: list[UUID]
    same: list[UUID]


def save_records(trace: Trace, changes: Sequence[Change], *, at: datetime) -> Outcome:
    """Write the changes within the act of `trace`; queries do not grow with the number of changes.

    Raises StaleEdit, with nothing written, when a service is no longer at its `expected_version`.
    """
    ids = [change.service_id for change in changes]
    now = {service.pk: service for service in _services(ids)}
    for change in changes:
        service = now.get(change.service_id)
        if service and change.expected_version not in (None, service.version):
            raise StaleEdit(service)
    before = read_records(now)
    outcome = Outcome([], [], [], [])
    touched: dict[UUID, Service] = {}
    parts: dict[UUID, tuple[Record | None, Record]] = {}
    for change in changes:
        old = before.get(change.service_id)
        service = now.get(change.service_id) or Service(id=change.service_id, version=0)
        fields = list(differing(old, change.record)) if old else list(change.record)
        given = change.assured_on is not None or change.put_back_assurance
        assured = given and change.assured_on != service.assured_on
        assurance = _assurance(service, change) if assured else {}
        if not fields and not assured and change.merged_into == service.merged_into_id:
            outcome.same.append(service.pk)
            continue
        fate = outcome.new if old is None else outcome.changed if fields else outcome.confirmed
        fate.append(service.pk)
        _fill(service, change, fields, at)
        touched[service.pk] = service
        parts[service.pk] = (old, change.record)
        trace.revised(
            SERVICE_KIND, service.pk, old, change.record, service.institution_id,
            {name: service.sources.get(name) for name in fields} | assurance,
        )  # fmt: skip
    if not touched:
        return outcome
    new = set(outcome.new)
    Service.objects.bulk_create(
        [service for service in touched.values() if service.pk in new], ROWS_A_STATEMENT
    )
    Service.objects.bulk_update(
        [service for service in touched.values() if service.pk not in new],
        UPDATED_COLUMNS,
        ROWS_A_STATEMENT // 4,
    )
    write_parts(parts, TermIds())
    write_entries(list(touched), version=raise_version(at), at=at)
    return outcome


UPDATED_COLUMNS = (
    *COLUMNS, "institution", "programme", "ended_on", "merged_into", "assured_on", "assured_by",
    "sources", "version", "changed_at",
)  # fmt: skip


def raise_version(at: datetime) -> int:
    """The directory's next version; the row stays locked until the act ends."""
    DirectoryState.objects.get_or_create(id=1)
    DirectoryState.objects.filter(id=1).update(version=F("version") + 1, changed_at=at)
    return DirectoryState.objects.values_list("version", flat=True).get(id=1)


def _services(ids: Sequence[UUID]) -> Iterable[Service]:
    for start in range(0, len(ids), 5000):
        yield from Service.objects.select_for_update().filter(pk__in=ids[start : start + 5000])


def _assurance(service: Service, change: Change) -> dict[str, list[str]]:
    """For the revision, so that a confirmation can be undone: [day, institution] before, after."""
    return {
        "assured_before": [str(service.assured_on or ""), str(service.assured_by_id or "")],
        "assured_after": [str(change.assured_on or ""), str(change.assured_by or "")],
    }


def _fill(service: Service, change: Change, fields: Sequence[str], at: datetime) -> None:
    record = change.record
    for name in COLUMNS:
        setattr(service, name, record[name])
    service.institution_id = UUID(record["institution"])
    service.programme_id = UUID(record["programme"]) if record["programme"] else None
    service.ended_on = date.fromisoformat(record["ended_on"]) if record["ended_on"] else None
    service.merged_into_id = change.merged_into
    day = at.date().isoformat()
    said = {name: [change.source, day, ""] for name in fields if record[name]}
    service.sources = {**service.sources, **said, **change.sources}
    given: dict[str, Any] = {
        "assured_on": change.assured_on,
        "assured_by_id": change.assured_by,
        "invented": change.invented,
        "sample_as_of": change.sample_as_of,
        "sample_source": change.sample_source,
    }
    for name, value in given.items():
        if value is not None:
            setattr(service, name, value)
    if change.put_back_assurance:
        service.assured_on, service.assured_by_id = change.assured_on, change.assured_by
    service.version += 1
    service.changed_at = at


__all__ = ["PARTS", "Change", "Outcome", "raise_version", "save_records"]
