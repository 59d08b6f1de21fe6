"""CSV as programs and people make it: which letters (see `encodings`), which separator, then strict
reading. A quotation mark that is never closed is an error at the line where it opens."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from ertad.files.spreadsheets.budget import Budget, SheetScan
from ertad.files.spreadsheets.encodings import decoded
from ertad.files.spreadsheets.problems import Problem, Refused
from ertad.files.spreadsheets.workbook import Row, Sheet, Workbook

DELIMITERS = ";\t|,"
LONGEST_CELL = 500_000
"""Longer is no cell but a quotation mark that was not closed."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEP_LINE = re.compile(r"sep=([;,|\t])(?:\r\n|\r|\n)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_BEGIN = r"(?<![^;,\t\r\n])"
_FORMULA = r"(?=['\"]*[=+\-@\t\r＝＋－＠])"
_UNGUARDED = re.compile(_BEGIN + _FORMULA)
_GUARDED = re.compile(_BEGIN + "'" + _FORMULA)
_BLANK_BEFORE_FORMULA = re.compile(r"[\s\ufeff\u200b]+(?=[=+\-@＝＋－＠])")


def read_csv(data: bytes, budget: Budget, encoding: str = "") -> Workbook:
    """One sheet called `csv`. Raises Refused: unknown letters, an open quote, too much of it.

    `encoding` overrides what the bytes say.
    """
    read = decoded(data, encoding)
    sheet = Sheet("csv")
    book = Workbook("csv", [sheet], encoding=read.encoding)
    if read.guessed:
        told = {"name": read.encoding, "example": read.example}
        book.problems.append(Problem("encoding_guessed", sheet.name, params=told))
    text, delimiter = _separated(read.text)
    book.delimiter = delimiter
    scan = SheetScan(sheet.name)
    for number, cells in enumerate(_records(text, delimiter), start=1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        budget.add_rows()
        budget.reach(scan, number, len(cells))
        sheet.rows.append(Row(number, [_unguarded(cell) or None for cell in cells]))
    budget.close_sheet(scan)
    return book


def guarded(text: str) -> str:
    """A text cell that no spreadsheet program takes for a formula; `read_csv` takes it back.

    An apostrophe goes before `= + - @`, tab and return (and their full-width forms) where a cell
    begins, quotes or not: at the start, and after anything that another program may take for the
    end of a cell (`;`, `,`, tab, line end). Blanks before a formula sign at the start are dropped.
    """
    if blank := _BLANK_BEFORE_FORMULA.match(text):
        text = text[blank.end() :]
    return _UNGUARDED.sub("'", text)


def _unguarded(text: str) -> str:
    return _GUARDED.sub("", text) if "'" in text else text


def _separated(text: str) -> tuple[str, str]:
    """The text without a `sep=` line, and its separator: the one most lines agree on."""
    if said := _SEP_LINE.match(text):
        return text[said.end() :], said[1]
    lines = [line for line in _QUOTED.sub("", text[:50_000]).splitlines()[:50] if line.strip()]

    def agreement(delimiter: str) -> int:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        return max((counts.count(count) for count in counts), default=0)

    return text, max(DELIMITERS, key=agreement)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Strict: a quote that is never closed is an error here, not a cell of many megabytes."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        if '"' not in text:  # one endless word: whatever this is, it is no table
            raise Refused("not_a_spreadsheet") from error
        raise Refused("broken_quote", {"line": _line_of_open_quote(text, delimiter)}) from error


def _line_of_open_quote(text: str, delimiter: str) -> int:
    """The line of the first quotation mark that opens a cell and is not closed at its end."""
    edge = re.escape(delimiter) + r"\r\n"
    opening = re.compile(rf'(?<![^{edge}])"')
    closing = re.compile(rf'"(?:"|(?=[{edge}])|\Z)')
    at = 0
    while opened := opening.search(text, at):
        at = opened.end()
        while True:
            mark = text.find('"', at)
            closed = closing.match(text, mark) if mark >= 0 else None
            if closed is None:
                return len(_LINE_END.findall(text, 0, opened.start())) + 1
            at = closed.end()
            if closed[0] == '"':
                break
    return len(_LINE_END.findall(text)) + 1
