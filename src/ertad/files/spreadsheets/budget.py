"""Counts what a file holds while it is looked through, and refuses it once that is too much."""

from collections import Counter
from dataclasses import dataclass, field

from ertad.files.spreadsheets.problems import Refused, cell_name
from ertad.files.spreadsheets.workbook import Limits

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1."""


@dataclass
class SheetScan:
    """What the XML of a sheet says that the values alone do not."""

    name: str
    found: list[tuple[str, int, int, str]] = field(default_factory=list)
    """Problem code, row, column, text shown in the cell."""
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


@dataclass
class Budget:
    """Shared by all sheets of one file."""

    limits: Limits
    rows: int = 0
    area: int = 0
    characters: int = 0
    found: int = 0
    shared: Counter[int] = field(default_factory=Counter)
    """How many cells show each shared string of an xlsx file."""

    def add_rows(self, count: int = 1) -> None:
        self.rows += count
        if self.rows > self.limits.rows:
            raise Refused("too_many_rows", {"limit": self.limits.rows})

    def add_text(self, characters: int) -> None:
        self.characters += characters
        if self.characters > self.limits.text_characters:
            raise Refused("too_much_text", {"limit": self.limits.text_characters})

    def add_found(self, count: int = 1) -> None:
        self.found += count
        if self.found > self.limits.problems:
            raise Refused("too_many_problems", {"limit": self.limits.problems})

    def reach(self, scan: SheetScan, row: int, column: int) -> None:
        """A used cell: the sheet reaches at least this far."""
        if row > self.limits.last_row or column > self.limits.columns:
            raise Refused("too_far", {"sheet": scan.name, "cell": cell_name(row, column)})
        scan.last_row = max(scan.last_row, row)
        scan.last_column = max(scan.last_column, column)

    def close_sheet(self, scan: SheetScan) -> None:
        self.area += scan.last_row * scan.last_column
        if self.area > self.limits.cells:
            last = cell_name(scan.last_row, scan.last_column)
            raise Refused("too_far", {"sheet": scan.name, "cell": last})
