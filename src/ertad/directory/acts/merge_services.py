"""Two services that are one become one; the other's id answers for it for ever."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace, ready_revision, snapshot, traced
from ertad.directory.acts.writing_rules import by_id, demand_running
from ertad.directory.merging import Choice, Told, merged_fields, record_of, sources_of
from ertad.directory.models import Location, Merge, MistakeReport, Service
from ertad.directory.record import Change, Record, read_records, save_records
from ertad.engines.script import fold
from ertad.kernel import bulk
from ertad.kernel.actor import Actor
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.rights import demand


@dataclass(frozen=True)
class Merging:
    """A merge to be written. `choices` as in `directory.merging.merged_fields`."""

    merge_id: UUID
    survivor_id: UUID
    absorbed_id: UUID
    choices: Mapping[str, Choice] = field(default_factory=dict)


def merge_services(
    *,
    merging: Merging,
    by: Actor,
    at: datetime,
    versions: Mapping[UUID, int] | None = None,
) -> Merge:
    """Merge the absorbed service into the survivor. `versions`: service id -> version as seen.

    Raises NotAllowed, NotRunning, StaleEdit, ContradictoryChoices; then nothing was written.
    """
    with traced("service.merge", by=by, at=at, on=Service(pk=merging.survivor_id)) as trace:
        return write_merges(trace, [merging], at=at, versions=versions)[0]


def write_merges(
    trace: Trace,
    mergings: Sequence[Merging],
    *,
    at: datetime,
    versions: Mapping[UUID, int] | None = None,
) -> list[Merge]:
    """Write merges within an act; queries do not grow with their number.

    A service may take part in one of `mergings` only. Raises as `merge_services`.
    """
    ids = [key for merging in mergings for key in (merging.survivor_id, merging.absorbed_id)]
    if len(set(ids)) != len(ids):
        raise ValueError("a service takes part in one merge at a time")
    services = by_id(Service.objects.select_for_update().filter(pk__in=ids))
    records = read_records(ids)
    for key in ids:
        service = services[key]
        demand_running(service)
        if (versions or {}).get(key, service.version) != service.version:
            raise StaleEdit(service)
    for merging in mergings:
        pair = services[merging.survivor_id], services[merging.absorbed_id]
        demand_both(trace.by, [service.institution_id for service in pair])
    places = _canonical(records.values())
    merges, changes = [], []
    for merging in mergings:
        merge, of_pair = _planned(merging, services, records, places, at)
        merges.append(merge)
        changes += of_pair
    save_records(trace, changes, at=at)
    _write(trace, merges, services)
    _move_open_reports(trace, {merge.absorbed_id: services[merge.survivor_id] for merge in merges})
    return merges


def _write(trace: Trace, merges: Sequence[Merge], services: Mapping[UUID, Service]) -> None:
    """As many rows at once: each holds three records."""
    rows = [tuple(getattr(merge, name) for name in COLUMNS) for merge in merges]
    bulk.insert(Merge, COLUMNS, bulk.ready(Merge, COLUMNS, rows))
    for merge in merges:
        owner = services[merge.survivor_id].institution_id
        trace.ready.append(
            ready_revision(merge._meta.label_lower, merge.pk, None, snapshot(merge), owner)
        )


COLUMNS = tuple(f.attname for f in Merge._meta.concrete_fields)


def demand_both(by: Actor, institutions: Iterable[UUID]) -> None:
    """Raise NotAllowed unless `by` may merge services of these institutions.

    The coordinator may; a focal point only within the own institution.
    """
    for institution in institutions:
        demand("service.merge", by, institution)


def told(service: Service, record: Record) -> Told:
    """A service as `directory.merging` wants it."""
    return Told(record, service.assured_on, service.sources)


def same_places(survivor: Record, absorbed: Record) -> dict[str, str]:
    """Location of the absorbed -> location of the survivor at the same address; one query."""
    canonical = _canonical([survivor, absorbed])
    return _onto(survivor, absorbed, canonical)


def _planned(
    merging: Merging,
    services: Mapping[UUID, Service],
    records: Mapping[UUID, Record],
    places: Mapping[str, tuple[str, ...]],
    at: datetime,
) -> tuple[Merge, list[Change]]:
    survivor, absorbed = services[merging.survivor_id], services[merging.absorbed_id]
    mine, theirs = records[survivor.pk], records[absorbed.pk]
    fields = merged_fields(
        told(survivor, mine),
        told(absorbed, theirs),
        choices=merging.choices,
        same_places=_onto(mine, theirs, places),
    )
    after, source = record_of(fields), f"merge:{merging.merge_id}"
    merge = Merge(
        id=merging.merge_id,
        survivor=survivor,
        absorbed=absorbed,
        survivor_before=mine,
        absorbed_before=theirs,
        survivor_after=after,
        at=at,
    )
    return merge, [
        Change(survivor.pk, after, source, sources_of(fields, mine)),
        Change(absorbed.pk, {**theirs, "status": "merged"}, source, merged_into=survivor.pk),
    ]


def _canonical(records: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    """Location id -> municipality and folded addresses, for those that have an address."""
    ids = {at["location"] for record in records for at in record["at"]}
    columns = [f"address_{lang}" for lang in LANGUAGES]
    found = Location.objects.filter(pk__in=ids).values_list("pk", "municipality_id", *columns)
    return {
        str(pk): (municipality, *(" ".join(fold(text)) for text in addresses))
        for pk, municipality, *addresses in found
        if any(addresses)
    }


def _onto(
    survivor: Record, absorbed: Record, places: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    mine = [at["location"] for at in survivor["at"]]
    result = {}
    for at in absorbed["at"]:
        theirs = places.get(at["location"])
        for location in mine:
            own = places.get(location)
            if own and theirs and own[0] == theirs[0] and set(own[1:]) & set(theirs[1:]) - {""}:
                result[at["location"]] = location
    return result


def _move_open_reports(trace: Trace, survivors: Mapping[UUID, Service]) -> None:
    """What readers reported about the absorbed lands with the owner of what stays."""
    for report in MistakeReport.objects.filter(service__in=survivors, settled_at=None):
        survivor = survivors[report.service_id]
        trace.update(report, service_id=survivor.pk, institution_id=survivor.institution_id)
