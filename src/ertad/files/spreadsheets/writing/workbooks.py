"""From plans to the bytes of an xlsx file."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.cells import Formats, safe_text, write_cell
from ertad.files.spreadsheets.writing.dropdowns import Lists, add_checks
from ertad.files.spreadsheets.writing.plans import Line, Mark, SheetPlan, TextPlan

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NEVER_GUESS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LINES: dict[str, looks.Look] = {
    "title": looks.TITLE,
    "heading": looks.HEADING,
    "text": looks.PLAIN,
}
_A4 = 9


def write_workbook(
    plans: Sequence[SheetPlan | TextPlan], *, title: str, created: datetime | None = None
) -> bytes:
    """An xlsx file with these sheets, in this order. The same plans give the same bytes."""
    out = BytesIO()
    book = new_book(out, title, created)
    formats, lists, taken = Formats(book), Lists(book), set[str]()
    for plan in plans:
        sheet = book.add_worksheet(sheet_name(plan.name, taken))
        if isinstance(plan, TextPlan):
            _write_lines(sheet, formats, plan)
        else:
            _write_table(sheet, formats, lists, plan)
    lists.write(taken)
    book.close()
    return out.getvalue()


def new_book(out: BytesIO, title: str, created: datetime | None) -> Any:
    """A workbook that never takes text for anything else; UTC times, or none at all."""
    book = xlsxwriter.Workbook(out, _NEVER_GUESS)
    when = created.replace(tzinfo=None) if created else datetime(2000, 1, 1)
    book.set_properties({"title": safe_text(title)[:250], "author": "Ertad", "created": when})
    return book


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows, adds it to `taken`: at most 31 characters and not twice."""
    base = _NOT_IN_NAMES.sub(" ", safe_text(name)).strip(" '")[:28] or "Sheet"
    known, number = base, 1
    while known.casefold() in taken or known.casefold() == "history":
        number += 1
        known = f"{base[:25]} {number}"
    taken.add(known.casefold())
    return known


def add_mark(sheet: Any, mark: Mark) -> None:
    """The comment of a marked cell; its colour comes with its format."""
    size = {"x_scale": 2, "y_scale": 1 + len(mark.comment) / 120}
    comment = safe_text(mark.comment)[:2000]
    sheet.write_comment(mark.row - 1, mark.column - 1, comment, {"author": "Ertad", **size})


def set_print(sheet: Any, name: str) -> None:
    """A4, as wide as the page, with the sheet's name and page numbers below."""
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{safe_text(name).replace('&', '&&')[:100]}&R&P / &N")


def _write_lines(sheet: Any, formats: Formats, plan: TextPlan) -> None:
    sheet.set_column(0, 0, plan.width)
    sheet.hide_gridlines(2)
    set_print(sheet, plan.name)
    for row, line in enumerate(plan.lines, start=1):
        _write_line(sheet, formats, row, line)


def _write_line(sheet: Any, formats: Formats, row: int, line: Line) -> None:
    write_cell(sheet, formats, row, 1, line.text, _LINES[line.style])


def _write_table(sheet: Any, formats: Formats, lists: Lists, plan: SheetPlan) -> None:
    for row, line in enumerate(plan.above, start=1):
        write_cell(sheet, formats, row, 1, line, looks.ABOVE)
    marks = {(mark.row, mark.column): mark for mark in plan.marks}
    for number, column in enumerate(plan.columns, start=1):
        look = looks.AS_TYPED if column.as_typed else looks.PLAIN
        hidden = {"hidden": True} if column.hidden else None
        sheet.set_column(number - 1, number - 1, column.width, formats.of(look), hidden)
        head = looks.ASKED if column.asked else looks.HEADER
        write_cell(sheet, formats, plan.header_row, number, column.title, head)
    for row, cells in enumerate(plan.rows, start=plan.header_row + 1):
        for number, value in enumerate(cells, start=1):
            typed = number <= len(plan.columns) and plan.columns[number - 1].as_typed
            look = looks.AS_TYPED if typed else looks.PLAIN
            if mark := marks.pop((row, number), None):
                look = {**look, **looks.MARKS[mark.severity]}
            write_cell(sheet, formats, row, number, value, look)
    for mark in marks.values():  # titles, and cells beyond the data
        look = {**looks.PLAIN, **looks.MARKS[mark.severity]}
        write_cell(sheet, formats, mark.row, mark.column, _standing(plan, mark), look)
    for mark in plan.marks:
        add_mark(sheet, mark)
    add_checks(sheet, lists, plan)
    _finish_table(sheet, plan)


def _standing(plan: SheetPlan, mark: Mark) -> str | None:
    """What already stands in a marked cell outside the data."""
    if mark.row == plan.header_row and mark.column <= len(plan.columns):
        return plan.columns[mark.column - 1].title
    if mark.row < plan.header_row and mark.column == 1:
        return plan.above[mark.row - 1]
    return None


def _finish_table(sheet: Any, plan: SheetPlan) -> None:
    header = plan.header_row - 1
    sheet.freeze_panes(header + 1, plan.frozen_columns)
    sheet.set_landscape()
    sheet.repeat_rows(header)
    set_print(sheet, plan.name)
    if plan.hidden:
        sheet.hide()
