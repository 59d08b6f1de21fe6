"""Rows of files in words: what they are called, what they change, what was found in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.checks import told
from ertad.collection.models import SourceRow
from ertad.collection.queries import ReviewRow
from ertad.collection.screens.coordinating.states import OUTCOME
from ertad.directory.record import KEYS, Record, field_of
from ertad.directory.record.wording import Wording, label_of
from ertad.kernel.languages import Said, said

NOT_TOLD = frozenset({"institution", "status", "ended_on", "programme"})


@dataclass(frozen=True)
class Changed:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Finding:
    severity: str
    where: str
    message: str
    remedy: str


@dataclass(frozen=True)
class RowInWords:
    """`facts`: all that a service says which the directory does not have; `changes` of others."""

    row: SourceRow
    name: Said
    outcome: object
    kind: str
    changes: list[Changed]
    facts: list[tuple[str, str]]
    places: list[str]
    findings: list[Finding]


def rows_in_words(rows: Iterable[ReviewRow], user: object) -> list[RowInWords]:
    """At most five queries for all of them."""
    found = list(rows)
    parts: list[Record] = []
    for each in found:
        if each.before and each.after:
            keys = [difference.key for difference in each.differences]
            parts += [{key: side[key] for key in keys} for side in (each.before, each.after)]
        elif each.after:
            parts.append(each.after)
    places = (place for each in found for place in each.row.locations)
    wording = Wording(parts, user, places=names_of(places))
    return [_in_words(each, wording) for each in found]


def names_of(places: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Id -> name, for the places that come with rows (`SourceRow.locations`)."""
    return {str(place["id"]): _place_name(place) for place in places}


def facts_of(record: Record, wording: Wording) -> list[tuple[str, str]]:
    """(label, value) of all that a record says, but for the name that stands above it."""
    heading = f"name_{said(record, 'name').language}"
    return [
        (label_of(key), wording.text(key, record[key]))
        for key in KEYS
        if key not in NOT_TOLD
        and key != heading
        and record[key] not in (field_of(key).blank(), "any", "unknown")
    ]


def changes_of(
    before: Record, after: Record, keys: Iterable[str], wording: Wording
) -> list[Changed]:
    return [
        Changed(label_of(key), wording.text(key, before[key]), wording.text(key, after[key]))
        for key in keys
    ]


def findings_in_words(findings: Iterable[Mapping[str, Any]]) -> list[Finding]:
    return [_finding(found) for found in findings]


def _in_words(each: ReviewRow, wording: Wording) -> RowInWords:
    outcome, kind = OUTCOME[each.row.outcome]
    keys = [difference.key for difference in each.differences]
    both = each.before and each.after
    return RowInWords(
        each.row,
        _name(each),
        outcome,
        kind,
        changes_of(each.before, each.after, keys, wording) if both else [],  # type: ignore[arg-type]
        facts_of(each.after, wording) if each.after and not each.before else [],
        [_place(place) for place in each.row.locations],
        findings_in_words(each.row.findings),
    )


def _name(each: ReviewRow) -> Said:
    record = each.after or each.before
    if record and (name := said(record, "name")).text:
        return name
    words = next((str(value) for value in each.row.raw.values() if value), "")
    return Said(words[:120], "")


def _place_name(place: Mapping[str, Any]) -> str:
    parts = [said(place, "name").text, said(place, "address").text]
    return ", ".join(part for part in parts if part) or str(place.get("municipality", ""))


def _place(place: Mapping[str, Any]) -> str:
    if not place.get("known"):
        return _("New place: %(place)s") % {"place": _place_name(place)}
    return _("Place changed: %(place)s") % {"place": _place_name(place)}


def _finding(found: Mapping[str, Any]) -> Finding:
    words = told(found)
    column = found.get("column", "")
    where = _("column %(column)s") % {"column": column} if column else ""
    return Finding(found["severity"], where, words.message, words.remedy)
