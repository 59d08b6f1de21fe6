"""People from a table with an `id` column; every other column that is asked for is an attribute."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from ertad.engines.grouping import Person
from ertad.files.spreadsheets.messages import MESSAGES, place_said, said, said_of
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.tables import Table, find_table
from ertad.files.spreadsheets.workbook import Cell, Sheet, Workbook

ID = "id"


class TableRefused(Exception):
    """The table cannot be taken; says why in the reader's language."""


def read_people(data: bytes | Path, columns: Sequence[str]) -> list[Person]:
    """Everybody in the first sheet that holds something. Raises TableRefused."""
    try:
        book = read_workbook(data)
    except Refused as refused:
        raise TableRefused(" ".join(said(refused.code, refused.params))) from refused
    sheet = next((sheet for sheet in book.sheets if sheet.rows and not sheet.hidden), None)
    if sheet is None:
        raise TableRefused(_("The table is empty."))
    table = find_table(sheet, {name: [name] for name in (ID, *columns)})
    _check_columns(sheet, table, columns)
    _check_cells(book, table)
    return _people(table, columns)


def _check_columns(sheet: Sheet, table: Table, columns: Sequence[str]) -> None:
    if table.header_row is None:  # too few of the columns are there to tell a line of titles
        table = find_table(sheet, {ID: [ID]})
    header = table.header_row or sheet.rows[0].number
    row = next(row for row in sheet.rows if row.number == header)
    there = ", ".join(_text(cell) for cell in row.cells[:12] if cell is not None)
    for name in (ID, *columns):
        if name not in table.columns:
            told = {"column": name, "there": there[:200]}
            raise TableRefused(
                _("There is no column “%(column)s”. The table has: %(there)s") % told
            )


def _check_cells(book: Workbook, table: Table) -> None:
    """A cell whose value is not known must not be taken for an empty one."""
    used = set(table.columns.values())
    for found in book.problems:
        asked = found.sheet == table.sheet and found.column in used
        if asked and MESSAGES[found.code].severity == "error":
            raise TableRefused(f"{place_said(found)}: {' '.join(said_of(found))}")


def _people(table: Table, columns: Sequence[str]) -> list[Person]:
    rows: dict[str, int] = {}
    people = []
    for row in table.rows:
        person = _text(row.values[ID])
        told = {"person": person, "row": row.number, "first": rows.get(person, 0)}
        if not person:
            raise TableRefused(_("Row %(row)s has no id.") % told)
        if person in rows:
            raise TableRefused(
                _("“%(person)s” is there twice, in rows %(first)s and %(row)s.") % told
            )
        rows[person] = row.number
        people.append(Person(person, {name: _text(row.values[name]) for name in columns}))
    return people


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return cell.isoformat()
        case _:
            return " ".join(str(cell).split())
