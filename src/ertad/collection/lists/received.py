"""A list of another shape handed to staging, as if its rows had come in a workbook.

Everything here is of one institution: a list of several was split before (see `splitting`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from ertad.collection.checks import Finding, Spot, finding
from ertad.collection.lists.asking import read_as
from ertad.collection.lists.fields import HOURS
from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.mapping_file import BadMapping, mapping_from
from ertad.collection.lists.opening import Opening, opening_of
from ertad.collection.lists.remembered import mapping_inside, remembered_for
from ertad.collection.lists.rows import ListRow, Told, read_rows
from ertad.collection.lists.sources import lay, sources_of
from ertad.collection.staging.places import language_of
from ertad.collection.staging.received import Listed, Received
from ertad.collection.workbook.wording import STATES, in_each_language
from ertad.directory.models import Service, ServiceForeignId
from ertad.directory.models.locations import LocationForeignId
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.tables import Table, TableRow
from ertad.files.spreadsheets.values.hours import hours
from ertad.files.spreadsheets.workbook import Cell, Workbook
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution

AT, SERVICE_ID, PLACE_ID = "at", "service_id", "place_id"
PLACE_FIELDS = {
    "name": "place_name", "address": "address", "municipality": "municipality",
    "country": "country", "latitude": "latitude", "longitude": "longitude",
    "confidential": "place_confidential",
}  # fmt: skip
ROW_PLACE = frozenset({"place_name", "address"})
_SAID = {"ka": "სამუშაო საათები", "en": "Opening hours", "fr": "Horaires"}
"""Goes before hours that are kept as text, in the language of the text."""
IDS_A_QUERY = 900


class NotRead(Exception):
    """The list cannot be read at all; `found` says why."""

    def __init__(self, found: Finding, columns: dict[str, Any] | None = None) -> None:
        super().__init__(found["code"])
        self.found = found
        self.columns = columns or {}


def as_list(
    book: Workbook, institution: Institution, *, own: bool = False, language: str = "ka"
) -> Received | None:
    """The file as its mapping says, or as this institution said of such columns before.

    `own`: the institution sent it, so what it said of such columns goes before what a marked copy
    holds, and the columns are told in `language`. None when nobody said anything. Raises NotRead.
    """
    try:
        inside, memory = mapping_inside(book), remembered_for(institution, book)
        remembered = mapping_from(memory.mapping) if memory else None
    except BadMapping as bad:
        raise NotRead(finding(Spot("mapping_wrong", "", {"text": str(bad)[:500]}))) from bad
    if inside and inside.institution not in ("", institution.code):
        other = Institution.objects.filter(code=inside.institution).first()
        told = {"name": said(other, "name").text if other else inside.institution}
        raise NotRead(finding(Spot("other_institution", "", told)))
    mapping = (remembered or inside) if own else (inside or remembered)
    if mapping is None:
        return None
    columns = {}
    if own:
        known = memory if mapping is remembered else None
        columns = read_as(book, mapping, language, said_at=known.said_at if known else None)
    try:
        received = received_of(book, mapping, institution)
    except NotRead as wrong:
        raise NotRead(wrong.found, columns) from wrong
    received.columns = columns
    return received


def received_of(book: Workbook, mapping: ListMapping, institution: Institution) -> Received:
    """Reads the directory for ids that it knows already; a constant number of queries."""
    laid, findings = lay(mapping, sources_of(book))
    told = [read_rows(table, mapping) for table in laid]
    findings += [found for table in told for found in table.findings]
    findings += [
        finding(Spot(problem.code, "", {"value": problem.value, **problem.params}),
                sheet=problem.sheet)
        for problem in book.problems if problem.code == "encoding_guessed"
    ]  # fmt: skip
    return _Joining(book, mapping, institution, told, findings).received()


@dataclass
class _Service:
    row: ListRow
    at: dict[str, Opening] = field(default_factory=dict)
    """Place -> hours that are said of the service there."""
    opening: Opening = field(default_factory=Opening)


class _Joining:
    def __init__(
        self,
        book: Workbook,
        mapping: ListMapping,
        institution: Institution,
        told: list[Told],
        findings: list[Finding],
    ) -> None:
        self.book, self.mapping, self.institution = book, mapping, institution
        self.findings = findings
        self.listed = Listed(
            mapping.source,
            mapping.language,
            keep_places=bool(mapping.source),
            leave_out=mapping.rows_with_errors == "leave_out",
            old_fonts=mapping.old_fonts == "convert",
        )
        self.by_kind = {
            kind: [table for table in told if table.laid.mapping.holds == kind]
            for kind in ("places", "services", "links")
        }
        self.places = {
            row.key: (table, row) for table in self.by_kind["places"] for row in table.rows
            if row.key
        }  # fmt: skip
        self.place_ids = self._place_ids()
        self.openings = {key: opening_of(row) for key, (_table, row) in self.places.items()}
        self.services = {
            row.key or f"row {row.number}": _Service(row, opening=opening_of(row))
            for table in self.by_kind["services"] for row in table.rows
        }  # fmt: skip

    def received(self) -> Received:
        received = Received(self.book, listed=self.listed, findings=self.findings)
        received.places = self._places()
        self._connect()
        received.services = self._services()
        if not received.services.rows and not (received.places and received.places.rows):
            raise NotRead(finding(Spot("nothing_in_it"), sheet=received.services.sheet))
        return received

    def _note(self, table: Told, row: ListRow, spots: Iterable[Spot]) -> None:
        self.listed.row_findings[table.name, row.number] += [
            table.at(spot, row.number) for spot in spots
        ]

    def _place_ids(self) -> dict[str, str]:
        """Id in the list -> id of the place, known or new."""
        source = self.mapping.source
        known = _known(LocationForeignId, "location", source, self.places, self.institution)
        own = {
            key: str(known.get(key) or uuid5(self.institution.pk, f"{source}|place|{key}"))
            for key in self.places
        }
        self.listed.place_ids = {place: key for key, place in own.items()}
        return own

    def _places(self) -> Table | None:
        tables = self.by_kind["places"]
        if not tables:
            return None
        first = tables[0]
        table = Table(first.name, max(first.laid.header, 1))
        table.columns = _columns(first, PLACE_FIELDS)
        table.columns |= {PLACE_ID: 0, "country": first.position.get("country", 0)}
        table.columns.setdefault("place_name", 0)
        for each in tables:
            for row in each.rows:
                if not row.key:
                    continue
                cells = _in_one_language(row.cells, PLACE_FIELDS)
                cells[PLACE_ID] = self.place_ids[row.key]
                cells["country"] = cells.get("country") or self.mapping.country
                self.listed.row_findings[each.name, row.number] += row.findings
                self._note(each, row, self.openings[row.key].spots)
                table.rows.append(TableRow(row.number, cells, row.others))
        return table

    def _connect(self) -> None:
        """Which service is where: said by the service, by the place, or by a table of its own."""
        for table in self.by_kind["services"]:
            for row in table.rows:
                here = self.services[row.key or f"row {row.number}"]
                for place in row.references.get("place", ()):
                    self._here(table, row, here, place, Opening())
        for place, (table, row) in self.places.items():
            for key in row.references.get("services", ()):
                if service := self._called(table, row, key, "services"):
                    self._here(table, row, service, place, Opening())
        for table in self.by_kind["links"]:
            for row in table.rows:
                self._linked(table, row)

    def _linked(self, table: Told, row: ListRow) -> None:
        opening = opening_of(row)
        spots = list(opening.spots)
        if day := _one_day(row):
            opening.spans.append(day)
        for key in row.references.get("service", ()):
            service = self._called(table, row, key, "service")
            for place in row.references.get("place", ()) if service else ():
                self._here(table, row, service, place, opening)
        self.findings += [table.at(spot, row.number) for spot in spots]
        self.findings += row.findings

    def _called(self, table: Told, row: ListRow, key: str, name: str) -> _Service | None:
        found = self.services.get(key) or self._parts_of(key)
        if found is None:
            spot = Spot("reference_unknown", name, {"text": key[:80]})
            self.findings.append(table.at(spot, row.number))
        return found

    def _parts_of(self, key: str) -> _Service | None:
        return self.services.get(f"{key}/1")

    def _here(
        self, table: Told, row: ListRow, service: _Service | None, place: str, opening: Opening
    ) -> None:
        if service is None:
            return
        if place not in self.places:
            spot = Spot("reference_unknown", "place", {"text": place[:80]})
            self.findings.append(table.at(spot, row.number))
            return
        there = service.at.setdefault(place, Opening())
        there.spans += [span for span in opening.spans if span not in there.spans]
        there.kept += opening.kept

    def _services(self) -> Table:
        tables = self.by_kind["services"]
        if not tables:
            return Table("", 1, {"name": 0})
        told = tables[0]
        table = Table(told.name, max(told.laid.header, 1))
        own = {name: name for name in told.position if name not in HOURS}
        constants = told.laid.mapping.constants
        table.columns = _columns(told, own) | dict.fromkeys(constants, 0) | {SERVICE_ID: 0}
        table.columns[AT] = told.position.get("place", 0)
        known = _known(ServiceForeignId, "service", self.mapping.source,
                       [row.key for row in told.rows], self.institution)  # fmt: skip
        ended = _ended(known.values())
        for row in told.rows:
            service = self.services[row.key or f"row {row.number}"]
            cells = self._cells(told, service, table)
            if key := known.get(row.key):
                cells[SERVICE_ID] = str(key)
                if key in ended and _says_ended(cells.get("state")):
                    del cells["state"]
            if row.key:
                self.listed.ids[row.number] = row.key
            self.listed.row_findings[told.name, row.number] += row.findings
            table.rows.append(TableRow(row.number, cells, row.others))
        return table

    def _cells(self, told: Told, service: _Service, table: Table) -> dict[str, Cell]:
        row = service.row
        cells = {name: cell for name, cell in row.cells.items() if name not in HOURS}
        if service.at:
            cells[AT] = "; ".join(self.place_ids[place] for place in service.at)
        if ROW_PLACE & set(cells):
            cells["country"] = cells.get("country") or self.mapping.country
            table.columns.setdefault("country", 0)
        if not values.as_text(cells.get("phones")):
            phones = (values.as_text(self.places[place][1].cells.get("phones"))
                      for place in service.at)  # fmt: skip
            if told_there := next((text for text in phones if text), ""):
                cells["phones"] = told_there
                table.columns.setdefault("phones", 0)
        self._hours(told, service, cells, table)
        return cells

    def _hours(
        self, told: Told, service: _Service, cells: dict[str, Cell], table: Table
    ) -> None:  # fmt: skip
        """What is said of the service at a place goes before its own hours, these before those of
        the place itself."""
        row = service.row
        self._note(told, row, service.opening.spots)
        kept = list(service.opening.kept)
        spans: dict[str, list[list[str]]] = {}
        for place, there in service.at.items():
            opening = there or service.opening or self.openings[place]
            if opening is not service.opening:
                kept += opening.kept
            if opening.spans:
                spans[self.place_ids[place]] = opening.spans
        if service.opening.spans and not service.at:
            if ROW_PLACE & {name for name in cells if values.as_text(cells[name])}:
                spans[""] = service.opening.spans
            else:
                kept.append(", ".join(f"{d} {a}–{b}" for d, a, b in service.opening.spans))
                self._note(told, row, [Spot("hours_unplaced", "hours")])
        if spans:
            self.listed.hours[row.number] = spans
        if kept:
            _keep_as_text(cells, kept, self.mapping.language, table)


def _keep_as_text(
    cells: dict[str, Cell], kept: list[str], language: str, table: Table
) -> None:  # fmt: skip
    text = "; ".join(dict.fromkeys(kept))
    letters = language_of(text, language)
    names = ("how_to_enter", *(f"how_to_enter_{lang}" for lang in (letters, *LANGUAGES)))
    name = next((one for one in names if one in cells), "how_to_enter")
    line = f"{_SAID.get(letters, _SAID['en'])}: {text}"
    before = values.as_text(cells.get(name))
    cells[name] = f"{before}\n{line}" if before else line
    table.columns.setdefault(name, 0)


def _columns(told: Told, names: Mapping[str, str]) -> dict[str, int]:
    """Field of staging -> column of the list."""
    return {names[name]: at for name, at in told.position.items() if name in names}


def _in_one_language(cells: Mapping[str, Cell], names: Mapping[str, str]) -> dict[str, Cell]:
    """Places have one name in a sheet: the first that is said."""
    found: dict[str, Cell] = {}
    for name, cell in cells.items():
        stem = name if name in names else name.rpartition("_")[0]
        if stem in names and values.as_text(cell):
            found.setdefault(names[stem], cell)
    return found


def _known(
    model: type[ServiceForeignId] | type[LocationForeignId],
    name: str,
    source: str,
    keys: Iterable[str],
    institution: Institution,
) -> dict[str, UUID]:
    wanted = [key for key in keys if key]
    found: dict[str, UUID] = {}
    for start in range(0, len(wanted) if source else 0, IDS_A_QUERY):
        own = {"location__institution": institution} if name == "location" else {}
        rows = model._default_manager.filter(
            source=source, value__in=wanted[start : start + IDS_A_QUERY], **own
        )
        found |= dict(rows.values_list("value", f"{name}_id"))
    return found


def _ended(keys: Iterable[UUID]) -> set[UUID]:
    ended = Service.objects.filter(pk__in=list(keys), status="ended")
    return set(ended.values_list("pk", flat=True))


def _says_ended(cell: Cell) -> bool:
    words = {word.casefold() for word in in_each_language(STATES["ended"]).values()}
    return values.as_text(cell).casefold() in words | {"ended"}


def _one_day(row: ListRow) -> list[str]:
    """A table of hours with a row for each day."""
    day = values.as_text(row.cells.get("day")).casefold()
    times = [values.time_of_day(row.cells.get(name))[0] for name in ("opens", "closes")]
    if not day or not all(times):
        return []
    read = hours(f"{day} {times[0]:%H:%M}-{times[1]:%H:%M}")
    return read.spans[0] if len(read.spans) == 1 else []


__all__ = ["NotRead", "as_list", "received_of"]
