"""Finds the table in a sheet that a person made: where its titles are, what its columns mean.

Titles are compared as written first (without case, signs and spaces), then folded as
`engines.script` does, but only where folding does not make two known titles the same: `ასაკიდან`
and `ასაკამდე` ("from age", "to age") differ in nothing but their ending.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from ertad.engines.script import fold
from ertad.files.spreadsheets.problems import Problem, column_letters
from ertad.files.spreadsheets.workbook import Cell, Row, Sheet

_LOOK_AT = 40
"""Rows in which the titles are looked for."""
_APART = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)|\*")
_TOTALS = frozenset(
    [
        *("total", "totals", "subtotal", "grandtotal", "sum", "totalgénéral", "soustotal"),
        *("სულ", "ჯამი", "ჯამში", "სულჯამი", "სულჯამში", "sul", "jami", "jamshi", "suljamshi"),
        *("итого", "всего"),
    ]
)


@dataclass(frozen=True)
class TableRow:
    """`values` has every field that has a column; `others` the columns that mean nothing here."""

    number: int
    values: dict[str, Cell]
    others: dict[str, Cell]
    hidden: bool = False


@dataclass
class Table:
    """`header_row` is None when no titles were found; then there are no rows either."""

    sheet: str
    header_row: int | None = None
    columns: dict[str, int] = field(default_factory=dict)
    """Field -> column, counted from 1."""
    titles: dict[str, str] = field(default_factory=dict)
    """Field -> title as written."""
    unknown: dict[int, str] = field(default_factory=dict)
    """Column -> title that is not known."""
    above: list[Row] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, code: str, row: int, key: str, value: str = "", **params: str) -> Problem:
        """A finding at the cell of a field in a row."""
        return Problem(code, self.sheet, row, self.columns.get(key), value, params)


def find_table(sheet: Sheet, known_headers: Mapping[str, Collection[str]]) -> Table:
    """The rows of a sheet as field -> raw value.

    `known_headers` gives each field the titles it may have, in all languages.
    """
    read = _reader_of(known_headers)
    table = Table(sheet.name)
    header = _header_row(sheet, read, len(known_headers))
    if header is None:
        table.problems.append(Problem("no_header_row", sheet.name))
        return table
    table.header_row = header.number
    _map_columns(table, header, read)
    titles = _as_texts(header)
    for row in sheet.rows:
        if row.number < header.number:
            table.above.append(row)
        elif row.number > header.number and not _is_blank(row):
            _take(table, row, titles)
    return table


def plain_key(text: str) -> str:
    """Letters and digits only, without case: how two titles are compared as written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _APART.sub("", _ASIDE.sub("", folded)) or _APART.sub("", folded)


def _reader_of(known: Mapping[str, Collection[str]]) -> Callable[[str], str | None]:
    exact = {plain_key(title): key for key, titles in known.items() for title in titles}
    folded: dict[str, set[str]] = {}
    for key, titles in known.items():
        for title in titles:
            if folded_key := _folded_key(title):
                folded.setdefault(folded_key, set()).add(key)

    def read(title: str) -> str | None:
        if key := exact.get(plain_key(title)):
            return key
        keys = folded.get(_folded_key(title), set())
        return next(iter(keys)) if len(keys) == 1 else None

    return read


def _folded_key(title: str) -> str:
    return " ".join(fold(_ASIDE.sub(" ", title)))


def _header_row(sheet: Sheet, read: Callable[[str], str | None], fields: int) -> Row | None:
    """The row with most known titles; one known word alone is a title line, not a header."""
    best, most = None, min(2, fields) - 1
    for row in sheet.rows[:_LOOK_AT]:
        found = {read(text) for text in _as_texts(row).values()} - {None}
        if len(found) > most:
            best, most = row, len(found)
    return best


def _as_texts(row: Row) -> dict[int, str]:
    return {
        column: " ".join(value.split())
        for column, value in enumerate(row.cells, start=1)
        if isinstance(value, str) and value.strip()
    }


def _map_columns(table: Table, header: Row, read: Callable[[str], str | None]) -> None:
    for column, title in _as_texts(header).items():
        key = read(title)
        if key is None:
            table.unknown[column] = title
            found = Problem("unknown_header", table.sheet, header.number, column, title[:80])
            table.problems.append(found)
        elif key in table.columns:
            table.unknown[column] = title
            letters = column_letters(column), column_letters(table.columns[key])
            params = {"column": letters[0], "first": letters[1]}
            table.problems.append(
                Problem("duplicate_header", table.sheet, header.number, column, title[:80], params)
            )
        else:
            table.columns[key], table.titles[key] = column, title


def _is_blank(row: Row) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row.cells)


def _take(table: Table, row: Row, titles: dict[int, str]) -> None:
    texts = _as_texts(row)
    if texts == titles:
        table.problems.append(Problem("header_again", table.sheet, row.number))
        return
    if _is_total(texts):
        table.problems.append(Problem("totals_row", table.sheet, row.number))
        return
    values = {key: row.cell(column) for key, column in table.columns.items()}
    others = {
        f"{column_letters(column)}: {title}": row.cell(column)
        for column, title in table.unknown.items()
    }
    untitled = set(range(1, len(row.cells) + 1)) - set(table.columns.values()) - set(table.unknown)
    others |= {
        f"{column_letters(column)}:": row.cell(column)
        for column in sorted(untitled)
        if row.cell(column) is not None
    }
    table.rows.append(TableRow(row.number, values, others, row.hidden))


def is_total(row: Row) -> bool:
    """Begins with a word for "total", and the rest is numbers: "Total support" is a service."""
    return _is_total(_as_texts(row))


def _is_total(texts: Mapping[int, str]) -> bool:
    if len(texts) != 1:
        return False
    (text,) = texts.values()
    return re.sub(r"[\d\W_]+", "", text.casefold()) in _TOTALS
