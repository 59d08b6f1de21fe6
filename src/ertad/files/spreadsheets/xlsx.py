"""Excel workbooks: every part is looked through before calamine may read the values.

calamine reads a formula that was never calculated as blank, holds every cell from the first to the
last used one in memory, and copies a shared text into each cell that shows it. So the XML is
streamed first: to find those formulas, error values, merged cells and hidden rows, and to refuse
what would not fit.
"""

import posixpath
from array import array
from collections.abc import Callable
from io import BytesIO

from ertad.files.spreadsheets.budget import Budget, SheetScan
from ertad.files.spreadsheets.package import Checked, Package
from ertad.files.spreadsheets.problems import Refused, cell_place
from ertad.files.spreadsheets.safe_xml import look_through

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_OTHERS = ("[Content_Types].xml", "_rels/.rels", "xl/styles.xml")
_TRUE = ("1", "true")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


def check_xlsx(package: Package, budget: Budget) -> tuple[BytesIO, list[SheetScan]]:
    """A zip that is safe to read values from, and what the XML says of each worksheet."""
    with Checked() as checked:
        for name in _OTHERS:
            if name in package:
                look_through(checked.copy(name, package.chunks(name)))
        sheets = _worksheets(package, checked)
        scans = [_check_sheet(package, checked, budget, name, part) for name, part in sheets]
        if _STRINGS in package:
            _check_shared_texts(package, checked, budget)
        return checked.finish(), scans


def _check_sheet(
    package: Package, checked: Checked, budget: Budget, name: str, part: str
) -> SheetScan:
    scan = SheetScan(name)
    scanner = _SheetScanner(scan, budget)
    chunks = checked.copy(part, package.chunks(part))
    look_through(chunks, start=scanner.start, end=scanner.end, text=scanner.text)
    budget.close_sheet(scan)
    return scan


def _worksheets(package: Package, checked: Checked) -> list[tuple[str, str]]:
    """Name and part of each worksheet, in order."""
    sheets: list[tuple[str, str]] = []
    parts: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            parts[attributes["Id"]] = _part(attributes["Target"])

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            sheets.append((attributes["name"], ids[0] if ids else ""))

    try:
        for part, start in ((_RELATIONS, relation), (_WORKBOOK, sheet)):
            look_through(checked.copy(part, package.chunks(part)), start=start)
    except KeyError as error:
        raise Refused("damaged") from error
    found = [(name, parts[id_]) for name, id_ in sheets if id_ in parts]
    if len({part for _, part in found}) != len(found):
        raise Refused("damaged")
    return found


def _part(target: str) -> str:
    path = posixpath.normpath(posixpath.join("/xl", target))
    return path.lstrip("/")


def _check_shared_texts(package: Package, checked: Checked, budget: Budget) -> None:
    """Texts are kept once and shown in many cells: what counts is what the cells show."""
    lengths = array("L")
    inside = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "si":
            lengths.append(0)
        inside = inside or name == "t"

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "t"

    def text(data: str) -> None:
        if inside and lengths:
            lengths[-1] += len(data)

    chunks = checked.copy(_STRINGS, package.chunks(_STRINGS))
    look_through(chunks, start=start, end=end, text=text)
    for index, times in budget.shared.items():
        if 0 <= index < len(lengths):
            budget.add_text(lengths[index] * times)


class _SheetScanner:
    """The state of a walk through one worksheet; a cell is judged when its element ends."""

    def __init__(self, scan: SheetScan, budget: Budget) -> None:
        self._scan, self._budget = scan, budget
        self._row = self._column = 0
        self._row_used = self._row_hidden = False
        self._kind = ""
        self._formula = self._valued = self._inside = False
        self._shown = ""
        self._length = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "is": self._start_value,
            "col": self._hide_columns,
            "mergeCell": self._merge,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "v":
            self._valued = self._inside = True
        elif handler := self._starts.get(name):
            handler(attributes)

    def end(self, name: str) -> None:
        if name in ("v", "is"):
            self._inside = False
        elif name == "c":
            self._end_cell()

    def text(self, data: str) -> None:
        if self._inside:
            self._length += len(data)
            if len(self._shown) < 40:
                self._shown = (self._shown + data)[:40]

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        self._row_used = False
        self._row_hidden = attributes.get("hidden") in _TRUE

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            row, self._column = cell_place(attributes["r"])
            if row != self._row:
                self._row, self._row_used = row, False
        else:
            self._column += 1
        if not (0 < self._row <= _MAX_ROW and 0 < self._column <= _MAX_COLUMN):
            raise Refused("damaged")
        self._kind = attributes.get("t", "")
        self._formula = self._valued = self._inside = False
        self._shown, self._length = "", 0

    def _start_formula(self, _attributes: dict[str, str]) -> None:
        self._formula = True

    def _start_value(self, _attributes: dict[str, str]) -> None:
        self._valued = self._inside = True

    def _end_cell(self) -> None:
        if not self._formula and not self._length:
            return  # formatted, but empty
        scan, budget = self._scan, self._budget
        if self._row > scan.last_row or self._column > scan.last_column:
            budget.reach(scan, self._row, self._column)
        if not self._row_used:
            self._row_used = True
            budget.add_rows()
            if self._row_hidden:
                scan.hidden_rows.add(self._row)
        if self._kind == "s":
            budget.shared[int(self._shown or "-1")] += 1
        else:
            budget.add_text(self._length)
        empty_text = self._kind == "str" and self._valued
        if self._formula and not self._length and not empty_text:
            self._find("formula_without_value")
        elif self._kind == "e":
            self._find("error_value")

    def _find(self, code: str) -> None:
        self._budget.add_found()
        self._scan.found.append((code, self._row, self._column, self._shown))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE:
            self._budget.add_found()
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            last = min(last, self._budget.limits.columns)
            self._scan.hidden_columns.update(range(max(first, 1), last + 1))

    def _merge(self, attributes: dict[str, str]) -> None:
        self._budget.add_found()
        first, _, last = attributes.get("ref", "").partition(":")
        self._scan.merged.append((*cell_place(first), *cell_place(last or first)))
