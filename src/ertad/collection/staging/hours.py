"""The Hours sheet: who is open where and when."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import process

from ertad.collection.checks import Finding, Spot, checks_about, finding, masked
from ertad.collection.staging.places import Places
from ertad.collection.staging.received import Received
from ertad.collection.staging.resolving import Resolver, squeezed
from ertad.directory.record.fields import WEEK, in_week_order
from ertad.engines.script import name_key
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.tables import Table, TableRow
from ertad.files.spreadsheets.workbook import Cell

COLUMNS = ("hours_service", "hours_place", "day", "opens", "closes")
_RANGE = re.compile(r"\s*(?:-|–|—|/|\bto\b|\bà\b|დან)\s*")
_EVERY_DAY = frozenset({"every day", "daily", "ყოველდღე", "ყოველდღიურად", "tous les jours"})
_WORKING_DAYS = frozenset({"weekdays", "working days", "სამუშაო დღეები", "სამუშაო დღე",
                           "jours ouvrables"})  # fmt: skip
_SHORT = {
    "mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU",
    "ორშ": "MO", "სამ": "TU", "ოთხ": "WE", "ხუთ": "TH", "პარ": "FR", "შაბ": "SA", "კვ": "SU",
    "lun": "MO", "mar": "TU", "mer": "WE", "jeu": "TH", "ven": "FR", "sam": "SA", "dim": "SU",
}  # fmt: skip

Spans = dict[str, list[list[str]]]
"""Location -> [[day, opens, closes], ...]."""


@dataclass
class Hours:
    """By the row of the Services sheet that they belong to."""

    spans: dict[int, Spans] = field(default_factory=dict)
    findings: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    unplaced: list[Finding] = field(default_factory=list)
    """Findings of rows whose service is not in the sheet."""
    left_out: int = 0
    """Rows of services of the workbook that are not in the sheet any more."""
    given: bool = False


@dataclass(frozen=True)
class ServiceNames:
    """How the Hours sheet refers to a row of the Services sheet."""

    by_name: Mapping[str, list[int]]
    by_id: Mapping[str, int]
    shown: tuple[str, ...]
    gone: Mapping[str, frozenset[str]]
    """Id -> names, of the services of the workbook whose row is not in the sheet any more."""


def read_hours(
    received: Received, places: Places, names: ServiceNames, only_place: Mapping[int, str],
    resolver: Resolver,
) -> Hours:  # fmt: skip
    """`only_place`: row of a service -> its place, where it has just one."""
    hours = Hours()
    table = received.hours
    if table is None or table.header_row is None:
        return hours
    hours.given = True
    rows_of: dict[tuple[int, str], list[tuple[list[str], int]]] = defaultdict(list)
    told: set[str] = set()
    for row in table.rows:
        if not any(values.as_text(row.values.get(key)) for key in COLUMNS):
            continue
        if (gone := values.as_text(row.values.get("service_id"))) and _is_gone(row, gone, names):
            received.of_row(table, row.number)
            hours.left_out += 1
            if gone not in told:
                told.add(gone)
                hours.unplaced.append(_at(_left_out(row), table, row.number))
            continue
        service, found = _service_of(row, names)
        wrong = [_at(spot, table, row.number) for spot in found]
        wrong += received.of_row(table, row.number)
        place, spots = _place_of(row, places, only_place.get(service or -1, ""))
        days, opens, closes, more = _times(row, resolver)
        wrong += [_at(spot, table, row.number) for spot in (*spots, *more)]
        if service is None:
            hours.unplaced += wrong
            continue
        hours.findings[service] += wrong
        if place and days and opens and closes:
            places.used.add(place)
            spans = hours.spans.setdefault(service, {}).setdefault(place, [])
            for day in days:
                span = [day, opens, closes]
                if span not in spans:
                    spans.append(span)
                    rows_of[service, place].append((span, row.number))
        elif place:
            hours.spans.setdefault(service, {}).setdefault(place, [])
    _check(hours, table, rows_of)
    return hours


def _check(
    hours: Hours, table: Table, rows_of: Mapping[tuple[int, str], list[tuple[list[str], int]]]
) -> None:
    for (service, place), told in rows_of.items():
        spans = hours.spans[service][place]
        row = told[-1][1]
        for known in checks_about("hours"):
            assert known.find is not None  # noqa: S101 (checks_about gives only these)
            for spot in known.find([tuple(span) for span in spans]):
                hours.findings[service].append(_at(spot, table, row))
        hours.spans[service][place] = in_week_order(spans)


def _is_gone(row: TableRow, key: str, names: ServiceNames) -> bool:
    """Whether the row is as the workbook gave it, for a service whose own row was deleted."""
    text = values.as_text(row.values.get("hours_service"))
    return key in names.gone and (not text or squeezed(text) in names.gone[key])


def _left_out(row: TableRow) -> Spot:
    text = masked(values.as_text(row.values.get("hours_service")))
    return Spot("hours_left_out", "hours_service", {"text": text[:80] or "…"})


def _service_of(row: TableRow, names: ServiceNames) -> tuple[int | None, list[Spot]]:
    """The row of the service; its name counts first, the hidden id helps where names fail."""
    text = values.as_text(row.values.get("hours_service"))
    by_id = names.by_id.get(values.as_text(row.values.get("service_id")))
    if not text:
        return by_id, [] if by_id else [Spot("hours_incomplete", "hours_service")]
    for key in (squeezed(text), name_key(text)):
        rows = names.by_name.get(key, [])
        if by_id in rows:
            return by_id, []
        if len(rows) == 1:
            return rows[0], []
        if len(rows) > 1:
            return None, [Spot("hours_service_unclear", "hours_service", {"text": text[:80]})]
    if by_id is not None:
        return by_id, []
    nearest = [name for name, _s, _i in process.extract(text, names.shown, limit=3)]
    told = {"text": masked(text)[:80], "nearest": nearest}
    return None, [Spot("hours_service_unknown", "hours_service", told)]


def _place_of(row: TableRow, places: Places, only: str) -> tuple[str, list[Spot]]:
    text = values.as_text(row.values.get("hours_place"))
    known = values.as_text(row.values.get("place_id"))
    if not text:
        place = known if known in places.records else only
        return place, [] if place else [Spot("hours_place_missing", "hours_place")]
    if place := places.called(text):
        return place, []
    if known in places.records:
        return known, []
    told = {"text": masked(text)[:80], "nearest": places.nearest(text)}
    return "", [Spot("hours_place_unknown", "hours_place", told)]


def _times(row: TableRow, resolver: Resolver) -> tuple[list[str], str, str, list[Spot]]:
    wrong = []
    text = values.as_text(row.values.get("day"))
    days = days_in(text, resolver)
    if text and not days:
        wrong.append(Spot("hours_day_unknown", "day", {"text": masked(text)[:80]}))
    times = {}
    for key in ("opens", "closes"):
        cell: Cell = row.values.get(key)
        read, code = values.time_of_day(cell)
        times[key] = f"{read:%H:%M}" if read else ""
        if code:
            told = {"text": masked(values.as_text(cell))[:80]}
            wrong.append(Spot("hours_unreadable", key, told))
    empty = [key for key in ("day", "opens", "closes")
             if not values.as_text(row.values.get(key))]  # fmt: skip
    if empty:
        wrong.append(Spot("hours_incomplete", empty[0]))
    return days, times["opens"], times["closes"], wrong


def days_in(text: str, resolver: Resolver) -> list[str]:
    """The days that a cell names: one, several with `;`, or a range; empty when it names none."""
    told = squeezed(text)
    if told in _EVERY_DAY:
        return list(WEEK)
    if told in _WORKING_DAYS:
        return list(WEEK[:5])
    days: list[str] = []
    for piece in re.split(r"[;,\n]", told):
        ends = [_day(part, resolver) for part in _RANGE.split(piece.strip()) if part]
        if not ends or not all(ends) or len(ends) > 2:
            return []
        first, last = WEEK.index(ends[0]), WEEK.index(ends[-1])
        days += WEEK[first : last + 1] if first <= last else (*WEEK[first:], *WEEK[: last + 1])
    return list(dict.fromkeys(days))


def _day(text: str, resolver: Resolver) -> str:
    text = text.strip(" .")
    return resolver.one("day", text) or _SHORT.get(text, "")


def _at(spot: Spot, table: Table, row: int) -> Finding:
    column = table.columns.get(spot.field)
    return finding(
        spot, sheet=table.sheet, row=row, column=column_letters(column) if column else ""
    )
