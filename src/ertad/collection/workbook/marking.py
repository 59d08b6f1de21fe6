"""The workbook that goes back: values as received, what is wrong marked where it is.

Written anew (nothing of the old file is carried over but its values), with its hidden ids and its
seal, so that it can be corrected and sent up as it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Literal

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ertad.collection.checks import Finding, Severity, masked, told
from ertad.collection.models import Submission
from ertad.collection.workbook.columns import (
    Column,
    hours_columns,
    place_columns,
    service_columns,
    titles,
)
from ertad.collection.workbook.identity import NotOurs, identity_in
from ertad.collection.workbook.labels import read_labels
from ertad.collection.workbook.sheets import (
    SPARE_ROWS,
    Book,
    offer,
    printed,
    put,
    put_header,
    write_identity,
    write_lists,
)
from ertad.collection.workbook.wording import (
    IDENTITY_SHEET,
    SHEETS,
    in_each_language,
)
from ertad.files.spreadsheets.problems import Refused, cell_place
from ertad.files.spreadsheets.reading import read_workbook
from ertad.files.spreadsheets.tables import find_table
from ertad.files.spreadsheets.values import as_text
from ertad.files.spreadsheets.workbook import LISTS_SHEET, Cell, Sheet, Workbook
from ertad.files.spreadsheets.writing import Mark, looks
from ertad.files.spreadsheets.writing.workbooks import add_mark

RowPlace = tuple[str, int]
Told = tuple[bool, str]
"""Whether it is an error, and what the comment says."""


def marked_workbook(submission: Submission, *, language: str | None = None) -> bytes:
    """An xlsx with the received values, marked cells and a list of all that was found.

    Messages are in `language` (default: the reader's). A file that could not be read gives a
    workbook with the list alone.
    """
    reader = language or get_language() or submission.language
    with override(reader):
        if "mapping" in submission.columns:
            return _of_another_shape(submission)
        return _Marking(submission).write()


def _of_another_shape(submission: Submission) -> bytes:
    # Lists are written with what this package knows of workbooks; it asks for them only here.
    from ertad.collection.lists.marked import marked_submission

    return marked_submission(submission)


class _Marking:
    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.language = submission.language
        try:
            self.received = read_workbook(bytes(submission.content))
        except Refused:
            self.received = Workbook("xlsx")
        rows = submission.rows.order_by("sheet", "row")
        self.rows = list(rows.values_list("sheet", "row", "findings", "comment"))
        self.findings: list[Finding] = [
            *submission.findings,
            *(found for _sheet, _row, findings, _comment in self.rows for found in findings),
        ]
        self.marks = self._marks()
        self.layouts = {sheet.name: self._layout(sheet) for sheet in self.received.sheets}

    def write(self) -> bytes:
        book = Book(self.submission.file_name)
        self._list(book)
        ours = {IDENTITY_SHEET, LISTS_SHEET} | _names("errors") | _names("help")
        sheets = [sheet for sheet in self.received.sheets if sheet.name not in ours]
        labels = read_labels(invented=self.submission.invitation.institution.invented)
        written = [(sheet, book.sheet(sheet.name[:31])) for sheet in sheets]
        with override(self.language):
            ranges = write_lists(book, labels, self.language)
        for sheet, page in written:
            self._sheet(book, sheet, page, ranges)
        self._identity(book)
        return book.done()

    def _marks(self) -> dict[RowPlace, dict[int, list[Told]]]:
        """(sheet, row) -> column -> marks; column 0 is the row as a whole."""
        marks: dict[RowPlace, dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
        for found in self.findings:
            if found["row"]:
                column = cell_place(f"{found['column']}1")[1] if found["column"] else 0
                message, remedy = told(found)
                error = found["severity"] == Severity.ERROR
                mark = (error, f"{message} {remedy}")
                marks[found["sheet"], found["row"]][column].append(mark)
        for sheet, row, _findings, comment in self.rows:
            if comment:
                text = _("Reviewer: %(comment)s") % {"comment": comment}
                marks[sheet, row][0].append((True, text))
        return marks

    def _list(self, book: Book) -> None:
        """All that was found, errors first, with sheet, row and column."""
        page = book.sheet(str(SHEETS["errors"]))
        widths = (12, 16, 8, 10, 70, 60)
        headers = (_("How grave"), _("Sheet"), _("Row"), _("Column"), _("What is wrong"),
                   _("What to do"))  # fmt: skip
        for position, (header, width) in enumerate(zip(headers, widths, strict=True)):
            put_header(book, page, 0, position, header, asked=True)
            page.set_column(position, position, width)
        words = {True: _("error"), False: _("warning")}
        lines: list[tuple[bool, str, int, str, str, str]] = [
            (found["severity"] != Severity.ERROR, found["sheet"], found["row"] or 0,
             found["column"], *told(found))
            for found in self.findings
        ]  # fmt: skip
        lines += [
            (False, sheet, row, "", comment, _("The reviewer asks for this."))
            for sheet, row, _findings, comment in self.rows
            if comment
        ]
        for number, (warning, sheet, row, column, message, remedy) in enumerate(
            sorted(lines, key=lambda line: line[:4]), start=1
        ):
            put(page, number, 0, words[not warning], book, **_look(not warning))
            for position, value in enumerate((sheet, row or "", column, message, remedy), start=1):
                put(page, number, position, value, book)
        page.freeze_panes(1, 0)
        printed(page, 0, self.submission.file_name)

    def _sheet(
        self, book: Book, sheet: Sheet, page: Any, ranges: Mapping[str, tuple[str, int]]
    ) -> None:
        header, columns = self.layouts[sheet.name]
        for row in sheet.rows:
            for position, cell in enumerate(row.cells):
                self._cell(book, page, sheet, row.number, position, cell, row.number == header)
            self._bare_marks(book, page, sheet, row.number, len(row.cells))
        for position, column in columns.items():
            hidden = {"hidden": True} if column.hidden else {}
            page.set_column(position, position, column.width, None, hidden)
        if header is not None:
            last = max((row.number for row in sheet.rows), default=header) + SPARE_ROWS
            with override(self.language):
                offer(page, columns, (header, last), ranges)
            page.freeze_panes(header, 0)
            printed(page, header - 1, self.submission.file_name)
        if sheet.hidden:
            page.hide()

    def _cell(
        self, book: Book, page: Any, sheet: Sheet, row: int, position: int, cell: Cell,
        header: bool,
    ) -> None:  # fmt: skip
        if header:
            put_header(book, page, row - 1, position, as_text(cell), asked=True)
            return
        how: dict[str, Any] = {}
        if marks := self.marks.get((sheet.name, row), {}).get(position + 1):
            how = _look(any(error for error, _text in marks))
            self._comment(page, row, position, marks)
        value = masked(cell) if isinstance(cell, str) else _number(cell)
        put(page, row - 1, position, value, book, **how)

    def _bare_marks(
        self, book: Book, page: Any, sheet: Sheet, row: int, cells: int
    ) -> None:  # fmt: skip
        """Marks of empty cells right of the last value, and of the row as a whole."""
        marked = self.marks.get((sheet.name, row), {})
        for column, marks in marked.items():
            if column > cells:
                how = _look(any(error for error, _text in marks))
                put(page, row - 1, column - 1, "", book, **how)
                self._comment(page, row, column - 1, marks)
            elif column == 0:
                first = self._first_visible(sheet)
                if first + 1 not in marked:
                    self._comment(page, row, first, marks)

    def _first_visible(self, sheet: Sheet) -> int:
        columns = self.layouts[sheet.name][1]
        return min((at for at, column in columns.items() if not column.hidden), default=0)

    def _comment(
        self, page: Any, row: int, position: int, marks: list[Told]
    ) -> None:  # fmt: skip
        severity: Literal["error", "warning"] = (
            "error" if any(error for error, _text in marks) else "warning"
        )
        text = "\n".join(text for _error, text in marks)
        add_mark(page, Mark(row, position + 1, severity, text))

    def _layout(self, sheet: Sheet) -> tuple[int | None, dict[int, Column]]:
        """The header row and the columns that are known, by position from 0."""
        key = next((key for key in ("services", "places", "hours")
                    if sheet.name.casefold() in {n.casefold() for n in _names(key)}),
                   "services")  # fmt: skip
        table = find_table(sheet, titles(key))
        known = {
            column.key: column
            for column in {
                "services": service_columns(self.language),
                "places": place_columns(),
                "hours": hours_columns(),
            }[key]
        }
        found = {}
        for name, position in table.columns.items():
            column = known.get(name) or known.get(f"{name}_{self.language}")
            if column:
                found[position - 1] = column
        return table.header_row, found

    def _identity(self, book: Book) -> None:
        for sheet in self.received.sheets:
            if sheet.name == IDENTITY_SHEET:
                cells = {as_text(row.cell(1)): as_text(row.cell(2)) for row in sheet.rows}
                try:
                    write_identity(book, identity_in(cells))
                except NotOurs:
                    return


def _look(error: bool) -> dict[str, Any]:
    return looks.MARKS["error" if error else "warning"]


def _names(key: str) -> set[str]:
    return set(in_each_language(SHEETS[key]).values())


def _number(cell: Cell) -> Cell:
    """A number with eleven digits is hidden like a text with them."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = as_text(cell)
        hidden = masked(text)
        return hidden if hidden != text else cell
    return cell
