"""New and changed places that the accepted rows refer to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ertad.audit.trail import Trace, ready_revision, snapshot
from ertad.collection.models import SourceRow, Submission
from ertad.collection.publishing.meanwhile import as_checked, overruled
from ertad.collection.publishing.rows import checked_at
from ertad.directory.models import Location, ServiceAtLocation
from ertad.kernel import bulk
from ertad.kernel.languages import LANGUAGES

LABEL = Location._meta.label_lower
COLUMNS = (
    *(f"name_{lang}" for lang in LANGUAGES), *(f"address_{lang}" for lang in LANGUAGES),
    "municipality_id", "country", "latitude", "longitude", "confidential",
)  # fmt: skip
ALL_COLUMNS = tuple(f.attname for f in Location._meta.concrete_fields)


@dataclass(frozen=True)
class PlannedPlaces:
    """`kept`: location id -> (institution, columns whose newer live value stays against the one
    sent).

    `services_there`: services at a changed place; what search knows of them is written anew.
    """

    new: list[Location] = field(default_factory=list)
    changed: list[Location] = field(default_factory=list)
    kept: dict[UUID, tuple[UUID, list[str]]] = field(default_factory=dict)
    revisions: list[bulk.Row] = field(default_factory=list)
    services_there: list[UUID] = field(default_factory=list)

    def by_id(self) -> dict[str, Location]:
        return {str(place.pk): place for place in (*self.new, *self.changed)}


def planned_places(submissions: Iterable[Submission]) -> PlannedPlaces:
    """What the rows' `locations` change; a constant number of queries."""
    by_id = {submission.pk: submission for submission in submissions}
    sent: dict[UUID, tuple[Submission, dict[str, Any]]] = {}
    told = SourceRow.objects.filter(submission__in=by_id).exclude(locations=[]).exclude(record=None)
    for key, places in told.order_by("submission__received_at", "submission_id", "row").values_list(
        "submission_id", "locations"
    ):  # fmt: skip
        for place in places:
            sent.setdefault(UUID(str(place["id"])), (by_id[key], _columns(place)))
    for submission in by_id.values():
        for place in submission.places:
            sent.setdefault(UUID(str(place["id"])), (submission, _columns(place)))
    live = {place.pk: place for place in Location.objects.filter(pk__in=sent)}
    bases = as_checked(
        LABEL, {str(key): checked_at(found[0]) for key, found in sent.items() if key in live}
    )
    result = PlannedPlaces()
    for key, (submission, columns) in sent.items():
        place = live.get(key)
        if place is None:
            place = Location(id=key, institution=submission.invitation.institution, **columns)
            result.new.append(place)
            _keep(result, place, None)
            continue
        if place.institution_id != submission.invitation.institution_id:
            continue
        _change(result, place, columns, bases.get(str(key)))
    there = ServiceAtLocation.objects.filter(location__in=[place.pk for place in result.changed])
    result.services_there.extend(there.values_list("service_id", flat=True).distinct())
    return result


def write_places(trace: Trace, places: PlannedPlaces) -> None:
    """Write them; two statements."""
    new = [tuple(getattr(place, name) for name in ALL_COLUMNS) for place in places.new]
    bulk.insert(Location, ALL_COLUMNS, bulk.ready(Location, ALL_COLUMNS, new))
    names = (*COLUMNS, "version", "id")
    changed = [tuple(getattr(place, name) for name in names) for place in places.changed]
    bulk.update(Location, names[:-1], bulk.ready(Location, names, changed))
    trace.ready.extend(places.revisions)


def _columns(place: dict[str, Any]) -> dict[str, Any]:
    """Of a known place only what the file changed, of a new one all that was said."""
    told = place["changed"] if place["known"] else [*place]
    named = {"municipality_id" if key == "municipality" else key: place[key] for key in told}
    if "municipality_id" in named:
        named["municipality_id"] = named["municipality_id"] or None
    return {name: named[name] for name in COLUMNS if name in named}


def _change(
    result: PlannedPlaces, place: Location, sent: dict[str, Any], base: dict[str, Any] | None
) -> None:
    before, live = snapshot(place), {name: getattr(place, name) for name in sent}
    if base:
        sent, kept = overruled(base, live, sent, sent.keys())
        if kept:
            result.kept[place.pk] = place.institution_id, kept
    if sent == live:
        return
    for name, value in sent.items():
        setattr(place, name, value)
    place.version += 1
    result.changed.append(place)
    _keep(result, place, before)


def _keep(result: PlannedPlaces, place: Location, before: dict[str, Any] | None) -> None:
    result.revisions.append(
        ready_revision(LABEL, place.pk, before, snapshot(place), place.institution_id)
    )
