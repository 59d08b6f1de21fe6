"""A list of several institutions in one share for each, every row under its own number."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from ertad.collection.checks import Finding, Severity, Spot
from ertad.collection.lists.mapping import ListMapping, as_plain
from ertad.collection.lists.owners import Owner, Owners
from ertad.collection.lists.rows import ListRow, Told, read_rows
from ertad.collection.lists.sources import Source, lay
from ertad.collection.staging.received import MAPPING_SHEET, PARTS_FROM
from ertad.files.spreadsheets.workbook import Cell
from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.workbooks import new_book, sheet_name
from ertad.people.models import Institution

LONGEST_CELL = 32_000
"""Characters; Excel holds no more. A longer text is refused at its row anyway."""


@dataclass
class Share:
    """The rows of one institution: table -> numbers."""

    owner: Owner
    rows: dict[str, set[int]] = field(default_factory=dict)

    def take(self, table: Told, row: ListRow) -> None:
        self.rows.setdefault(table.name, set()).add(row.number % PARTS_FROM)


@dataclass
class Split:
    """`left_out`: rows that belong to nobody; `findings` are about them and the tables."""

    shares: list[Share]
    findings: list[Finding]
    told: list[Told]
    left_out: int = 0


def split(
    mapping: ListMapping,
    sources: Sequence[Source],
    *,
    institution: Institution | None,
    create: bool,
) -> Split:
    """`institution`: all rows are of this one; `create`: unknown ones will be made."""
    laid, findings = lay(mapping, sources)
    told = [read_rows(table, mapping) for table in laid]
    if any(found["severity"] == Severity.ERROR for found in findings):
        return Split([], findings, told)
    return _Splitting(mapping, told, findings, institution, create).split()


class _Splitting:
    def __init__(
        self,
        mapping: ListMapping,
        told: list[Told],
        findings: list[Finding],
        institution: Institution | None,
        create: bool,
    ) -> None:
        self.mapping, self.told, self.institution = mapping, told, institution
        self.result = Split([], findings, told)
        table = next(iter(self._holding("institutions")), None)
        self.owners = Owners(mapping, table, create=create)
        self.shares: dict[object, Share] = {}
        self.owner_of: dict[tuple[str, str], Owner | None] = {}
        """(kind, key) -> owner."""
        self.first_row: dict[tuple[str, str], int] = {}

    def _holding(self, kind: str) -> list[Told]:
        return [table for table in self.told if table.laid.mapping.holds == kind]

    def split(self) -> Split:
        if not self.institution:
            for table in self._holding("institutions"):
                for row in table.rows:
                    self._own(table, row, self._owner(table, row, row.key, missing=False))
        first, second = ("places", "services")
        if any(table.laid.mapping.through == "services" for table in self._holding("places")):
            first, second = second, first
        for kind in (first, second, "links"):
            for table in self._holding(kind):
                for row in table.rows:
                    self._row(kind, table, row)
        self.result.findings += self.owners.findings
        self.result.shares = list(self.shares.values())
        if self.mapping.rows_with_errors == "leave_out":
            for found in self.result.findings:
                if found["row"] and found["code"].startswith("institution_"):
                    found["severity"] = str(Severity.WARNING)
        return self.result

    def _row(self, kind: str, table: Told, row: ListRow) -> None:
        owner = self._through(kind, table, row)
        if owner is None:
            text = next(iter(row.references.get("institution", ())), "")
            owner = self._owner(table, row, text, missing=kind != "links")
        self._once(kind, table, row, owner)
        self._own(table, row, owner)

    def _once(self, kind: str, table: Told, row: ListRow, owner: Owner | None) -> None:
        """One id for rows of two institutions: within one, reading its share says so."""
        first = self.owner_of.setdefault((kind, row.key), owner)
        self.first_row.setdefault((kind, row.key), row.number)
        if not row.key or first is owner or not (first and owner):
            return
        if first.institution.pk != owner.institution.pk:
            told = {"text": row.key[:80], "other": self.first_row[kind, row.key]}
            self.result.findings.append(table.at(Spot("key_twice", "", told), row.number))

    def _through(self, kind: str, table: Told, row: ListRow) -> Owner | None:
        """The owner of what the row names: of a link its service, else as the mapping says."""
        if kind == "links":
            names = [("services", key) for key in row.references.get("service", ())]
        elif table.laid.mapping.through == "places":
            names = [("places", key) for key in row.references.get("place", ())]
        elif table.laid.mapping.through == "services":
            names = [("services", key) for key in row.references.get("services", ())]
        else:
            return None
        return next((o for name in names if (o := self.owner_of.get(name)) is not None), None)

    def _owner(self, table: Told, row: ListRow, text: str, *, missing: bool) -> Owner | None:
        if self.institution:
            return Owner(self.institution)
        if found := self.owners.of(text) if text else None:
            return found
        spot = self.owners.spot(text)
        keeper = self.owners.keeper() if missing else None
        if keeper and spot.code != "institution_unknown":
            owner = Owner(keeper)
            spot = Spot("kept_with", "institution", {"text": text[:80] or "–", "name": owner.name})
            self.result.findings.append(table.at(spot, row.number))
            return owner
        if spot.code != "institution_empty" or missing:
            self.result.findings.append(table.at(spot, row.number))
        return None

    def _own(self, table: Told, row: ListRow, owner: Owner | None) -> None:
        if owner is None:
            self.result.left_out += 1
            return
        share = self.shares.setdefault(owner.institution.pk, Share(owner))
        if owner.key and not share.owner.key:
            share.owner = owner
        share.take(table, row)


def excerpt(share: Share, mapping: ListMapping, told: Iterable[Told]) -> bytes:
    """An xlsx with the rows of one institution where they stood, and the mapping to read them by.

    The same rows give the same bytes.
    """
    out = BytesIO()
    book = new_book(out, share.owner.name, None)
    formats, taken, names = Formats(book), set[str](), dict[str, str]()
    for table in told:
        name = sheet_name(table.name, taken)
        names[table.laid.mapping.name] = name
        page = book.add_worksheet(name)
        header = {table.laid.header}
        numbers = share.rows.get(table.name, set()) | header
        for row in table.laid.source.sheet.rows:
            for column, cell in enumerate(row.cells, start=1) if row.number in numbers else ():
                if cell is not None:
                    write_cell(page, formats, row.number, column, _cut(cell), looks.PLAIN)
    own = replace(
        mapping,
        institution=share.owner.institution.code,
        institutions={},
        unknown_institution="",
        encoding="",
        tables=tuple(
            replace(table, name=names[table.name], through="")
            for table in mapping.tables
            if table.name in names
        ),
    )
    write_mapping_sheet(book, formats, own)
    book.close()
    return out.getvalue()


def write_mapping_sheet(book: object, formats: Formats, mapping: ListMapping) -> None:
    """The hidden sheet, a line of the mapping in each row."""
    page = book.add_worksheet(MAPPING_SHEET)  # type: ignore[attr-defined]
    # JSON is YAML too; its lines may be cut and joined without care for blanks.
    text = json.dumps(as_plain(mapping), ensure_ascii=False, indent=1)
    for number, line in enumerate(text.splitlines(), start=1):
        write_cell(page, formats, number, 1, line, looks.AS_TYPED)
    page.very_hidden()


def _cut(cell: Cell) -> Cell:
    return f"{cell[:LONGEST_CELL]}…" if isinstance(cell, str) and len(cell) > LONGEST_CELL else cell
