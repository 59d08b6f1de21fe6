"""What is different when a list of another shape is staged: ids of its own, hours already read."""

from collections.abc import Mapping, Sequence
from typing import Any

from ertad.collection.checks import Finding, Severity, Spot, finding, has_errors
from ertad.collection.models import SourceRow
from ertad.collection.staging.hours import Hours
from ertad.collection.staging.known import Known
from ertad.collection.staging.places import Places
from ertad.collection.staging.received import PARTS_FROM, Listed
from ertad.directory.models import ServiceForeignId
from ertad.directory.record.fields import in_week_order


def know_listed(known: Known, listed: Listed) -> None:
    """Services that this list has named by id are not looked for by name again; one query."""
    known.listed_ids = {row: f"{listed.source}|{key}" for row, key in listed.ids.items()}
    if not listed.ids:
        return
    named = ServiceForeignId.objects.filter(
        source=listed.source, service__institution=known.institution
    )
    taken = {str(key) for key in named.values_list("service_id", flat=True)}
    known.by_name = {
        name: [key for key in keys if key not in taken] for name, keys in known.by_name.items()
    }
    known.ended = {name: key for name, key in known.ended.items() if key not in taken}


def listed_hours(listed: Listed, places_of: Mapping[int, Sequence[str]]) -> Hours:
    """The hours of the list; those without a place are for every place of the row."""
    hours = Hours()
    for row, spans in listed.hours.items():
        told = {place: of_place for place, of_place in spans.items() if place}
        if anywhere := spans.get(""):
            for place in places_of.get(row, ()):
                told.setdefault(place, anywhere)
        hours.spans[row] = {place: in_week_order(each) for place, each in told.items()}
    return hours


def leave_out_wrong(listed: Listed, staged: Sequence[Any], sheet: str) -> None:
    """Rows with errors are left out, with what is wrong as a warning, when the mapping says so."""
    if not listed.leave_out:
        return
    for row in staged:
        if has_errors(row.findings):
            row.findings = [
                *_as_warnings(row.findings),
                finding(Spot("row_left_out", "name"), sheet=sheet, row=row.row),
            ]
            row.outcome, row.record, row.conflicts = SourceRow.Outcome.LEFT_OUT, None, {}


def of_places(places: Places, listed: Listed | None) -> list[Finding]:
    """What is wrong with places; it keeps nothing from being taken when wrong rows are left out."""
    return _as_warnings(places.findings) if listed and listed.leave_out else places.findings


def _as_warnings(findings: Sequence[Finding]) -> list[Finding]:
    return [{**found, "severity": str(Severity.WARNING)} for found in findings]


def places_without_row(places: Places, staged: Sequence[Any]) -> list[dict[str, Any]]:
    """New and changed places that no service refers to, but for such as are left out."""
    taken = {place["id"] for row in staged if row.record is not None for place in row.locations}
    return [
        told for key, told in places.told.items() if key not in taken and key not in places.broken
    ]


def as_listed(staged: Any, listed: Listed) -> Any:
    """Rows as the list counts them, and the ids that it gives to services and places."""
    for row in staged.rows:
        if row.row in listed.ids:
            row.foreign = [listed.source, listed.ids[row.row]]
        row.part, row.row = divmod(row.row, PARTS_FROM)
        for found in row.findings:
            if "other" in found["params"]:
                found["params"]["other"] %= PARTS_FROM
    findings = [*staged.findings, *(found for row in staged.rows for found in row.findings)]
    for found in findings:
        if found["row"]:
            found["row"] %= PARTS_FROM
    told = [*staged.places, *(place for row in staged.rows for place in row.locations)]
    for place in told:
        if place["id"] in listed.place_ids:
            place["foreign"] = [listed.source, listed.place_ids[place["id"]]]
    return staged
