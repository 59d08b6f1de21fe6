"""The one way to write services: rows, revisions, search entries and version together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from ertad.audit.trail import StaleEdit, Trace, ready_revision
from ertad.directory.models import DirectoryState, Location, Service
from ertad.directory.record.fields import SERVICE_KIND, Record, differing
from ertad.directory.record.parts import ReadyPart, TermIds, ready_parts, write_parts
from ertad.directory.record.reading import COLUMNS, IDS_A_QUERY, read_records
from ertad.directory.search.ready import ReadyEntries, ready_entries, write_ready
from ertad.kernel import bulk


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


@dataclass(frozen=True)
class Prepared:
    """Everything that the changes will write, ready for the database.

    `directory_version` is what the directory was when it was read.
    """

    outcome: Outcome
    directory_version: int
    ids: Sequence[UUID] = ()
    new: Sequence[bulk.Row] = ()
    changed: Sequence[bulk.Row] = ()
    confirmed: Sequence[bulk.Row] = ()
    parts: Sequence[ReadyPart] = ()
    revisions: Sequence[bulk.Row] = ()
    entries: ReadyEntries = field(default_factory=lambda: ReadyEntries([], []))


class Drifted(Exception):
    """The directory has changed since the changes were prepared; nothing was written."""


def save_records(trace: Trace, changes: Sequence[Change], *, at: datetime) -> Outcome:
    """Write the changes within the act of `trace`; queries do not grow with the number of changes.

    Raises StaleEdit, with nothing written, when a service is no longer at its `expected_version`.
    """
    _lock([change.service_id for change in changes])
    return _write(trace, prepare(changes, at=at), version=None, at=at)


def write_prepared(trace: Trace, prepared: Prepared, *, at: datetime) -> Outcome:
    """Write what was prepared outside the act. Raises Drifted when the directory changed since."""
    _lock(prepared.ids)
    return _write(trace, prepared, version=prepared.directory_version, at=at)


def prepare(
    changes: Sequence[Change], *, at: datetime, places: Mapping[str, Location] | None = None
) -> Prepared:
    """Read, compare and make ready what the changes will write; `places` are not written yet.

    Raises StaleEdit when a service is not at its `expected_version`.
    """
    directory_version = _version_now()
    ids = [change.service_id for change in changes]
    now = {service.pk: service for service in _services(ids)}
    for change in changes:
        service = now.get(change.service_id)
        if service and change.expected_version not in (None, service.version):
            raise StaleEdit(service)
    before = read_records(now)
    outcome = Outcome([], [], [], [])
    touched: list[tuple[Service, Record]] = []
    parts: dict[UUID, tuple[Record | None, Record]] = {}
    revisions: list[bulk.Row] = []
    # Neighbours in the tables' indexes are written one after the other.
    for change in sorted(changes, key=lambda change: change.service_id.int):
        old = before.get(change.service_id)
        service = now.get(change.service_id) or Service(id=change.service_id, version=0)
        fields = list(differing(old, change.record)) if old else list(change.record)
        spoken = change.assured_on is not None or change.put_back_assurance
        assured = spoken and change.assured_on != service.assured_on
        assurance = _assurance(service, change) if assured else {}
        if not fields and not assured and change.merged_into == service.merged_into_id:
            outcome.same.append(service.pk)
            continue
        fate = outcome.new if old is None else outcome.changed if fields else outcome.confirmed
        fate.append(service.pk)
        _fill(service, change, fields, at)
        touched.append((service, change.record))
        parts[service.pk] = (old, change.record)
        sources = {name: service.sources.get(name) for name in fields} | assurance
        revisions.append(
            ready_revision(
                SERVICE_KIND, service.pk, old, change.record, service.institution_id, sources
            )
        )
    if not touched:
        return Prepared(outcome, directory_version)
    services = {service.pk: service for service, _record in touched}
    return Prepared(
        outcome,
        directory_version,
        list(services),
        _rows(services, outcome.new, ALL_COLUMNS),
        _rows(services, outcome.changed, CHANGED_COLUMNS),
        _rows(services, outcome.confirmed, CONFIRMED_COLUMNS),
        ready_parts(parts, TermIds()),
        revisions,
        ready_entries(touched, places=places),
    )


def _write(trace: Trace, prepared: Prepared, *, version: int | None, at: datetime) -> Outcome:
    if not prepared.ids:
        return prepared.outcome
    now = raise_version(at)
    if version is not None and now != version + 1:
        raise Drifted(f"the directory is at version {now - 1}, not {version}")
    bulk.insert(Service, ALL_COLUMNS, prepared.new)
    bulk.update(Service, CHANGED_COLUMNS[:-1], prepared.changed)
    bulk.update(Service, CONFIRMED_COLUMNS[:-1], prepared.confirmed)
    write_parts(prepared.parts)
    write_ready(prepared.entries, version=now, new=frozenset(prepared.outcome.new))
    trace.ready.extend(prepared.revisions)
    return prepared.outcome


ALL_COLUMNS = tuple(f.attname for f in Service._meta.concrete_fields)
CONFIRMED_COLUMNS = ("assured_on", "assured_by_id", "version", "changed_at", "id")
CHANGED_COLUMNS = (
    *COLUMNS, "institution_id", "programme_id", "ended_on", "merged_into_id", "sources", "invented",
    "sample_as_of", "sample_source", *CONFIRMED_COLUMNS,
)  # fmt: skip


def _rows(
    services: Mapping[UUID, Service], ids: Iterable[UUID], columns: tuple[str, ...]
) -> list[bulk.Row]:
    rows = (tuple(getattr(services[key], name) for name in columns) for key in ids)
    return bulk.ready(Service, columns, rows)


def _version_now() -> int:
    return DirectoryState.objects.values_list("version", flat=True).filter(id=1).first() or 0


def _lock(ids: Sequence[UUID]) -> None:
    """Hold the services until the act ends; always in one order, so that acts never wait in a
    circle. SQLite holds the whole database already."""
    if connection.features.has_select_for_update:
        for start in range(0, len(ids), IDS_A_QUERY):
            rows = Service.objects.select_for_update().filter(pk__in=ids[start:][:IDS_A_QUERY])
            list(rows.order_by("pk").values_list("pk"))


def raise_version(at: datetime) -> int:
    """The directory's next version; the row stays locked until the act ends."""
    DirectoryState.objects.get_or_create(id=1)
    DirectoryState.objects.filter(id=1).update(version=F("version") + 1, changed_at=at)
    return DirectoryState.objects.values_list("version", flat=True).get(id=1)


def _services(ids: Sequence[UUID]) -> Iterable[Service]:
    for start in range(0, len(ids), IDS_A_QUERY):
        yield from Service.objects.filter(pk__in=ids[start : start + IDS_A_QUERY])


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


__all__ = [
    "Change",
    "Drifted",
    "Outcome",
    "Prepared",
    "prepare",
    "raise_version",
    "save_records",
    "write_prepared",
]
