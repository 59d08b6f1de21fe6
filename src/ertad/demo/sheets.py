"""A workbook as people fill it: taken, changed by hand, saved by another program.

The product's own writing never makes the mess that real sheets have, so it is made here.
"""

from datetime import date
from io import BytesIO
from typing import Any

from ertad.collection.workbook.columns import titles
from ertad.collection.workbook.wording import SHEETS, STATES, in_language
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.tables import Table, find_table
from ertad.files.spreadsheets.workbook import Cell, Sheet
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.workbooks import new_book

KEYS = ("services", "places", "hours")


class Formula(str):
    """A formula that its program saved without the result."""


class FilledSheet:
    """One sheet: its cells by row and column from 1, its columns by key (`name`, `phones`, ...)."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.name = sheet.name
        self.columns = table.columns
        self.header = table.header_row or 1
        self.cells: dict[tuple[int, int], Cell] = {
            (row.number, number): value
            for row in sheet.rows
            for number, value in enumerate(row.cells, start=1)
            if value not in (None, "")
        }
        self.merged: list[tuple[int, str, int, str]] = []
        self.rows = [row.number for row in table.rows]
        """Numbers of the rows that say something, as taken."""

    def write(self, row: int, **values: Cell) -> None:
        """Change cells of a row, by the keys of their columns."""
        for key, value in values.items():
            self.cells[row, self.columns[key]] = value

    def read(self, row: int, key: str) -> Any:
        return self.cells.get((row, self.columns[key]))

    def row_of(self, text: str) -> int:
        """The row whose name or other text begins with `text`. Raises LookupError."""
        for (row, _column), value in sorted(self.cells.items(), key=lambda cell: cell[0]):
            if row > self.header and isinstance(value, str) and value.startswith(text):
                return row
        raise LookupError(text)

    def add(self, **values: Cell) -> int:
        """Write a new row under the last one; returns its number."""
        row = self.last_row() + 1
        self.write(row, **values)
        return row

    def drop(self, row: int) -> None:
        """Delete what stands in a row."""
        for place in [place for place in self.cells if place[0] == row]:
            del self.cells[place]

    def last_row(self) -> int:
        return max(row for row, _column in self.cells)

    def add_column(self, title: str, values: dict[int, Cell]) -> None:
        """A column that nobody asked for, right of all others: row -> value."""
        column = max(self.columns.values()) + 2
        self.cells[self.header, column] = title
        for row, value in values.items():
            self.cells[row, column] = value

    def add_total(self, word: str) -> None:
        """A line that counts the rows, below an empty one."""
        row = self.last_row() + 2
        first, second = sorted(self.columns[key] for key in ("name", "types"))
        self.cells[row, first], self.cells[row, second] = word, len(self.rows)

    def merge(self, row: int, first: str, last_row: int, last: str) -> None:
        """Merge the cells from column `first` to column `last` of these rows."""
        self.merged.append((row, first, last_row, last))


class FilledWorkbook:
    """The sheets of a workbook that was taken, to be changed and saved."""

    def __init__(self, taken: bytes, language: str) -> None:
        self._book = read_workbook(taken)
        self.language = language
        named = {in_language(SHEETS[key], language): key for key in KEYS}
        self.sheets: dict[str, FilledSheet] = {
            named[sheet.name]: FilledSheet(sheet, find_table(sheet, titles(named[sheet.name])))
            for sheet in self._book.sheets
            if sheet.name in named
        }

    @property
    def services(self) -> FilledSheet:
        return self.sheets["services"]

    @property
    def hours(self) -> FilledSheet:
        return self.sheets["hours"]

    @property
    def places(self) -> FilledSheet:
        return self.sheets["places"]

    def state(self, code: str) -> str:
        """The state of a row (same, changed, ended, new) in the words of the workbook."""
        return in_language(STATES[code], self.language)

    def leave_out(self, row: int) -> None:
        """Delete a service and its hours from the sheets; that ends nothing."""
        service = self.services.read(row, "service_id")
        self.services.drop(row)
        for number in self.hours.rows:
            if self.hours.read(number, "service_id") == service:
                self.hours.drop(number)

    def confirm_all(self) -> None:
        """Say of every row that it is correct as it is."""
        for row in self.services.rows:
            self.services.write(row, state=self.state("same"))

    def change(self, row: int, **values: Cell) -> None:
        """Change a service and say so."""
        self.services.write(row, state=self.state("changed"), **values)

    def end(self, row: int, on: date) -> None:
        """Say that a service ended."""
        self.services.write(row, state=self.state("ended"), places="")
        if "ended_on" in self.services.columns:
            self.services.write(row, ended_on=on)

    def saved(self) -> bytes:
        """The file as another program writes it: no dropdowns, no colours, hidden sheets kept."""
        file = BytesIO()
        book = new_book(file, "", None)
        formats = Formats(book)
        own = {sheet.name: sheet for sheet in self.sheets.values()}
        for sheet in self._book.sheets:
            page = book.add_worksheet(sheet.name)
            if sheet.hidden:
                page.hide()
            if filled := own.get(sheet.name):
                _write(page, formats, filled)
                continue
            for row in sheet.rows:
                for number, value in enumerate(row.cells, start=1):
                    write_cell(page, formats, row.number, number, value, {})
        book.close()
        return file.getvalue()


def own_list(name: str, rows: list[list[Cell]]) -> bytes:
    """A list that an institution keeps for itself, not made from our workbook."""
    file = BytesIO()
    book = new_book(file, "", None)
    page, formats = book.add_worksheet(name), Formats(book)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value not in (None, ""):
                write_cell(page, formats, number, column, value, {})
    book.close()
    return file.getvalue()


def _write(page: Any, formats: Formats, filled: FilledSheet) -> None:
    for (row, column), value in filled.cells.items():
        if isinstance(value, Formula):
            page.write_formula(row - 1, column - 1, str(value), None, "")
        elif value not in (None, ""):
            write_cell(page, formats, row, column, value, {})
    for row, first, last_row, last in filled.merged:
        columns = filled.columns[first] - 1, filled.columns[last] - 1
        value = filled.cells.get((row, columns[0] + 1))
        page.merge_range(row - 1, columns[0], last_row - 1, columns[1], value)
