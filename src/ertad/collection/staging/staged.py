"""A whole file staged: each row with what it means and what becomes of it. Writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz, process

from ertad.collection.checks import (
    Finding,
    Severity,
    Spot,
    checks_about,
    finding,
    has_errors,
    masked,
)
from ertad.collection.checks.subjects import ServiceSubject
from ertad.collection.models import SourceRow
from ertad.collection.staging.earlier_places import take_back
from ertad.collection.staging.hours import Hours, ServiceNames, read_hours
from ertad.collection.staging.identifying import ServiceRow, record_keys, service_rows, told_key
from ertad.collection.staging.known import Known, bases_for, read_known
from ertad.collection.staging.listed import (
    as_listed,
    know_listed,
    leave_out_wrong,
    listed_hours,
    of_places,
    places_without_row,
)
from ertad.collection.staging.merging import Merged, three_way
from ertad.collection.staging.places import PlaceReader, Places, unused
from ertad.collection.staging.reading_cells import EVERYWHERE, is_blank, read_cell
from ertad.collection.staging.received import Received
from ertad.collection.staging.resolving import Resolver, pieces, squeezed
from ertad.collection.staging.similar import similar_rows
from ertad.collection.workbook.base import services_in
from ertad.collection.workbook.cells import place_names, service_cell
from ertad.collection.workbook.columns import Column, service_columns
from ertad.collection.workbook.labels import Labels, list_name, read_labels
from ertad.directory.record import FIELDS, Record, blank_record, normalised
from ertad.directory.record.checking import confidential_by_type
from ertad.engines.script import name_key
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.tables import Table
from ertad.kernel.clock import local_day
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution

Outcome = SourceRow.Outcome
_FIELDS = {key: entry for entry in FIELDS for key in entry.record_keys()}
_NOT_READ = frozenset({"institution", "status", "at", "programme"})
_PLACE_CELLS = ("place_name", "address", "municipality", "country", "latitude", "longitude")


@dataclass
class StagedRow:
    """The columns of a `SourceRow`."""

    row: int
    raw: dict[str, Any]
    service_id: str
    known: bool
    record: Record | None
    base_version: int | None
    outcome: str
    run_by: str = ""
    locations: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    conflicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    part: int = 0
    foreign: list[str] = field(default_factory=list)


@dataclass
class Staged:
    """`findings` are those of the file; `counts` is the receipt; `places` those without a row."""

    sheet: str
    language: str
    rows: list[StagedRow]
    findings: list[Finding]
    counts: dict[str, int]
    places: list[dict[str, Any]] = field(default_factory=list)

    def personal_numbers(self) -> bool:
        """Whether the file holds anything that may not be kept."""
        found = [*self.findings, *(f for row in self.rows for f in row.findings)]
        return any(f["code"] == "personal_number" for f in found)


def stage(
    received: Received,
    *,
    institution: Institution,
    base: Mapping[str, Any],
    language: str,
    at: datetime,
) -> Staged:
    """Compare what was received with `base` (see `workbook.base_of`) and the directory.

    The file has a table of services; queries do not grow with its rows.
    """
    table = received.services
    assert table is not None  # noqa: S101 (the caller has refused the file otherwise)
    named = {values.as_text(row.values.get("service_id")) for row in table.rows} - {""}
    issued = received.identity is not None
    known = read_known(institution, base=base if issued else {}, named=named, language=language)
    if issued and received.places:
        take_back(known, received.places)
    if received.listed:
        know_listed(known, received.listed)
    staged = _Staging(received, table, known, language, local_day(at)).run()
    return as_listed(staged, received.listed) if received.listed else staged


class _Staging:
    """One pass over one file; `_rows` first, then their places and hours, then the merge."""

    def __init__(
        self, received: Received, table: Table, known: Known, language: str, today: date
    ) -> None:
        self.received, self.table, self.known = received, table, known
        self.language, self.today = language, today
        self.labels: Labels = read_labels()
        self.resolver = Resolver(self.labels, language)
        listed = received.listed
        self.old_fonts = listed.old_fonts if listed else True
        self.places_reader = PlaceReader(known, self.resolver, language, self.old_fonts)
        self.places: Places = self.places_reader.sheet(received)
        self.keys = record_keys(table.columns, language, received.identity is not None)
        base_places = {key: place for key, (_version, place) in known.base_places.items()}
        self.issued_names = place_names(base_places, language) | known.programmes
        self.columns = {column.key: column for column in service_columns(language)}
        self.pathways = {
            label.code: label.said(language) for label in self.labels.lists["legal_pathway"]
        }

    def run(self) -> Staged:
        rows = service_rows(self.table, self.known)
        wanted = {row.told_id: row.base_version for row in rows if row.current is not None}
        bases = bases_for(self.known, wanted) if self.received.identity else {}
        read = [_Reading(self, row, bases.get(row.told_id)) for row in rows]
        for reading in read:
            reading.read()
        hours = self._hours(read)
        staged = [reading.staged(hours) for reading in read]
        self._refuse_twice(read, staged)
        if self.received.listed:
            leave_out_wrong(self.received.listed, staged, self.table.sheet)
        similar_rows(staged, {r.row.number: r.column_of("name") for r in read}, self.table.sheet)
        listed = self.received.listed
        places = places_without_row(self.places, staged) if listed and listed.keep_places else []
        findings = [
            *self.received.findings, *of_places(self.places, listed), *hours.unplaced,
            *self._left_over(), *(unused(self.places) if not places else ()),
        ]  # fmt: skip
        counts = self._counts(staged, findings) | {"hours_left_out": hours.left_out}
        if listed:
            counts["places"] = len(places)
        return Staged(self.table.sheet, self.language, staged, findings, counts, places)

    def _hours(self, read: list["_Reading"]) -> Hours:
        if self.received.listed:
            return listed_hours(self.received.listed, {r.row.number: r.at_places for r in read})
        by_name: dict[str, list[int]] = defaultdict(list)
        for reading in read:
            told = {text for text in reading.names() if text}
            for key in {squeezed(t) for t in told} | {name_key(t) for t in told}:
                by_name[key].append(reading.row.number)
        by_id = {reading.row.service_id: reading.row.number for reading in read}
        by_id |= {reading.row.told_id: reading.row.number for reading in read}
        gone = {
            key: frozenset(squeezed(record[f"name_{lang}"]) for lang in LANGUAGES)
            for key, (_version, record) in services_in(self.known.base).items()
            if key not in by_id
        }
        shown = tuple(reading.row.name for reading in read if reading.row.name)
        only = {
            reading.row.number: reading.at_places[0]
            for reading in read
            if len(reading.at_places) == 1
        }
        names = ServiceNames(dict(by_name), by_id, shown, gone)
        return read_hours(self.received, self.places, names, only, self.resolver)

    def _refuse_twice(self, read: list["_Reading"], staged: list[StagedRow]) -> None:
        """Of two rows that became one service only one may change it."""
        saying = {row.row for row in staged if row.outcome != Outcome.SAME}
        for reading, row in zip(read, staged, strict=True):
            other = reading.row.other_row
            if other in saying and row.row in saying and row.record is not None:
                row.findings.append(reading.finding(Spot("merged_twice", "name", {"other": other})))
                row.outcome, row.record, row.conflicts = Outcome.REFUSED, None, {}

    def _left_over(self) -> Iterator[Finding]:
        """Cell problems of rows that nobody asked for."""
        for table in (self.table, self.received.places, self.received.hours):
            if table is None:
                continue
            rows = sorted(row for sheet, row in self.received.problems if sheet == table.sheet)
            for row in rows:
                yield from self.received.of_row(table, row)

    def _counts(self, staged: list[StagedRow], findings: list[Finding]) -> dict[str, int]:
        outcomes = Counter(row.outcome for row in staged)
        severities = Counter(
            found["severity"] for group in (findings, *(row.findings for row in staged))
            for found in group
        )  # fmt: skip
        told = {row.service_id for row in staged}
        own = (
            key for key, service in self.known.services.items()
            if service.record["status"] == "active"
            and service.record["institution"] == self.known.institution_id
        )  # fmt: skip
        return {
            "rows": len(staged),
            **{str(outcome): outcomes[outcome] for outcome in Outcome.values},
            "errors": severities["error"],
            "warnings": severities["warning"],
            "not_in_file": sum(key not in told for key in own),
        }


class _Reading:
    """One row on its way from cells to an outcome."""

    def __init__(self, staging: _Staging, row: ServiceRow, base: Record | None) -> None:
        self.staging, self.row, self.base = staging, row, base
        self.sent: dict[str, Any] = {}
        self.texts: dict[str, str] = {}
        self.wrong: list[Spot] = list(row.wrong)
        self.at_places: list[str] = []
        self.at_told = False
        self.state = ""
        self.run_by = ""
        self.owner = ""
        self.confidential_said = False

    def names(self) -> list[str]:
        """Every name by which the Hours sheet may call the service."""
        before = self.base or self.row.current
        known = [before[f"name_{lang}"] for lang in LANGUAGES] if before else []
        return [self.row.name, *known]

    def column_of(self, key: str) -> str:
        """The letter of the column that a finding about `key` points to."""
        columns = self.staging.table.columns
        stem = key.rpartition("_")[0]
        position = columns.get(key) or columns.get(stem) or next(
            (columns[f"{key}_{lang}"] for lang in LANGUAGES if f"{key}_{lang}" in columns), None
        )  # fmt: skip
        return column_letters(position) if position else ""

    def read(self) -> None:
        """Cells to values; what was not touched since the workbook was made says nothing."""
        for key, cell in self.row.cells.values.items():
            match key:
                case "service_id" | "base_version":
                    continue
                case _ if key in _PLACE_CELLS:
                    continue
                case "at" | "programme" if self._untouched(self.staging.columns[key], cell):
                    self._keep_places() if key == "at" else None
                case "state":
                    self._state(cell)
                case "run_by":
                    self._run_by(cell)
                case "at":
                    self._where(cell)
                case "ages":
                    self._ages(cell)
                case "programme":
                    self._programme(cell)
                case _:
                    self._field(key, cell)
        self._place_of_row()
        self._whole_country()

    def _field(self, key: str, cell: Any) -> None:
        staging = self.staging
        record_key = staging.keys[key] or told_key(
            key, values.as_text(cell), staging.language, old_fonts=staging.old_fonts
        )
        column = staging.columns[record_key]
        if self._untouched(column, cell):
            return
        entry = _FIELDS[record_key]
        if record_key == "confidential" and is_blank(cell):
            return
        read = read_cell(entry, record_key, cell, staging.resolver, old_fonts=staging.old_fonts)
        self.wrong += read.wrong
        if not read.readable:
            return
        if record_key in self.sent and is_blank(cell):
            return
        if record_key == "confidential":
            self.confidential_said = True
        self.sent[record_key] = read.value if read.value is not None else entry.blank()
        if entry.kind == "number":
            self.sent[record_key] = read.value
        if read.text:
            self.texts[record_key] = read.text

    def _untouched(self, column: Column, cell: Any) -> bool:
        """Whether the cell still holds what the workbook showed (not: what the directory held)."""
        if self.base is None:
            return False
        issued = service_cell(
            self.base, column, self.staging.labels, self.staging.language,
            self.staging.issued_names,
        )  # fmt: skip
        return values.as_text(issued) == values.as_text(cell)

    def _state(self, cell: Any) -> None:
        text = values.as_text(cell)
        self.state = self.staging.resolver.one("state", text)
        if text and not self.state:
            self.wrong.append(Spot("state_unknown", "state", {"text": masked(text)[:80]}))

    def _run_by(self, cell: Any) -> None:
        text = masked(values.as_text(cell))[:300]
        known = self.staging.known
        owners = known.owners.get(name_key(text), set()) if text else set()
        if not text or owners == {known.institution_id}:
            return
        self.run_by = text
        if len(owners) == 1:
            self.owner = next(iter(owners))
            return
        found = process.extract(text, known.owner_names, scorer=fuzz.WRatio, limit=3,
                                score_cutoff=60)  # fmt: skip
        told = {"text": text[:80], "nearest": [name for name, _score, _key in found]}
        self.wrong.append(Spot("owner_unknown", "run_by", told))

    def _keep_places(self) -> None:
        """The service stays where it is; only for what is new about these places."""
        assert self.base is not None  # noqa: S101 (untouched is said only with a base)
        for at in self.base["at"]:
            if at["location"] in self.staging.known.places:
                self._at(at["location"])

    def _where(self, cell: Any) -> None:
        """Names of places; those that another institution keeps stay with the service."""
        self.at_told = True
        base = self.base or self.row.current
        if base is not None:
            self.at_places += [
                at["location"] for at in base["at"]
                if at["location"] not in self.staging.known.places
            ]  # fmt: skip
        for piece in pieces(values.as_text(cell)):
            if place := self.staging.places.called(piece):
                self._at(place)
            else:
                told = {"text": masked(piece)[:80],
                        "nearest": self.staging.places.nearest(piece)}  # fmt: skip
                self.wrong.append(Spot("place_unknown", "at", told))

    def _at(self, place: str) -> None:
        self.staging.places.used.add(place)
        if place not in self.at_places:
            self.at_places.append(place)
        if place in self.staging.places.broken:
            shown = self.staging.places.shown.get(place, "")
            self.wrong.append(Spot("place_has_errors", "at", {"text": shown}))

    def _place_of_row(self) -> None:
        """Address and municipality in the row itself: a list of one's own."""
        cells = {key: self.row.cells.values[key] for key in _PLACE_CELLS
                 if key in self.row.cells.values}  # fmt: skip
        if not any(not is_blank(cell) for cell in cells.values()):
            return
        place, wrong = self.staging.places_reader.of_row(self.staging.places, cells)
        self.wrong += wrong
        if place:
            self.at_told = True
            self._at(place)
        text = values.as_text(cells.get("municipality"))
        if text and "serves" not in self.row.cells.values and not wrong:
            code, _spots = self.staging.places_reader.municipality(text)
            if code and not (self.row.current and self.row.current["serves"]):
                self.sent["serves"] = [code]
                self.wrong.append(Spot("serves_assumed", "municipality"))

    def _ages(self, cell: Any) -> None:
        ages, code = values.age_range(cell)
        if code:
            self.wrong.append(Spot(code, "ages", {"value": masked(values.as_text(cell))[:80]}))
        if ages:
            for key, age in zip(("min_age", "max_age"), ages, strict=True):
                self.sent.setdefault(key, age)

    def _programme(self, cell: Any) -> None:
        text = values.as_text(cell)
        programmes = self.staging.known.programmes
        by_name = {squeezed(name): key for key, name in programmes.items()}
        if text and squeezed(text) not in by_name:
            nearest = [n for n, _s, _k in process.extract(text, programmes, limit=3)]
            told = {"text": masked(text)[:80], "nearest": nearest}
            self.wrong.append(Spot("programme_unknown", "programme", told))
            return
        self.sent["programme"] = by_name[squeezed(text)] if text else ""

    def _whole_country(self) -> None:
        if EVERYWHERE in self.sent.get("serves", ()):
            self.sent["serves"] = [code for code in self.sent["serves"] if code != EVERYWHERE]
            self.sent["nationwide"] = True

    def staged(self, hours: Hours) -> StagedRow:
        """Merge, check, and say what becomes of the row."""
        row, staging = self.row, self.staging
        own = staging.known.institution_id
        current = row.current or blank_record(institution=own)
        self._join_hours(hours, current)
        self._dated(current)
        merged = three_way(self.base, current, self._to_send(current))
        record = self._by_type(merged, current)
        changed = frozenset(key for key in record if record[key] != current[key])
        self._conflicts(merged)
        findings = [self.finding(spot) for spot in self.wrong]
        findings += self._checked(record, current, changed)
        findings += staging.received.of_row(staging.table, row.number)
        findings += hours.findings.get(row.number, [])
        locations = self._locations(record)
        refused = has_errors(findings)
        if self.run_by:
            record = {**record, "institution": self.owner or own}
        return StagedRow(
            row=row.number,
            raw=self._raw(),
            service_id=row.service_id,
            known=row.current is not None,
            record=None if refused else normalised(record),
            base_version=row.version,
            outcome=self._outcome(refused, merged, changed, bool(locations)),
            run_by=self.run_by,
            locations=locations,
            findings=findings,
            conflicts={} if refused else merged.conflicts,
        )

    def _to_send(self, current: Record) -> dict[str, Any]:
        if self.state != "ended":
            return self.sent
        if self.row.other_row is not None:
            self.wrong.append(Spot("merged_and_ended", "state", {"other": self.row.other_row}))
            return {}
        touched = self.sent.get("places", current["places"])
        day = self.sent.get("ended_on") or self.staging.today.isoformat()
        sent = {"status": "ended", "ended_on": day, "places": touched}
        return sent if self.row.current is not None else {**self.sent, **sent}

    def _join_hours(self, hours: Hours, current: Record) -> None:
        """`at` from the names in the row and the rows of the Hours sheet."""
        mine = hours.spans.get(self.row.number, {})
        if not self.at_told and not hours.given:
            return
        before = {at["location"]: at["hours"] for at in (self.base or current)["at"]}
        places = self.at_places if self.at_told else [*before, *self.at_places]
        places = list(dict.fromkeys((*places, *mine)))
        for place in mine:
            if place in self.staging.places.broken and place not in self.at_places:
                self._at(place)
        foreign = set(before) - set(self.staging.known.places)
        self.sent["at"] = [
            {
                "location": place,
                "hours": mine.get(place, [])
                if hours.given and place not in foreign
                else mine.get(place) or before.get(place, []),
            }
            for place in places
        ]

    def _dated(self, current: Record) -> None:
        """Places are as of today when the row newly says them and names no day."""
        base = self.base or current
        told = self.sent.get("places", base["places"])
        undated = self.sent.get("places_as_of", base["places_as_of"]) == base["places_as_of"]
        if told != base["places"] and undated:
            day = self.staging.today.isoformat() if told != "unknown" else ""
            self.sent["places_as_of"] = day

    def _by_type(self, merged: Merged, current: Record) -> Record:
        """Shelters and their like are confidential unless the row itself says otherwise."""
        record = merged.record
        newly = self.row.current is None or record["types"] != current["types"]
        if newly and confidential_by_type(record["types"]) and not self.confidential_said:
            return {**record, "confidential": True}
        return record

    def _conflicts(self, merged: Merged) -> None:
        for key, conflict in merged.conflicts.items():
            told = {side: self._shown(key, conflict[side]) for side in ("current", "sent")}
            self.wrong.append(Spot("changed_meanwhile", key, told))

    def _shown(self, key: str, value: Any) -> str:
        if key == "at":
            return "; ".join(self.staging.places.shown.get(at["location"], "…") for at in value)
        labels, language = self.staging.labels, self.staging.language
        name = list_name(_FIELDS[key])
        codes = value if isinstance(value, list) else [value]
        if name == "yes_no":
            return labels.said(name, "yes" if value else "no", language)
        told = [labels.said(name, code, language) if name else str(code) for code in codes]
        return "; ".join(told)[:120] or "–"

    def _checked(
        self, record: Record, current: Record, changed: frozenset[str]
    ) -> Iterator[Finding]:
        """What is wrong with the service. Where the row changes nothing, the directory said it so
        before: that never keeps a file from being sent."""
        places = [self.staging.places.records.get(at["location"]) for at in record["at"]]
        subject = ServiceSubject(
            record=record,
            texts=self.texts,
            sent=changed,
            state=self.state,
            new=self.row.current is None,
            ended=record["status"] == "ended",
            was_confidential=self.row.current is not None and current["confidential"],
            confidential_said=self.confidential_said,
            pathways=self.staging.pathways,
            age_limits=self.staging.labels.age_limits,
            addresses=[place[f"address_{lang}"] for place in places if place for lang in LANGUAGES],
            places_confidential=any(place["confidential"] for place in places if place),
            today=self.staging.today,
        )
        unreadable = {spot.field for spot in self.wrong}
        as_it_was = self.row.current is not None and not changed and not self.wrong
        for known in checks_about("service"):
            assert known.find is not None  # noqa: S101 (checks_about gives only these)
            if subject.ended and known.code not in STILL_ASKED:
                continue
            for spot in known.find(subject):
                if spot.code.endswith("_missing") and spot.field in unreadable:
                    continue
                found = self.finding(spot)
                yield {**found, "severity": str(Severity.WARNING)} if as_it_was else found
        if self.state == "changed" and as_it_was:
            yield self.finding(Spot("same_row_sent", "state"))

    def finding(self, spot: Spot) -> Finding:
        staging = self.staging
        return finding(
            spot, sheet=staging.table.sheet, row=self.row.number, column=self.column_of(spot.field)
        )

    def _locations(self, record: Record) -> list[dict[str, Any]]:
        """New and changed places of this row; a confidential service hides its new places."""
        told = []
        for at in record["at"]:
            place = self.staging.places.told.get(at["location"])
            if place is None:
                continue
            if not place["known"] and not place["confidential_said"] and record["confidential"]:
                place["confidential"] = True
            told.append(place)
        return told

    def _outcome(self, refused: bool, merged: Merged, changed: frozenset[str], places: bool) -> str:
        if refused:
            return Outcome.REFUSED
        if self.run_by:
            return Outcome.SUGGESTION
        if merged.conflicts:
            return Outcome.CONFLICT
        if "status" in changed and merged.record["status"] == "ended":
            return Outcome.ENDED
        if self.row.current is None:
            return Outcome.NEW
        return Outcome.CHANGED if changed or places else Outcome.SAME

    def _raw(self) -> dict[str, Any]:
        """{header: value as received}, personal numbers hidden."""
        told = {
            self.staging.table.titles[key]: _plain(cell)
            for key, cell in self.row.cells.values.items()
            if not self.staging.received.listed
        }
        return told | {key: _plain(cell) for key, cell in self.row.cells.others.items()}


STILL_ASKED = frozenset({"places_open_but_ended", "day_in_future", "name_missing"})
"""What is asked of a row that ends a service; nobody corrects the rest of it any more."""


def _plain(cell: Any) -> Any:
    if isinstance(cell, str) or (isinstance(cell, int | float) and abs(cell) >= 10**10):
        return masked(values.as_text(cell) if not isinstance(cell, str) else cell)
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    return values.as_text(cell)


__all__ = ["Staged", "StagedRow", "said", "stage"]
