"""A copy of the list with an Errors sheet and marked cells; their columns stay as they came."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from ertad.collection.checks import Finding, Severity, masked, told
from ertad.collection.lists.mapping import ONLY_TABLE, ListMapping
from ertad.collection.lists.mapping_file import mapping_from
from ertad.collection.lists.sources import Source, called, sources_of
from ertad.collection.lists.splitting import write_mapping_sheet
from ertad.collection.models import Submission
from ertad.collection.workbook.wording import SHEETS
from ertad.files.spreadsheets.problems import cell_place
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import Cell
from ertad.files.spreadsheets.writing import looks
from ertad.files.spreadsheets.writing.cells import Formats, write_cell
from ertad.files.spreadsheets.writing.plans import Mark
from ertad.files.spreadsheets.writing.workbooks import add_mark, new_book, set_print, sheet_name

LONGEST_CELL = 32_000
WIDTHS = (12, 20, 8, 10, 22, 70, 60)


Comment = tuple[str, int, str]
"""Sheet, row, what the reviewer says about it."""


def marked_list(
    sources: Sequence[Source],
    findings: Sequence[Finding],
    mapping: ListMapping | None,
    comments: Sequence[Comment] = (),
) -> bytes:
    """An xlsx: first what was found, then every table with the values as received.

    Messages are in the reader's language; numbers that look personal are hidden. A copy with the
    `mapping` in it is read again as it is.
    """
    out = BytesIO()
    book = new_book(out, _("List with findings"), None)
    formats, taken = Formats(book), set[str]()
    _findings(book, formats, findings, comments, taken)
    marks = _marks(findings, comments)
    names: dict[str, str] = {}
    for source in sources:
        name = sheet_name(source.name, taken)
        names[source.name] = name
        page = book.add_worksheet(name)
        _table(page, formats, source, marks.get(source.name, {}))
        set_print(page, name)
    if mapping is not None:
        write_mapping_sheet(book, formats, _named_anew(mapping, sources, names))
    book.close()
    return out.getvalue()


def marked_submission(submission: Submission) -> bytes:
    """The marked copy of a list of another shape that was sent up, with what reviewers said."""
    book = read_workbook(bytes(submission.content))
    rows = list(
        submission.rows.order_by("sheet", "row", "part").values_list(
            "sheet", "row", "findings", "comment"
        )
    )
    findings: list[Finding] = [*submission.findings, *(f for row in rows for f in row[2])]
    findings.sort(key=lambda found: found["severity"] != Severity.ERROR)
    comments = [(sheet, row, comment) for sheet, row, _found, comment in rows if comment]
    mapping = mapping_from(submission.columns["mapping"])
    own = replace(mapping, institution=submission.invitation.institution.code)
    return marked_list(sources_of(book), findings, own, comments)


def _named_anew(
    mapping: ListMapping, sources: Sequence[Source], names: Mapping[str, str]
) -> ListMapping:
    """The tables by the names of the sheets that they have in the copy."""
    tables = []
    for table in mapping.tables:
        source = None if table.name == ONLY_TABLE else called(table, sources)
        tables.append(replace(table, name=names[source.name]) if source else table)
    return replace(mapping, tables=tuple(tables), encoding="")


def _findings(
    book: Any,
    formats: Formats,
    findings: Sequence[Finding],
    comments: Sequence[Comment],
    taken: set[str],
) -> None:
    page = book.add_worksheet(sheet_name(str(SHEETS["errors"]), taken))
    headers = (_("How grave"), _("Sheet"), _("Row"), _("Column"), _("Code"), _("What is wrong"),
               _("What to do"))  # fmt: skip
    for column, (header, width) in enumerate(zip(headers, WIDTHS, strict=True), start=1):
        write_cell(page, formats, 1, column, header, looks.ASKED)
        page.set_column(column - 1, column - 1, width)
    words = {True: _("error"), False: _("warning")}
    asks = _("The reviewer asks for this.")
    for row, (sheet, number, comment) in enumerate(comments, start=2):
        line: tuple[Cell, ...] = (words[True], sheet, number, "", "", comment, asks)
        for column, cell in enumerate(line, start=1):
            write_cell(page, formats, row, column, cell, looks.PLAIN)
    for row, found in enumerate(findings, start=2 + len(comments)):
        error = found["severity"] == Severity.ERROR
        message, remedy = told(found)
        cells = (words[error], found["sheet"], found["row"], found["column"], found["code"],
                 message, remedy)  # fmt: skip
        for column, cell in enumerate(cells, start=1):
            look = {**looks.PLAIN, **looks.MARKS["error" if error else "warning"]}
            write_cell(page, formats, row, column, cell, look if column == 1 else looks.PLAIN)
    page.freeze_panes(1, 0)


Marks = dict[tuple[int, int], list[tuple[bool, str]]]


def _marks(findings: Sequence[Finding], comments: Sequence[Comment]) -> Mapping[str, Marks]:
    """Sheet -> (row, column) -> what is said there; a row as a whole is marked in column A."""
    marks: dict[str, Marks] = defaultdict(lambda: defaultdict(list))
    for found in findings:
        if found["row"]:
            column = cell_place(f"{found['column']}1")[1] if found["column"] else 1
            message, remedy = told(found)
            said = (found["severity"] == Severity.ERROR, f"{message} {remedy}")
            marks[found["sheet"]][found["row"], column].append(said)
    for sheet, row, comment in comments:
        told_by = _("Reviewer: %(comment)s") % {"comment": comment}
        marks[sheet][row, 1].append((True, told_by))
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
