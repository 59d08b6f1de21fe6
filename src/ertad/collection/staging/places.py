"""The Places sheet: which place a name means, and which places are new or changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from rapidfuzz import fuzz, process

from ertad.audit.trail import Trace, snapshot
from ertad.collection.checks import (
    MASK,
    Finding,
    Spot,
    checks_about,
    finding,
    has_errors,
    masked,
)
from ertad.collection.checks.subjects import PlaceSubject
from ertad.collection.staging.known import Known
from ertad.collection.staging.reading_cells import is_blank, read_text
from ertad.collection.staging.received import Received
from ertad.collection.staging.resolving import EVERYWHERE, Resolver, squeezed
from ertad.collection.workbook.base import PLACE_KEYS, Place
from ertad.collection.workbook.cells import place_cell, place_names
from ertad.collection.workbook.labels import MUNICIPALITIES
from ertad.directory.models import Location
from ertad.directory.models.locations import HERE
from ertad.engines.script import looks_like_legacy, name_key
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.tables import Table, TableRow
from ertad.files.spreadsheets.workbook import Cell
from ertad.kernel.languages import LANGUAGES, said

KEYS = {"place_name": "name", "address": "address", "municipality": "municipality",
        "country": "country", "latitude": "latitude", "longitude": "longitude",
        "place_confidential": "confidential"}  # fmt: skip


@dataclass
class Places:
    """Every place that a service of the file may refer to.

    `told` are the new and changed ones, as `SourceRow.locations` keeps them: {id, known, version,
    changed, confidential_said, and the keys of a place}. `names`: spelling -> places it may mean.
    """

    records: dict[str, Place] = field(default_factory=dict)
    listed: bool = False
    """Each row has its own id: equal names are not the same place."""
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    """Place -> its name in the sheet."""
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Place -> sheet and row in which it was told."""
    spots: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """(municipality, folded name or address) -> places."""

    def add(self, key: str, place: Place) -> None:
        self.records[key] = place
        for text in _texts_of(place):
            self.spots.setdefault((place["municipality"], text), set()).add(key)

    def called(self, text: str) -> str:
        """The id of the place that `text` names, "" when none or several do."""
        for key in (squeezed(text), name_key(text)):
            found = self.names.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return ""

    def nearest(self, text: str) -> list[str]:
        names = sorted(set(self.shown.values()))
        found = process.extract(text, names, scorer=fuzz.WRatio, limit=3, score_cutoff=55)
        return [name for name, _score, _at in found]

    def name(self, key: str, text: str) -> None:
        """`text` means the place `key`."""
        for spelling in {squeezed(text), name_key(text)} - {""}:
            self.names.setdefault(spelling, set()).add(key)


