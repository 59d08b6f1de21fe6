"""A spreadsheet once it has been read: plain rows of Python values, and what was wrong."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from ertad.files.spreadsheets.problems import Problem

Cell = str | int | float | bool | date | datetime | time | timedelta | None
LISTS_SHEET = "_lists"
"""The hidden sheet in which our own workbooks keep the choices of their dropdowns."""


@dataclass(frozen=True)
class Limits:
    """How much a file may hold. The defaults suit a workbook that people fill by hand."""

    size_bytes: int = 20 * 1024 * 1024
    entries: int = 2_000
    """Files inside the zip that an xlsx or ods is."""
    declared_bytes: int = 1024**3
    ratio: int = 300
    """How many times smaller than its content a large packed part may be."""
    unpacked_bytes: int = 100 * 1024 * 1024
    """Real bytes, counted while unpacking, of the parts that are read."""
    rows: int = 20_000
    """Rows with something in them, over all sheets."""
    last_row: int = 100_000
    columns: int = 500
    cells: int = 2_000_000
    """Cells from A1 to the last used one, over all sheets: they are held in memory."""
    cell_characters: int = 10_000
    text_characters: int = 30_000_000
    problems: int = 10_000


@dataclass(frozen=True)
class Row:
    """`cells[0]` is column A; trailing empty cells are left out."""

    number: int
    cells: list[Cell]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """The value in a column counted from 1; None when empty."""
        return self.cells[column - 1] if column <= len(self.cells) else None


@dataclass
class Sheet:
    """Rows that hold something, in order; blank rows are left out but keep their numbers."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()
    merged: list[str] = field(default_factory=list)
    """Ranges such as `B2:C3`."""


@dataclass
class Workbook:
    """What was read. Its problems are those of single cells and sheets; the rest was fine."""

    format: Literal["xlsx", "ods", "csv"]
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    encoding: str = ""
    """Of a text file: how its letters were read, and what stands between its cells."""
    delimiter: str = ""
