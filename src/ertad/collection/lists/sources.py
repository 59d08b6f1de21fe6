"""The tables of a list: sheets and files as they came, found under the names of a mapping."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ertad.collection.checks import Finding, Spot, finding
from ertad.collection.lists.mapping import NUMBER, ONLY_TABLE, ListMapping, TableMapping
from ertad.collection.staging.received import OURS, is_own_page
from ertad.collection.staging.resolving import squeezed
from ertad.files.spreadsheets.problems import Problem
from ertad.files.spreadsheets.tables import is_total
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import Cell, Row, Sheet, Workbook

LOOK_AT = 40
"""Rows in which the titles are looked for."""


@dataclass
class Source:
    """A sheet of a file. `names`: what a mapping may call it, the clearest first."""

    sheet: Sheet
    names: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass
class Laid:
    """A table whose titles were found: `titles`: column, counted from 1 -> title as written."""

    mapping: TableMapping
    source: Source
    header: int
    titles: dict[int, str]
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.source.name

    def columns(self, title: str) -> list[int]:
        return [at for at, told in self.titles.items() if same_title(told, title)]


def same_title(one: str, two: str) -> bool:
    return squeezed(one) == squeezed(two)


def sources_of(book: Workbook, file_name: str = "") -> list[Source]:
    """The sheets of one file that people made; `file_name` names the only sheet of a csv file."""
    sheets = [sheet for sheet in book.sheets if sheet.name not in OURS and sheet.rows
              and not is_own_page(sheet)]  # fmt: skip
    found = []
    for sheet in sheets:
        names = [sheet.name]
        if file_name and book.format == "csv":
            names = [file_name, file_name.rpartition(".")[0]]
        elif file_name:
            names += [f"{file_name}/{sheet.name}"]
            names += [file_name] if len(sheets) == 1 else []
        problems = [p for p in book.problems if p.sheet == sheet.name]
        found.append(Source(sheet, tuple(names), problems, book.encoding, book.delimiter))
    return found


def titles_in(row: Row) -> dict[int, str]:
    """Column -> its text, for the cells of a row that have one."""
    told = ((at, " ".join(as_text(cell).split())) for at, cell in enumerate(row.cells, start=1))
    return {at: text for at, text in told if text}


def digest_of(titles: Iterable[str]) -> str:
    """One name for a set of column titles, whatever their order, spaces and case."""
    return hashlib.sha256("\n".join(sorted(map(squeezed, titles))).encode()).hexdigest()


def likely_header(sheet: Sheet) -> Row | None:
    """The first of the first rows that has as many texts as the widest of them."""
    rows = [row for row in sheet.rows[:LOOK_AT] if titles_in(row)]
    widths = [sum(isinstance(cell, str) and bool(cell.strip()) for cell in r.cells) for r in rows]
    if not rows or max(widths) < 2:
        return None
    enough = max(widths) * 0.7
    return next(row for row, width in zip(rows, widths, strict=True) if width >= enough)


def lay(mapping: ListMapping, sources: Sequence[Source]) -> tuple[list[Laid], list[Finding]]:
    """Each table of the mapping with its rows; findings: tables and columns that are not there."""
    laid, findings, used = [], list[Finding](), list[Source]()
    for table in mapping.tables:
        source = called(table, sources)
        if source is None:
            told = {"table": table.name, "known": [one.name for one in sources]}
            findings.append(finding(Spot("table_missing", "", told)))
            continue
        used.append(source)
        found = _laid(table, source)
        findings += found.findings
        laid.append(found)
    findings += [
        finding(Spot("sheet_not_read"), sheet=source.name)
        for source in sources
        if source not in used and not source.sheet.hidden
    ]
    return laid, findings


def called(table: TableMapping, sources: Sequence[Source]) -> Source | None:
    """The source that the mapping means by the name of its table."""
    if table.name == ONLY_TABLE:
        return _fitting(table, sources)
    wanted = squeezed(table.name)
    for place in range(3):
        for source in sources:
            if place < len(source.names) and squeezed(source.names[place]) == wanted:
                return source
    return None


def _fitting(table: TableMapping, sources: Sequence[Source]) -> Source | None:
    """The sheet with most of the columns."""
    best, most = None, 0
    for source in sources:
        header = _header(table, source.sheet)
        hits = _hits(table, titles_in(header)) if header else 0
        if hits > most:
            best, most = source, hits
    return best


def _laid(table: TableMapping, source: Source) -> Laid:
    header = _header(table, source.sheet)
    titles = titles_in(header) if header else {}
    number = header.number if header else 0
    rows = [row for row in source.sheet.rows if header and row.number > number]
    laid = Laid(table, source, number, titles, [])
    for row in rows:
        if _blank(row):
            continue
        again = titles_in(row) == titles
        if again or is_total(row):
            spot = Spot("header_again" if again else "totals_row")
            laid.findings.append(finding(spot, sheet=source.name, row=row.number))
        else:
            laid.rows.append(row)
    if header is None:
        laid.findings.append(finding(Spot("table_without_titles"), sheet=source.name))
        return laid
    described = dict.fromkeys(column.column for column in table.columns)
    if table.key:
        described.setdefault(table.key)
    known: set[int] = set()
    for title in described:
        at = [n for n, told in titles.items() if _is(title, told, table)]
        known.update(at)
        if not at:
            told = {"text": title, "known": list(titles.values())[:30]}
            laid.findings.append(finding(Spot("column_missing", "", told), sheet=source.name))
        elif len(at) > 1 and NUMBER not in title:
            told = {"text": title}
            laid.findings.append(
                finding(Spot("column_twice", "", told), sheet=source.name, row=number)
            )
    ignored = {squeezed(title) for title in table.ignore}
    if "*" not in ignored:
        left = [t for at, t in titles.items() if at not in known and squeezed(t) not in ignored]
        if left:
            spot = Spot("columns_not_mapped", "", {"titles": left[:30], "count": len(left)})
            laid.findings.append(finding(spot, sheet=source.name, row=number))
    return laid


def _is(title: str, told: str, table: TableMapping) -> bool:
    if NUMBER not in title:
        return same_title(title, told)
    return any(c.column == title and c.pattern.fullmatch(told) for c in table.columns)


def _header(table: TableMapping, sheet: Sheet) -> Row | None:
    """The row with most of the described titles; at least half of them, or the only one."""
    best, most = None, 0
    for row in sheet.rows[:LOOK_AT]:
        hits = _hits(table, titles_in(row))
        if hits > most:
            best, most = row, hits
    wanted = len({column.column for column in table.columns})
    return best if most * 2 >= wanted else None


def _hits(table: TableMapping, titles: dict[int, str]) -> int:
    described = {column.column for column in table.columns}
    return sum(any(_is(one, told, table) for told in titles.values()) for one in described)


def _blank(row: Row) -> bool:
    return all(_empty(cell) for cell in row.cells)


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
