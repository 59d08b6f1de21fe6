"""Put back what one revision changed, by a new revision, which can be undone in turn."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ertad.audit.models import Revision
from ertad.audit.trail import Trace, snapshot, traced
from ertad.directory.acts.edit_location import write_location
from ertad.directory.acts.location_fields import LOCATION_KEYS
from ertad.directory.acts.writing_rules import demand_right, locked
from ertad.directory.models import Location, Service
from ertad.directory.models.services import Status
from ertad.directory.record import (
    SERVICE_KIND,
    Change,
    Record,
    differing,
    read_record,
    save_records,
)
from ertad.directory.refusals import LaterEdits, PartOfAMerge, Refused
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand

LOCATION_KIND = "directory.location"


def undo_revision(
    *, revision_id: int, by: Actor, at: datetime, put_back: Collection[str] | None = None
) -> Sequence[str]:
    """Give every field the revision changed its value from before. Returns the keys that changed.

    Fields changed again since are put back only if named in `put_back`; while that is None they
    raise LaterEdits and nothing is written. Undoing an addition ends the service. Undoing twice
    changes nothing. Raises NotAllowed, PartOfAMerge, WrongRecord, Refused, Revision.DoesNotExist.
    """
    revision = Revision.objects.get(pk=revision_id, kind__in=(SERVICE_KIND, LOCATION_KIND))
    with traced("revision.undo", by=by, at=at) as trace:
        trace.kind, trace.object_id = revision.kind, revision.object_id
        trace.details = {"revision": revision.pk}
        if revision.kind == LOCATION_KIND:
            return _undo_location(trace, revision, by, at, put_back)
        return _undo_service(trace, revision, by, at, put_back)


def to_put_back(
    before: Record, after: Record, current: Record, keys: Collection[str]
) -> tuple[list[str], list[str]]:
    """(keys that can be put back, keys changed again since), of those not back already."""
    changed = [key for key in keys if before[key] != after[key] and current[key] != before[key]]
    later = [key for key in changed if current[key] != after[key]]
    return [key for key in changed if key not in later], later


def before_of(revision: Revision, today: date) -> Record:
    """What undoing leads to; for an addition the same record, ended."""
    if revision.before is not None:
        return dict(revision.before)
    return {**(revision.after or {}), "status": Status.ENDED.value, "ended_on": today.isoformat()}


def is_part_of_a_merge(revision: Revision) -> bool:
    """Whether the act of this revision made two records one, or two of one."""
    records = Revision.objects.filter(act_id=revision.act_id).values_list("before", "after")
    states = {
        record["status"] for pair in records for record in pair if record and "status" in record
    }
    return Status.MERGED.value in states


def _chosen(possible: list[str], later: list[str], put_back: Collection[str] | None) -> list[str]:
    if put_back is None:
        if later:
            raise LaterEdits(later)
        return possible
    return possible + [key for key in later if key in put_back]


def _undo_service(
    trace: Trace, revision: Revision, by: Actor, at: datetime, put_back: Collection[str] | None
) -> Sequence[str]:
    service = locked(UUID(revision.object_id))
    demand("service.undo", by, service.institution_id)
    if is_part_of_a_merge(revision) or service.status == Status.MERGED:
        raise PartOfAMerge(str(revision.pk))
    after = revision.after
    if after is None:
        raise Refused("a service is never removed")
    current, before = read_record(service), before_of(revision, local_day(at))
    possible, later = to_put_back(before, after, current, list(differing(before, after)))
    keys = _chosen(possible, later, put_back)
    if "status" in keys:
        demand("service.end", by, service.institution_id)
    record = {**current, **{key: before[key] for key in keys}}
    if keys:
        demand_right(record, {**current, "at": [*current["at"], *before["at"]]})
    change = Change(service.pk, record, **_assurance_before(revision, service))
    save_records(trace, [change], at=at)
    return keys


def _assurance_before(revision: Revision, service: Service) -> dict[str, Any]:
    """Takes a confirmation back too, unless there was another since."""
    said = revision.sources.get("assured_after")
    is_now = [str(service.assured_on or ""), str(service.assured_by_id or "")]
    if said is None or said != is_now or revision.before is None:
        return {}
    day, institution = revision.sources["assured_before"]
    return {
        "put_back_assurance": True,
        "assured_on": date.fromisoformat(day) if day else None,
        "assured_by": UUID(institution) if institution else None,
    }


def _undo_location(
    trace: Trace, revision: Revision, by: Actor, at: datetime, put_back: Collection[str] | None
) -> Sequence[str]:
    location = Location.objects.select_for_update().get(pk=revision.object_id)
    demand("location.edit", by, location.institution_id)
    if revision.before is None or revision.after is None:
        raise Refused("a place stays; take it out of the services given there")
    current = snapshot(location)
    possible, later = to_put_back(revision.before, revision.after, current, LOCATION_KEYS)
    keys = _chosen(possible, later, put_back)
    fields = {key: (revision.before if key in keys else current)[key] for key in LOCATION_KEYS}
    write_location(trace, location, fields, version=location.version, at=at)
    return keys
