"""A merge is undone: both services are as they were, and what was edited since stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ertad.audit.models import Revision
from ertad.audit.trail import Trace, traced
from ertad.directory.acts.merge_services import demand_both
from ertad.directory.acts.writing_rules import by_id, demand_running
from ertad.directory.models import Merge, MistakeReport, Service
from ertad.directory.record import (
    SERVICE_KIND,
    Change,
    Record,
    differing,
    read_records,
    save_records,
)
from ertad.directory.refusals import Refused
from ertad.kernel.actor import Actor

Settled = Literal["before", "now"]


class UndoneAlready(Refused):
    """Somebody else has undone this merge."""


@dataclass(frozen=True)
class LaterEdit:
    """A merged field that was edited since: as before the merge, as merged, and as it is now."""

    key: str
    before: Any
    merged: Any
    now: Any


class EditsToSettle(Refused):
    """Fields changed by the merge and edited since; say for each "before" or "now"."""

    def __init__(self, edits: Sequence[LaterEdit]) -> None:
        super().__init__(", ".join(edit.key for edit in edits))
        self.edits = list(edits)


def unmerge(
    *, merge_id: UUID, by: Actor, at: datetime, choices: Mapping[str, Settled] | None = None
) -> Merge:
    """Restore both services; later edits to other fields of the survivor stay.

    `choices` settles the edits that EditsToSettle names: record key -> "before" or "now".
    Raises NotAllowed, UndoneAlready, EditsToSettle, and NotRunning when the survivor itself was
    merged into another since (that merge is undone first) or has ended.
    """
    with traced("service.unmerge", by=by, at=at, on=Merge(pk=merge_id)) as trace:
        return write_unmerge(trace, merge_id, at=at, choices=choices)


def write_unmerge(
    trace: Trace, merge_id: UUID, *, at: datetime, choices: Mapping[str, Settled] | None = None
) -> Merge:
    """As `unmerge`, within the act of `trace`."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    ids = [merge.survivor_id, merge.absorbed_id]
    services = by_id(Service.objects.select_for_update().filter(pk__in=ids))
    survivor, absorbed = services[merge.survivor_id], services[merge.absorbed_id]
    demand_both(trace.by, [survivor.institution_id, absorbed.institution_id])
    if merge.undone_at or absorbed.merged_into_id != survivor.pk:
        raise UndoneAlready("this merge was undone already")
    demand_running(survivor)
    now = read_records([survivor.pk])[survivor.pk]
    restored = _restored(merge, now, choices or {})
    source = f"unmerge:{merge.pk}"
    changes = [
        Change(
            survivor.pk, restored, source, _sources_before(merge, list(differing(now, restored)))
        ),
        Change(absorbed.pk, merge.absorbed_before, source),
    ]
    save_records(trace, changes, at=at)
    _move_reports_back(trace, merge, absorbed)
    return trace.update(merge, undone_at=at, institution_id=survivor.institution_id)


def later_edits(merge: Merge, now: Record) -> list[LaterEdit]:
    """The merged fields whose later edit an unmerge must ask about."""
    before, after = merge.survivor_before, merge.survivor_after
    return [
        LaterEdit(key, before[key], after[key], now[key])
        for key in differing(before, after)
        if now[key] not in (after[key], before[key])
    ]


def _restored(merge: Merge, now: Record, choices: Mapping[str, Settled]) -> Record:
    open_edits = [edit for edit in later_edits(merge, now) if edit.key not in choices]
    if open_edits:
        raise EditsToSettle(open_edits)
    before, after = merge.survivor_before, merge.survivor_after
    keep = {edit.key for edit in later_edits(merge, now) if choices[edit.key] == "now"}
    back = {key: before[key] for key in differing(before, after) if key not in keep}
    return {**now, **back}


def _sources_before(merge: Merge, keys: Sequence[str]) -> dict[str, list[str]]:
    """Where the survivor's fields came from before the merge, from its revisions."""
    of_survivor = Revision.objects.filter(kind=SERVICE_KIND, object_id=str(merge.survivor_id))
    in_the_act = _revisions_of_the_act(merge).filter(pk__in=of_survivor.values("pk"))
    merged = next((r for r in in_the_act if r.before == merge.survivor_before), None)
    earlier = of_survivor.filter(id__lt=merged.pk if merged else 0).order_by("-id")
    found: dict[str, list[str]] = {}
    for sources in earlier.values_list("sources", flat=True):
        for key in keys:
            if sources.get(key):
                found.setdefault(key, sources[key])
    return found


def _move_reports_back(trace: Trace, merge: Merge, absorbed: Service) -> None:
    label = MistakeReport._meta.label_lower
    moved = _revisions_of_the_act(merge).filter(kind=label)
    ids = [
        revision.object_id
        for revision in moved
        if revision.before and revision.before["service_id"] == str(merge.absorbed_id)
    ]
    for report in MistakeReport.objects.filter(pk__in=ids, service=merge.survivor_id):
        trace.update(report, service_id=absorbed.pk, institution_id=absorbed.institution_id)


def _revisions_of_the_act(merge: Merge) -> Any:
    label, key = merge._meta.label_lower, str(merge.pk)
    acts = Revision.objects.filter(kind=label, object_id=key, before=None).values("act_id")
    return Revision.objects.filter(act_id__in=acts)
