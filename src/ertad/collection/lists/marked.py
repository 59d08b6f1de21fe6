"""A copy of the list with an Errors sheet and marked cells; their columns stay as they came."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.checks import Finding, Severity, masked, told
from ertad.collection.lists.mapping import ListMapping
from ertad.collection.lists.sources import Source
from ertad.collection.lists.splitting import write_mapping_sheet
from ertad.collection.workbook.wording import SHEETS
from ertad.files.spreadsheets.problems import cell_place
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import Cell
from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.plans import Mark
from ertad.files.spreadsheets.writing.workbooks import add_mark, new_book, set_print, sheet_name

LONGEST_CELL = 32_000
WIDTHS = (12, 20, 8, 10, 22, 70, 60)


def marked_list(
    sources: Sequence[Source], findings: Sequence[Finding], mapping: ListMapping | None
) -> bytes:
    """An xlsx: first what was found, then every table with the values as received.

    Messages are in the reader's language; numbers that look personal are hidden.
    """
    out = BytesIO()
    book = new_book(out, _("List with findings"), None)
    formats, taken = Formats(book), set[str]()
    _findings(book, formats, findings, taken)
    marks = _marks(findings)
    names: dict[str, str] = {}
    for source in sources:
        name = sheet_name(source.name, taken)
        names[source.name] = name
        page = book.add_worksheet(name)
        _table(page, formats, source, marks.get(source.name, {}))
        set_print(page, name)
    if mapping is not None:
        write_mapping_sheet(book, formats, mapping)
    book.close()
    return out.getvalue()


def _findings(
    book: Any, formats: Formats, findings: Sequence[Finding], taken: set[str]
) -> None:  # fmt: skip
    page = book.add_worksheet(sheet_name(str(SHEETS["errors"]), taken))
    headers = (_("How grave"), _("Sheet"), _("Row"), _("Column"), _("Code"), _("What is wrong"),
               _("What to do"))  # fmt: skip
    for column, (header, width) in enumerate(zip(headers, WIDTHS, strict=True), start=1):
        write_cell(page, formats, 1, column, header, looks.ASKED)
        page.set_column(column - 1, column - 1, width)
    words = {True: _("error"), False: _("warning")}
    for row, found in enumerate(findings, start=2):
        error = found["severity"] == Severity.ERROR
        message, remedy = told(found)
        cells = (words[error], found["sheet"], found["row"], found["column"], found["code"],
                 message, remedy)  # fmt: skip
        for column, cell in enumerate(cells, start=1):
            look = {**looks.PLAIN, **looks.MARKS["error" if error else "warning"]}
            write_cell(page, formats, row, column, cell, look if column == 1 else looks.PLAIN)
    page.freeze_panes(1, 0)


Marks = dict[tuple[int, int], list[tuple[bool, str]]]


def _marks(findings: Sequence[Finding]) -> Mapping[str, Marks]:
    """Sheet -> (row, column) -> what is said there; a row as a whole is marked in column A."""
    marks: dict[str, Marks] = defaultdict(lambda: defaultdict(list))
    for found in findings:
        if found["row"]:
            column = cell_place(f"{found['column']}1")[1] if found["column"] else 1
            message, remedy = told(found)
            said = (found["severity"] == Severity.ERROR, f"{message} {remedy}")
            marks[found["sheet"]][found["row"], column].append(said)
    return marks


def _table(page: Any, formats: Formats, source: Source, marks: Marks) -> None:
    cells: dict[tuple[int, int], Cell] = dict.fromkeys(marks)
    for row in source.sheet.rows:
        cells |= {(row.number, at): cell for at, cell in enumerate(row.cells, start=1)}
    for (row_number, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        said = marks.get((row_number, column), [])
        grave = any(error for error, _text in said)
        kind: Any = "error" if grave else "warning"
        look = {**looks.PLAIN, **looks.MARKS[kind]} if said else looks.PLAIN
        if cell is not None or said:
            write_cell(page, formats, row_number, column, _safe(cell), look)
        if said:
            text = "\n".join(text for _error, text in said)
            add_mark(page, Mark(row_number, column, kind, text))
    page.set_column(0, max((column for _row, column in cells), default=1) - 1, 24)


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return masked(cell)[:LONGEST_CELL]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        hidden = masked(as_text(cell))
        return hidden if hidden != as_text(cell) else cell
    return cell
