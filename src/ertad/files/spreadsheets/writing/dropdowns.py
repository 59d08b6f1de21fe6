"""Dropdown lists, hints and checks of cells.

Excel takes 255 characters of a list inline, so each list stands in a hidden sheet, under a name.
"""

from typing import Any

from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.workbook import LISTS_SHEET
from ertad.files.spreadsheets.writing.cells import safe_text
from ertad.files.spreadsheets.writing.plans import Check, Column, SheetPlan

_KINDS = {"whole_number": "integer", "date": "date", "time": "time", "length": "length"}


class Lists:
    """The lists of a workbook; the same list is written once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: dict[tuple[str, ...], str] = {}

    def name_of(self, choices: tuple[str, ...]) -> str:
        return self._names.setdefault(choices, f"list_{len(self._names) + 1}")

    def write(self, taken: set[str]) -> None:
        """Adds the hidden sheet; to be called last. Raises ValueError: a sheet has its name."""
        if not self._names:
            return
        if LISTS_SHEET in taken:
            raise ValueError(LISTS_SHEET)
        sheet = self._book.add_worksheet(LISTS_SHEET)
        for column, (choices, name) in enumerate(self._names.items()):
            for row, choice in enumerate(choices):
                sheet.write_string(row, column, safe_text(choice))
            letters = column_letters(column + 1)
            area = f"'{LISTS_SHEET}'!${letters}$1:${letters}${len(choices)}"
            self._book.define_name(name, f"={area}")
        sheet.very_hidden()


def add_checks(sheet: Any, lists: Lists, plan: SheetPlan) -> None:
    """For each column that has a hint, choices or a check, on all its rows and the room below."""
    first = plan.header_row
    last = first + len(plan.rows) + plan.room - 1
    if last < first:
        return
    for number, column in enumerate(plan.columns):
        if options := _options(lists, column):
            sheet.data_validation(first, number, last, number, options)


def _options(lists: Lists, column: Column) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if column.choices:
        options = {"validate": "list", "source": f"={lists.name_of(column.choices)}"}
        options |= _refusal(column.choice_message)
        options["show_error"] = not column.several
    elif column.check:
        options = _checked(column.check) | _refusal(column.check.message)
    elif column.hint:
        options = {"validate": "any"}
    if column.hint:
        title = {"input_title": _cut(column.title, 32)}
        options |= title | {"input_message": _cut(column.hint, 255)}
    return options


def _checked(check: Check) -> dict[str, Any]:
    bounds = {"minimum": check.least, "maximum": check.most}
    return {"validate": _KINDS[check.kind], "criteria": "between", **bounds}


def _refusal(message: str) -> dict[str, Any]:
    return {"error_message": _cut(message, 255)} if message else {}


def _cut(text: str, most: int) -> str:
    """At most so many UTF-16 units, as Excel counts."""
    text = safe_text(text)
    if _units(text) <= most:
        return text
    while _units(text) > most - 1:
        text = text[:-1]
    return f"{text}…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