@dataclass(frozen=True)
class PlaceReader:
    known: Known
    resolver: Resolver
    language: str
    old_fonts: bool = True

    def sheet(self, received: Received) -> Places:
        """Read the Places sheet, if there is one; places that it leaves out stay as they are."""
        places = Places(listed=received.listed is not None)
        current = {key: place for key, (_version, place) in self.known.places.items()}
        issued = {key: place for key, (_version, place) in self.known.base_places.items()}
        as_issued = place_names(issued, self.language)
        for key, place in current.items():
            places.add(key, place)
        places.shown |= place_names(current, self.language)
        for names in (places.shown, as_issued):
            for key, name in names.items():
                if key in current:
                    places.name(key, name)
        table = received.places
        if table is None or table.header_row is None:
            return places
        seen: Counter[str] = Counter()
        for row in table.rows:
            self._row(places, table, row, as_issued, received.of_row(table, row.number), seen)
        return places

    def _row(
        self,
        places: Places,
        table: Table,
        row: TableRow,
        as_issued: Mapping[str, str],
        findings: list[Finding],
        seen: Counter[str],
    ) -> None:
        cells = {key: row.values.get(key) for key in KEYS if key in table.columns}
        if all(is_blank(cell) for cell in cells.values()):
            return
        key = values.as_text(row.values.get("place_id"))
        name = values.as_text(cells.get("place_name"))
        if key not in self.known.places and not places.listed:
            key = places.called(name) if name else ""
        if not places.listed and seen[key or squeezed(name)] and (key or name):
            spot = Spot("place_twice", "place_name", {"text": masked(name)[:80]})
            findings.append(_at(spot, table, row.number))
        seen[key or squeezed(name)] += 1
        sent, texts, wrong = self._sent(key, cells, as_issued)
        key = key or self.new_id(sent)
        spots = [*wrong, *self._merge(places, key, sent, texts)]
        findings += [_at(spot, table, row.number) for spot in spots]
        places.findings += findings
        places.rows[key] = (table.sheet, row.number)
        if has_errors(findings):
            places.broken.add(key)
        shown = name or said(places.records[key], "address", self.language).text
        places.shown[key] = masked(shown)
        places.name(key, shown)
        if places.listed:
            places.name(key, key)

    def new_id(self, sent: Mapping[str, Any]) -> str:
        """The same place of the same institution gets the same id each time it is checked."""
        told = said(sent, "name", self.language).text or said(sent, "address", self.language).text
        text = f"place|{name_key(told) or told}|{sent.get('municipality', '')}"
        return str(uuid5(UUID(self.known.institution_id), text))

    def _sent(
        self, key: str, cells: Mapping[str, Cell], as_issued: Mapping[str, str]
    ) -> tuple[dict[str, Any], dict[str, str], list[Spot]]:
        """(values by key of a place, texts as typed, what is wrong); untouched cells are left out
        when the place is known."""
        sent: dict[str, Any] = {}
        texts: dict[str, str] = {}
        wrong: list[Spot] = []
        base = self.known.base_places.get(key, (0, None))[1]
        for column, cell in cells.items():
            text = values.as_text(cell)
            if base is not None and text == self._issued(key, column, base, as_issued):
                continue
            if text:
                texts[column] = text
            match column:
                case "municipality":
                    sent[column], spots = self.municipality(text)
                    wrong += spots
                case "country":
                    sent[column] = text[:2].upper() or HERE
                case "latitude" | "longitude":
                    sent[column] = degrees(cell)
                case "place_confidential":
                    answer = self.resolver.one("yes_no", text)
                    said_yes, code = values.yes_no(cell)
                    if not answer and code:
                        wrong.append(Spot(code, column, {"value": masked(text)[:80]}))
                    elif text:
                        sent["confidential"] = answer == "yes" or bool(said_yes and not answer)
                case _:
                    georgian = self._language_of(text) == "ka" and self.old_fonts
                    read = read_text(column, cell, georgian=georgian)
                    wrong += read.wrong
                    sent[f"{KEYS[column]}_{self._language_of(read.value)}"] = read.value[:300]
        return sent, texts, wrong

    def _issued(
        self, key: str, column: str, base: Place, as_issued: Mapping[str, str]
    ) -> str:  # fmt: skip
        if column == "place_name":
            return values.as_text(as_issued.get(key, ""))
        return values.as_text(place_cell(base, column, self.resolver.labels, self.language))

    def _language_of(self, text: str) -> str:
        if self.known.base:
            return self.language
        return language_of(text, self.language, old_fonts=self.old_fonts)

    def municipality(self, text: str) -> tuple[str, list[Spot]]:
        """(code, what is wrong)."""
        if MASK in masked(text):
            return "", [Spot("personal_number", "municipality")]
        answer = self.resolver.several(MUNICIPALITIES, text)
        wrong = [
            Spot("municipality_unknown", "municipality", {"text": piece[:80], "nearest": nearest})
            for piece, nearest in answer.unknown
        ]
        codes = [code for code in answer.codes if code != EVERYWHERE]
        if len(answer.codes) > 1:
            wrong.append(Spot("one_value_only", "municipality"))
        return (codes[0] if len(codes) == 1 else ""), wrong

    def _merge(
        self, places: Places, key: str, sent: Mapping[str, Any], texts: Mapping[str, str]
    ) -> Iterator[Spot]:
        """Three-way, as for services; a value that is newer in the directory stays."""
        version, current = self.known.places.get(key, (None, None))
        base = self.known.base_places.get(key, (0, current))[1]
        record = dict(current) if current else blank_place()
        for name, value in sent.items():
            before = base.get(name, record[name]) if base else record[name]
            if value in (record[name], before) or (value in ("", None) and base is None):
                continue
            if current and base and current[name] != before:
                told = {"current": current[name], "sent": value}
                yield Spot("place_changed_meanwhile", _column_of(name), told)
                continue
            record[name] = value
        places.add(key, record)
        if record != current:
            changed = [name for name in PLACE_KEYS if not current or record[name] != current[name]]
            places.told[key] = {
                "id": key, "known": current is not None, "version": version, "changed": changed,
                "confidential_said": "confidential" in sent, **record,
            }  # fmt: skip
        subject = PlaceSubject(record, texts, current is None)
        for known in checks_about("place"):
            assert known.find is not None  # noqa: S101 (checks_about gives only these)
            yield from known.find(subject)

    def of_row(self, places: Places, cells: Mapping[str, Cell]) -> tuple[str, list[Spot]]:
        """The place that a row of a list of one's own names by itself, made when it is new.

        `cells`: place_name, address, municipality as far as the list has them. ("", ...) when they
        name none.
        """
        sent, texts, wrong = self._sent("", cells, {})
        if wrong or not any(sent.get(f"{stem}_{lang}") for stem in ("name", "address")
                            for lang in LANGUAGES):  # fmt: skip
            return "", wrong
        if not sent.get("municipality") and sent.get("country", HERE) == HERE:
            return "", [] if "municipality" in cells else wrong
        sent.setdefault("municipality", "")
        key = self._known_place(places, sent) or self.new_id(sent)
        if key not in places.records:
            wrong += list(self._merge(places, key, sent, texts))
            told = said(sent, "name", self.language).text or said(sent, "address").text
            places.shown[key] = told
        return key, wrong

    def _known_place(self, places: Places, sent: Mapping[str, Any]) -> str:
        wanted = _texts_of({key: sent.get(key, "") for key in PLACE_KEYS})
        found = [places.spots.get((sent["municipality"], text), set()) for text in wanted]
        both = set.intersection(*found) if found else set()
        return min(both, default="")


