"""A received workbook, written anew with marked cells: values as received, for correction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from ertad.files.spreadsheets.workbook import Cell, Sheet, Workbook
from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.plans import Mark
from ertad.files.spreadsheets.writing.workbooks import add_mark, new_book, set_print, sheet_name

_WIDTHS = range(10, 51)


def write_marked(
    book: Workbook,
    marks: Mapping[str, Sequence[Mark]],
    *,
    title: str,
    created: datetime | None = None,
) -> bytes:
    """The same sheets and cells in the same places as an xlsx; `marks` by sheet name.

    Hidden sheets, rows and columns stay hidden unless one of their cells is marked. A cell that
    held an error or a formula without a value shows what was received as text.
    """
    out = BytesIO()
    written = new_book(out, title, created)
    formats, taken = Formats(written), set[str]()
    shown = {
        (problem.sheet, problem.row, problem.column): problem.value
        for problem in book.problems
        if problem.code == "error_value"
    }
    visible = False
    for sheet in book.sheets:
        target = written.add_worksheet(sheet_name(sheet.name, taken))
        own = {(mark.row, mark.column): mark for mark in marks.get(sheet.name, ())}
        received = {
            (row, col): text for (name, row, col), text in shown.items() if name == sheet.name
        }
        _write_sheet(target, formats, sheet, own, received)
        if sheet.hidden and not own:
            target.hide()
        elif not visible:
            target.activate()
            target.set_first_sheet()
            visible = True
    written.close()
    return out.getvalue()


def _write_sheet(
    target: Any,
    formats: Formats,
    sheet: Sheet,
    marks: dict[tuple[int, int], Mark],
    received: dict[tuple[int | None, int | None], str],
) -> None:
    _set_widths(target, sheet, {column for _, column in marks})
    marked_rows = {row for row, _ in marks}
    cells: dict[tuple[int, int], Cell] = dict.fromkeys(marks)
    for row in sheet.rows:
        cells |= {(row.number, column): value for column, value in enumerate(row.cells, start=1)}
        if row.hidden and row.number not in marked_rows:
            target.set_row(row.number - 1, None, None, {"hidden": True})
    for (number, column), value in sorted(cells.items(), key=lambda item: item[0]):
        mark = marks.get((number, column))
        look = {**looks.PLAIN, **looks.MARKS[mark.severity]} if mark else looks.PLAIN
        value = received.get((number, column), value) if value is None else value
        if value is not None or mark:
            write_cell(target, formats, number, column, value, look)
    for mark in marks.values():
        add_mark(target, mark)
    set_print(target, sheet.name)


def _set_widths(target: Any, sheet: Sheet, marked: set[int]) -> None:
    widths: dict[int, int] = {}
    for row in sheet.rows:
        for column, value in enumerate(row.cells, start=1):
            if value is not None:
                widths[column] = max(widths.get(column, 0), len(str(value)))
    for column in sorted(set(widths) | sheet.hidden_columns):
        width = min(max(widths.get(column, 0) + 2, _WIDTHS.start), _WIDTHS.stop - 1)
        hidden = column in sheet.hidden_columns and column not in marked
        target.set_column(column - 1, column - 1, width, None, {"hidden": True} if hidden else None)
