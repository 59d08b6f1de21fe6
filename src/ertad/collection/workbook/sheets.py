"""How every sheet looks and what its cells offer; shared by a new workbook and a marked one."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.workbook.columns import Column
from ertad.collection.workbook.identity import Identity
from ertad.collection.workbook.labels import Labels, list_name
from ertad.collection.workbook.wording import IDENTITY_SHEET
from ertad.files.spreadsheets.problems import column_letters
from ertad.files.spreadsheets.workbook import LISTS_SHEET, Cell
from ertad.files.spreadsheets.writing import looks, sheet_name
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.workbooks import new_book, set_print
from ertad.kernel.ages import OLDEST

SPARE_ROWS = 200
"""Empty rows that are prepared below the known ones."""

DROPDOWNS = {
    "state": "state", "municipality": "municipality", "place_confidential": "yes_no", "day": "day"
}  # fmt: skip
SEVERAL = frozenset({"terms", "municipalities", "languages", "at"})


class Book:
    """An xlsx being written. Texts are always written as texts: nothing in it is a formula."""

    def __init__(self, title: str) -> None:
        self._file = BytesIO()
        self.book = new_book(self._file, title, None)
        self.formats = Formats(self.book)
        self._names: set[str] = set()

    def sheet(self, name: str) -> Any:
        """A new sheet; its name is made one that Excel allows."""
        return self.book.add_worksheet(sheet_name(name, self._names))

    def done(self) -> bytes:
        self.book.close()
        return self._file.getvalue()


def put(sheet: Any, row: int, column: int, value: Cell, book: Book, **how: Any) -> None:
    """Write one value as what it is, row and column from 0; `how` as XlsxWriter names it."""
    if isinstance(value, str):
        value = value.replace("\t", " ")  # an ods of LibreOffice loses its tabs when it is read
    write_cell(sheet, book.formats, row + 1, column + 1, value, {**looks.PLAIN, **how})


def write_lists(book: Book, labels: Labels, language: str) -> dict[str, tuple[str, int]]:
    """The hidden sheet behind the dropdowns. Returns list name -> (range, number of entries)."""
    sheet = book.sheet(LISTS_SHEET)
    sheet.hide()
    ranges = {}
    for position, name in enumerate(sorted(labels.lists)):
        offered = labels.offered(name, language)
        put(sheet, 0, position, name, book)
        for row, text in enumerate(offered, start=1):
            put(sheet, row, position, text, book)
        letter = column_letters(position + 1)
        cells = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(offered) + 1}"
        ranges[name] = (cells, len(offered))
    return ranges


def write_identity(book: Book, identity: Identity) -> None:
    sheet = book.sheet(IDENTITY_SHEET)
    for row, (key, value) in enumerate(identity.lines()):
        put(sheet, row, 0, key, book)
        put(sheet, row, 1, value, book)
    sheet.hide()


def write_header(
    book: Book, sheet: Any, row: int, columns: Sequence[Column], language: str
) -> None:
    """The row of headers, column widths, and the hidden and the folded columns."""
    for position, column in enumerate(columns):
        put_header(book, sheet, row, position, column.header(language), asked=column.asked)
        options: dict[str, Any] = {}
        if column.hidden:
            options = {"hidden": True}
        elif column.folded:
            options = {"level": 1, "hidden": True}
        sheet.set_column(position, position, column.width, None, options)
    if any(column.folded for column in columns):
        sheet.set_column(len(columns), len(columns), 4, None, {"collapsed": True})


def put_header(book: Book, sheet: Any, row: int, position: int, text: str, *, asked: bool) -> None:
    look = looks.ASKED if asked else looks.HEADER
    write_cell(sheet, book.formats, row + 1, position + 1, text, look)


def offer(
    sheet: Any,
    columns: Mapping[int, Column],
    rows: tuple[int, int],
    ranges: Mapping[str, tuple[str, int]],
) -> None:
    """Dropdowns and checks of the cells in `columns` (position -> column), rows first to last."""
    first, last = rows
    for position, column in columns.items():
        if rule := _rule(column, ranges):
            sheet.data_validation(first, position, last, position, rule)


def _rule(column: Column, ranges: Mapping[str, tuple[str, int]]) -> dict[str, Any] | None:
    kind = column.field.kind if column.field else column.key
    name = list_name(column.field) if column.field else DROPDOWNS.get(column.key, "")
    name = {"hours_service": "services", "hours_place": "places", "at": "places"}.get(
        column.key, name
    )
    told = _told(column)
    if name:
        cells, entries = ranges.get(name, ("", 0))
        if not entries:
            return None
        several = kind in SEVERAL
        if several:
            told["input_message"] = _("Choose one, or write several with ; between them.")
        return {
            "validate": "list",
            "source": cells,
            # Several values, and names that are only just being written, must not be stopped.
            "show_error": not several and name not in ("services", "places"),
            "error_title": _("Not in the list"),
            "error_message": _("Please choose from the list, or leave the cell empty."),
            **told,
        }
    match kind:
        case "number":
            return {
                "validate": "integer", "criteria": "between", "minimum": 0, "maximum": OLDEST,
                "error_title": _("Not an age"),
                "error_message": _("Please write whole years from 0 to 120."), **told,
            }  # fmt: skip
        case "day":
            return {
                "validate": "date", "criteria": "between",
                "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31),
                "error_title": _("Not a day"),
                "error_message": _("Please write the day as 31.12.2026."), **told,
            }  # fmt: skip
        case "opens" | "closes":
            return {
                "validate": "time", "criteria": "between",
                "minimum": time(0, 0), "maximum": time(23, 59),
                "error_title": _("Not a time"),
                "error_message": _("Please write the time as 09:30."), **told,
            }  # fmt: skip
        case _:
            return {"validate": "any", **told} if told else None


def _told(column: Column) -> dict[str, Any]:
    """The hint that shows when the cell is chosen; Excel allows 32 and 255 characters."""
    if column.field is None or not str(column.field.hint):
        return {}
    return {"input_message": str(column.field.hint)[:255]}


def printed(sheet: Any, header_row: int, footer: str) -> None:
    """A4 on its side, one page wide, the header on each page."""
    set_print(sheet, footer)
    sheet.set_landscape()
    sheet.repeat_rows(header_row)
