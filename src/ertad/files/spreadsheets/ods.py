"""OpenDocument spreadsheets: looked through like `xlsx`, for the same reasons.

Here a row or cell can stand for thousands (`number-rows-repeated`), and a run of spaces for any
number of them, so a tiny file can be huge once read: repeats count as what they stand for.
"""

from io import BytesIO

from ertad.files.spreadsheets.budget import Budget, SheetScan
from ertad.files.spreadsheets.package import Checked, Package
from ertad.files.spreadsheets.problems import Refused
from ertad.files.spreadsheets.safe_xml import look_through

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"
_CELLS = ("table-cell", "covered-table-cell")
_VALUES = {
    "float": "office:value",
    "percentage": "office:value",
    "currency": "office:value",
    "date": "office:date-value",
    "time": "office:time-value",
    "boolean": "office:boolean-value",
}


def check_ods(package: Package, budget: Budget) -> tuple[BytesIO, list[SheetScan]]:
    """A zip that is safe to read values from, and what the XML says of each sheet."""
    scanner = _ContentScanner(budget)
    with Checked() as checked:
        for _ in checked.copy("mimetype", [MIMETYPE.encode()]):
            pass
        if _MANIFEST in package:
            chunks = checked.copy(_MANIFEST, package.chunks(_MANIFEST))
            look_through(chunks, start=_refuse_encrypted)
        chunks = checked.copy(_CONTENT, package.chunks(_CONTENT))
        look_through(chunks, start=scanner.start, end=scanner.end, text=scanner.text)
        return checked.finish(), scanner.scans


def _refuse_encrypted(name: str, _attributes: dict[str, str]) -> None:
    if name == "encryption-data":
        raise Refused("encrypted")


def _count(attributes: dict[str, str], name: str) -> int:
    count = int(attributes.get(name, "1"))
    if not 0 < count <= 10_000_000:
        raise Refused("damaged")
    return count


class _ContentScanner:
    """The state of a walk through `content.xml`: sheet by sheet, row by row."""

    def __init__(self, budget: Budget) -> None:
        self.scans: list[SheetScan] = []
        self._budget = budget
        self._scan: SheetScan | None = None
        self._row = self._row_times = self._column = self._times = self._headed = 0
        self._row_hidden = False
        self._row_last = self._row_characters = 0
        self._row_found: list[tuple[str, int, str]] = []
        self._cell: dict[str, str] | None = None
        self._annotation = 0
        self._paragraph = False
        self._shown = ""
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._start_table(attributes)
        elif self._scan is None:
            return
        elif name == "table-row":
            self._start_row(attributes)
        elif name in _CELLS:
            self._start_cell(attributes)
        elif name == "table-column":
            self._hide_columns(attributes)
        elif name == "annotation":
            self._annotation += 1
        elif name == "p":
            self._paragraph = not self._annotation
        elif name == "s" and self._paragraph:
            self._length += _count(attributes, "text:c")

    def end(self, name: str) -> None:
        if self._scan is None:
            return
        if name == "p":
            self._paragraph = False
        elif name == "annotation":
            self._annotation -= 1
        elif name in _CELLS:
            self._end_cell(self._scan)
        elif name == "table-row":
            self._end_row(self._scan)
        elif name == "table":
            self._budget.close_sheet(self._scan)
            self._scan = None

    def text(self, data: str) -> None:
        if self._paragraph and self._cell is not None:
            self._length += len(data)
            if len(self._shown) < 40:
                self._shown = (self._shown + data)[:40]

    def _start_table(self, attributes: dict[str, str]) -> None:
        if self._scan is not None:
            raise Refused("damaged")  # a table inside a cell
        self._scan = SheetScan(attributes.get("table:name", ""))
        self.scans.append(self._scan)
        self._row = self._headed = 0

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row += 1
        self._row_times = _count(attributes, "table:number-rows-repeated")
        self._row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self._column = self._row_last = self._row_characters = 0
        self._row_found = []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._times = _count(attributes, "table:number-columns-repeated")
        self._cell = attributes
        self._shown, self._length = "", 0

    def _end_cell(self, scan: SheetScan) -> None:
        cell, first = self._cell or {}, self._column
        self._column += self._times - 1
        self._cell = None
        wide = _count(cell, "table:number-columns-spanned")
        high = _count(cell, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            self._budget.add_found()
            scan.merged.append((self._row, first, self._row + high - 1, first + wide - 1))
        length = max(self._length, len(cell.get("office:string-value", "")))
        if not length and "office:value-type" not in cell and "table:formula" not in cell:
            return
        self._budget.reach(scan, self._row, self._column)
        self._row_last = self._column
        self._row_characters += length * self._times
        if code := _judged(cell, length):
            self._budget.add_found(self._times)
            columns = range(first, self._column + 1)
            self._row_found += [(code, column, self._shown) for column in columns]

    def _end_row(self, scan: SheetScan) -> None:
        last = self._row + self._row_times - 1
        if self._row_last:
            budget = self._budget
            budget.add_rows(self._row_times)
            budget.reach(scan, last, self._row_last)
            budget.add_text(self._row_characters * self._row_times)
            budget.add_found(len(self._row_found) * (self._row_times - 1))
            for row in range(self._row, last + 1):
                for code, column, shown in self._row_found:
                    scan.found.append((code, row, column, shown))
                if self._row_hidden:
                    scan.hidden_rows.add(row)
        self._row = last

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if self._scan is None:
            return
        first = self._headed + 1
        self._headed += _count(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", "visible") != "visible":
            last = min(self._headed, self._budget.limits.columns)
            self._scan.hidden_columns.update(range(first, last + 1))


def _judged(cell: dict[str, str], length: int) -> str:
    """The problem code of a cell, or ''."""
    if cell.get("calcext:value-type") == "error":
        return "error_value"
    if "table:formula" not in cell:
        return ""
    kind = cell.get("office:value-type", "")
    if kind == "string":
        known = length > 0 or "office:string-value" in cell
    else:
        known = _VALUES.get(kind, "") in cell
    return "" if known else "formula_without_value"
