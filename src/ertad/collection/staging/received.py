"""A file as received: whose it is, its tables by their headers, and what reading noticed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ertad.collection.checks import Finding, Spot, finding, masked
from ertad.collection.workbook.columns import titles
from ertad.collection.workbook.identity import Identity, NotOurs, identity_in
from ertad.collection.workbook.wording import (
    IDENTITY_SHEET,
    SHEETS,
    in_each_language,
)
from ertad.files.spreadsheets.problems import Problem, cell_place, column_letters
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.tables import Table, find_table
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import LISTS_SHEET, Sheet, Workbook

MAPPING_SHEET = "_mapping"
"""The hidden sheet that says what the columns of a list of another shape mean."""
OURS = frozenset({IDENTITY_SHEET, LISTS_SHEET, MAPPING_SHEET})
NEAREST_TITLES = 3


@dataclass
class Listed:
    """What a list of another shape says besides its tables (see `collection.lists`).

    `source`: the name under which its ids are kept; `ids`: row -> id of its service there;
    `place_ids`: place -> id there; `hours`: row -> place ("" for wherever it is) -> hours;
    `row_findings`: (table, row) -> what reading noticed; `keep_places`: places that no service
    refers to are kept too; `leave_out`: rows with errors are left out and listed instead of
    keeping the others from being taken; `old_fonts`: text typed for old Georgian fonts is
    converted.
    """

    source: str = ""
    language: str = ""
    ids: dict[int, str] = field(default_factory=dict)
    place_ids: dict[str, str] = field(default_factory=dict)
    hours: dict[int, dict[str, list[list[str]]]] = field(default_factory=dict)
    row_findings: dict[tuple[str, int], list[Finding]] = field(
        default_factory=lambda: defaultdict(list)
    )
    keep_places: bool = False
    leave_out: bool = False
    old_fonts: bool = True


PARTS_FROM = 1_000_000
"""Of several services in one row the second counts as row 1,000,000 + row, until rows are told."""


@dataclass
class Received:
    """`problems` are those of cells, by (sheet, row); `findings` those of the file and sheets."""

    book: Workbook
    identity: Identity | None = None
    listed: Listed | None = None
    services: Table | None = None
    places: Table | None = None
    hours: Table | None = None
    findings: list[Finding] = field(default_factory=list)
    problems: dict[tuple[str, int], list[Problem]] = field(
        default_factory=lambda: defaultdict(list)
    )
    columns: dict[str, Any] = field(default_factory=dict)
    """Of a list of another shape: what `Submission.columns` keeps."""

    @property
    def language(self) -> str:
        """That of the workbook or of the list; "" when neither says it."""
        if self.identity:
            return self.identity.language
        return self.listed.language if self.listed else ""

    def of_row(self, table: Table, row: int) -> list[Finding]:
        """What reading noticed in the cells of a row."""
        if self.listed:
            return self.listed.row_findings.pop((table.sheet, row), [])
        names = {column: key for key, column in table.columns.items()}
        return [
            finding(
                Spot(problem.code, names.get(problem.column or 0, ""), _params(problem)),
                sheet=problem.sheet,
                row=row,
                column=column_letters(problem.column or 0),
            )
            for problem in self.problems.pop((table.sheet, row), [])
        ]


def receive(content: bytes) -> Received:
    """Read the file and find its tables.

    Raises `files.spreadsheets.problems.Refused` when the file as a whole cannot be taken, and
    NotOurs when its hidden sheet was changed.
    """
    received = Received(read_workbook(content))
    sheets = {sheet.name: sheet for sheet in received.book.sheets}
    if IDENTITY_SHEET in sheets:
        received.identity = _identity(sheets[IDENTITY_SHEET])
    named = {key: _named(received.book.sheets, key) for key in ("services", "places", "hours")}
    taken = [sheet for sheet in named.values() if sheet]
    if named["services"] is None:
        named["services"] = _like_services(received.book.sheets, taken)
    for key, sheet in named.items():
        if sheet is not None:
            setattr(received, key, find_table(sheet, titles(key)))
    read = [table for table in (received.services, received.places, received.hours) if table]
    _sort_problems(received, read)
    _report_sheets(received, {table.sheet for table in read})
    return received


def _identity(sheet: Sheet) -> Identity:
    cells = {as_text(row.cell(1)): as_text(row.cell(2)) for row in sheet.rows}
    if not cells:
        raise NotOurs("empty")
    return identity_in(cells)


def _named(sheets: Iterable[Sheet], key: str) -> Sheet | None:
    names = {name.casefold() for name in in_each_language(SHEETS[key]).values()}
    return next((s for s in sheets if s.name.strip().casefold() in names and s.rows), None)


def _like_services(sheets: Iterable[Sheet], taken: list[Sheet]) -> Sheet | None:
    """The sheet with most headers of services, in a list that people made themselves."""
    known = titles("services")
    best, most = None, 0
    for sheet in sheets:
        if sheet.hidden or sheet in taken or sheet.name in OURS or is_own_page(sheet):
            continue
        columns = find_table(sheet, known).columns
        names_it = any(key == "name" or key.startswith("name_") for key in columns)
        if names_it and len(columns) > most:
            best, most = sheet, len(columns)
    return best


def is_own_page(sheet: Sheet) -> bool:
    """Help, and the list of errors of a marked workbook."""
    names = {n.casefold() for key in ("help", "errors") for n in
             in_each_language(SHEETS[key]).values()}  # fmt: skip
    return sheet.name.strip().casefold() in names


def _report_sheets(received: Received, read: set[str]) -> None:
    for sheet in received.book.sheets:
        if sheet.name in read or sheet.name in OURS or not sheet.rows or is_own_page(sheet):
            continue
        if not sheet.hidden:
            received.findings.append(finding(Spot("sheet_not_read"), sheet=sheet.name))


def _sort_problems(received: Received, tables: list[Table]) -> None:
    """Problems of data rows wait for their row; the rest belongs to the file."""
    first_rows = {table.sheet: (table.header_row or 0) + 1 for table in tables}
    for problem in received.book.problems:
        first = first_rows.get(problem.sheet)
        if problem.sheet in OURS or (problem.sheet and first is None and
                                     problem.code != "hidden_sheet"):  # fmt: skip
            continue
        if problem.row is None or problem.column is None:
            received.findings.append(_finding(problem))
        elif problem.row >= (first or 0):
            _keep(received, problem)
    for table in tables:
        received.findings += [_finding(p) for p in table.problems if p.code != "no_header_row"]


def _keep(received: Received, problem: Problem) -> None:
    if not problem.code.startswith("merged_"):
        received.problems[problem.sheet, problem.row or 0].append(problem)
        return
    start, _colon, end = str(problem.params["range"]).partition(":")
    (top, column), (bottom, _last) = cell_place(start), cell_place(end)
    if top == bottom:
        received.problems[problem.sheet, top].append(problem)
        return
    for row in range(top, min(bottom, top + 1000) + 1):
        received.problems[problem.sheet, row].append(
            Problem("merged_rows", problem.sheet, row, column, "", problem.params)
        )


def _params(problem: Problem) -> dict[str, str | int]:
    return {"value": masked(problem.value), **problem.params}


def _finding(problem: Problem) -> Finding:
    return finding(
        Spot(problem.code, "", _params(problem)),
        sheet=problem.sheet,
        row=problem.row,
        column=column_letters(problem.column) if problem.column else "",
    )
