"""Reads a spreadsheet that a stranger sent: xlsx, ods or csv, known by content, not by name.

Either a `Workbook` comes back, or `Refused` says why not and what to do; no other exception.
Formulas are never evaluated: their last calculated value counts.
"""

import re
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ertad.files.spreadsheets.budget import Area, Budget, SheetScan
from ertad.files.spreadsheets.comma_separated import read_csv
from ertad.files.spreadsheets.formats import format_of
from ertad.files.spreadsheets.ods import check_ods
from ertad.files.spreadsheets.package import Package
from ertad.files.spreadsheets.problems import Problem, Refused, cell_name
from ertad.files.spreadsheets.workbook import LISTS_SHEET, Cell, Limits, Row, Sheet, Workbook
from ertad.files.spreadsheets.xlsx import check_xlsx

_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:\.\d+)?S")


def read_workbook(
    data: bytes | Path, *, limits: Limits | None = None, encoding: str = ""
) -> Workbook:
    """The sheets and their cells. Raises Refused when the file as a whole cannot be taken.

    `encoding`: how the letters of a text file are written, when the reader knows better.
    """
    limits = limits or Limits()
    content = _content(data, limits)
    budget = Budget(limits)
    match format_of(content, limits):
        case "csv":
            book = read_csv(content, budget, encoding)
        case "xlsx":
            book = Workbook("xlsx")
            _read(book, *check_xlsx(Package(content, limits), budget))
        case "ods":
            book = Workbook("ods")
            _read(book, *check_ods(Package(content, limits), budget))
    _report_long_texts(book, budget)
    return book


def _content(data: bytes | Path, limits: Limits) -> bytes:
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if size > limits.size_bytes:
        raise Refused("too_big", {"limit": limits.size_bytes // 1024**2})
    if size == 0:
        raise Refused("empty_file")
    return data.read_bytes() if isinstance(data, Path) else data


def _read(book: Workbook, checked: BytesIO, scans: list[SheetScan]) -> None:
    """Takes the values from a zip that was looked through, and joins what the scan found."""
    waiting = {scan.name: scan for scan in scans}
    try:
        source = CalamineWorkbook.from_filelike(checked)
        for known in source.sheets_metadata:
            if known.typ == SheetTypeEnum.WorkSheet:
                scan = waiting.pop(known.name)  # a KeyError: two readings of one file differ
                values = source.get_sheet_by_name(known.name).to_python(skip_empty_area=False)
                _join(book, known, scan, values)
    except (CalamineError, KeyError, ValueError, OverflowError, OSError) as error:
        raise Refused("damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how a Rust library says "impossible"
            raise Refused("damaged") from error
        raise
    if waiting:
        raise Refused("damaged")


def _join(
    book: Workbook, known: SheetMetadata, scan: SheetScan, values: Sequence[Sequence[Cell]]
) -> None:
    if len(values) > scan.last_row or (scan.last_row and not values and not scan.found):
        raise Refused("damaged")
    hidden = known.visible != SheetVisibleEnum.Visible
    sheet = Sheet(known.name, hidden, hidden_columns=frozenset(scan.hidden_columns))
    rows = {number: [_plain(value) for value in row] for number, row in enumerate(values, start=1)}
    problems = [Problem(code, sheet.name, row, col, shown) for code, row, col, shown in scan.found]
    for problem in problems:
        _empty(rows, problem)
    problems += _merges(sheet, rows, scan)
    found_rows = {problem.row for problem in problems}
    for number in sorted(rows):
        cells = _trimmed(rows[number])
        if cells or number in found_rows:
            sheet.rows.append(Row(number, cells, number in scan.hidden_rows))
    if scan.hidden_rows:
        params = {"rows": spans(scan.hidden_rows)}
        problems.append(Problem("hidden_rows", sheet.name, min(scan.hidden_rows), params=params))
    if hidden and sheet.rows and sheet.name != LISTS_SHEET:
        problems.append(Problem("hidden_sheet", sheet.name))
    book.sheets.append(sheet)
    book.problems += problems


def _plain(value: Cell) -> Cell:
    """Empty as None, whole numbers as int, a duration of more than a day as timedelta."""
    match value:
        case "":
            return None
        case float() if value.is_integer() and abs(value) < 2**53:
            return int(value)
        case str() if value.startswith("PT") and (parts := _DURATION.fullmatch(value)):
            hours, minutes, seconds = (int(part) for part in parts.groups())
            return timedelta(hours=hours, minutes=minutes, seconds=seconds)
        case _:
            return value


def _trimmed(cells: list[Cell]) -> list[Cell]:
    length = len(cells)
    while length and cells[length - 1] is None:
        length -= 1
    return cells[:length]


def _empty(rows: dict[int, list[Cell]], problem: Problem) -> None:
    """A cell without a value to trust has none, and its row is there although it may be blank."""
    if problem.row is None or problem.column is None:
        return
    cells = rows.setdefault(problem.row, [])
    if problem.column <= len(cells):
        cells[problem.column - 1] = None


def _merges(sheet: Sheet, rows: dict[int, list[Cell]], scan: SheetScan) -> list[Problem]:
    """The value of a merged range is that of its first cell; what lies under it is not shown."""
    problems, left_over = [], scan.last_row * scan.last_column
    for top, left, bottom, right in scan.merged:
        name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        sheet.merged.append(name)
        bottom, right = min(bottom, scan.last_row), min(right, scan.last_column)
        left_over -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if left_over < 0:
            raise Refused("damaged")  # merged ranges never overlap in an honest file
        lost = _clear_under(rows, (top, left, bottom, right))
        code = "merged_values" if lost else "merged_cells"
        problems.append(Problem(code, sheet.name, top, left, ", ".join(lost)[:40], {"range": name}))
    return problems


def _clear_under(rows: dict[int, list[Cell]], area: Area) -> list[str]:
    top, left, bottom, right = area
    lost = []
    for number in range(top, bottom + 1):
        cells = rows.get(number, [])
        for index in range(left - 1, min(right, len(cells))):
            if (number, index + 1) != (top, left) and cells[index] is not None:
                lost.append(str(cells[index])[:40])
                cells[index] = None
    return lost


def _report_long_texts(book: Workbook, budget: Budget) -> None:
    limit = budget.limits.cell_characters
    for sheet in book.sheets:
        for row in sheet.rows:
            for column, value in enumerate(row.cells, start=1):
                if isinstance(value, str) and len(value) > limit:
                    budget.add_found()
                    params = {"limit": limit, "length": len(value)}
                    book.problems.append(
                        Problem("long_text", sheet.name, row.number, column, value[:40], params)
                    )


def spans(numbers: set[int]) -> str:
    """{3, 7, 8, 9} is "3, 7-9"."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