def _texts_of(place: Mapping[str, Any]) -> set[str]:
    """Folded names and addresses, in all languages."""
    texts = (place[f"{stem}_{lang}"] for stem in ("name", "address") for lang in LANGUAGES)
    return {name_key(text) for text in texts} - {""}


def blank_place() -> Place:
    blank: Place = dict.fromkeys(PLACE_KEYS, "")
    return blank | {"confidential": False, "country": HERE, "latitude": None, "longitude": None}


def degrees(cell: Cell) -> float | None:
    """A latitude or longitude; None for what is none."""
    try:
        value = float(values.as_text(cell).replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= 180 else None


def language_of(text: str, language: str, *, old_fonts: bool = True) -> str:
    """The language of a text in a list that does not say it: by its letters."""
    georgian = any("\u10d0" <= letter <= "\u10ff" for letter in text)
    if georgian or (old_fonts and looks_like_legacy(text)):
        return "ka"
    return language if language != "ka" or not any(c.isalpha() for c in text) else "en"


def unused(places: Places) -> Iterator[Finding]:
    """Findings for new or changed places that no service refers to."""
    for key in places.told:
        if key not in places.used and key in places.rows:
            sheet, row = places.rows[key]
            yield finding(Spot("place_unused", "place_name"), sheet=sheet, row=row)


def save_places(
    trace: Trace, told: Sequence[Mapping[str, Any]], *, institution_id: UUID
) -> None:  # fmt: skip
    """Write new and changed places (`SourceRow.locations`) within an act.

    A place that was changed meanwhile keeps what this file did not touch. Repeats do no harm.
    """
    wanted = {place["id"]: place for place in told}
    ids = [UUID(key) for key in wanted]
    there: dict[str, Location] = {}
    for start in range(0, len(ids), 900):
        rows = Location.objects.select_for_update().filter(pk__in=ids[start : start + 900])
        there |= {str(location.pk): location for location in rows}
    new = []
    for key, place in wanted.items():
        fields = {name: place[name] for name in PLACE_KEYS if name in place}
        del fields["municipality"]
        fields["municipality_id"] = place["municipality"] or None
        location = there.get(key)
        if location is None:
            new.append(Location(id=UUID(key), institution_id=institution_id, **fields))
            continue
        changed = {
            name: value
            for name, value in fields.items()
            if name.removesuffix("_id") in place["changed"] and getattr(location, name) != value
        }
        if changed and location.institution_id == institution_id:
            trace.update(location, institution_id=institution_id, **changed)
    Location.objects.bulk_create(new, batch_size=90)
    for location in new:
        label = location._meta.label_lower
        trace.revised(label, location.pk, None, snapshot(location), institution_id)


def _column_of(name: str) -> str:
    stem = name.rpartition("_")[0]
    return {"name": "place_name", "confidential": "place_confidential"}.get(
        stem or name, stem or name
    )


def _at(spot: Spot, table: Table, row: int) -> Finding:
    column = table.columns.get(spot.field)
    return finding(
        spot, sheet=table.sheet, row=row, column=column_letters(column) if column else ""
    )
