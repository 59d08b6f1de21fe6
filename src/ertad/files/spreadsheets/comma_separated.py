"""CSV as programs and people make it: which letters, which separator, then strict reading.

The encoding is decided by rules, in this order: a byte order mark; UTF-16 by the bytes in every
second place; valid UTF-8; else an 8-bit Windows page. There, Cyrillic fills whole words with high
bytes (cp1251), while French accents stand alone between plain letters (cp1252).
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from ertad.files.spreadsheets.budget import Budget, SheetScan
from ertad.files.spreadsheets.problems import Problem, Refused
from ertad.files.spreadsheets.workbook import Row, Sheet, Workbook

DELIMITERS = ";\t,"
LONGEST_CELL = 131_072
"""Characters; said at every reading, as the limit of `csv` belongs to the whole process."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HIGHER = b"\x00\x04\x10"
"""Latin, Cyrillic, Georgian."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_SEP_LINE = re.compile(r"sep=([;,|\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_BEGIN = r"(?<![^;,\t\r\n])"
_FORMULA = r"(?=['\"]*[=+\-@\t\r＝＋－＠])"
_UNGUARDED = re.compile(_BEGIN + _FORMULA)
_GUARDED = re.compile(_BEGIN + "'" + _FORMULA)
_BLANK_BEFORE_FORMULA = re.compile(r"[\s\ufeff\u200b]+(?=[=+\-@＝＋－＠])")


def read_csv(data: bytes, budget: Budget) -> Workbook:
    """One sheet called `csv`. Raises Refused: unknown letters, an open quote, too much of it."""
    text, encoding = _decoded(data)
    sheet = Sheet("csv")
    book = Workbook("csv", [sheet])
    if encoding in ("cp1251", "cp1252"):
        book.problems.append(Problem("encoding_guessed", sheet.name, params={"name": encoding}))
    text, delimiter = _separated(text)
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


def _decoded(data: bytes) -> tuple[str, str]:
    encodings = [name for mark, name in _MARKS if data.startswith(mark)]
    encoding = encodings[0] if encodings else _guessed(data)
    if not encoding.startswith("utf-16") and _CONTROL.search(data[:100_000]):
        raise Refused("not_a_spreadsheet")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise Refused("unknown_encoding") from error


def _guessed(data: bytes) -> str:
    sample = data[:4000]
    if 0 in sample:  # in UTF-16 the higher byte of most letters here is one of these
        shares = [sum(byte in _HIGHER for byte in sample[start::2]) for start in (0, 1)]
        if max(shares) * 10 > len(sample) * 3:
            return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows_page(data)
    return "utf-8"


def _windows_page(data: bytes) -> str:
    runs = [len(run) for run in _HIGH.findall(data[:200_000])]
    in_words = sum(run for run in runs if run >= 3)
    return "cp1251" if in_words * 2 > sum(runs) else "cp1252"


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
    line = 1
    try:
        for cells in reader:
            yield cells
            line = reader.line_num + 1
    except csv.Error as error:
        if '"' not in text:  # one endless word: whatever this is, it is no table
            raise Refused("not_a_spreadsheet") from error
        raise Refused("broken_quote", {"line": line}) from error
