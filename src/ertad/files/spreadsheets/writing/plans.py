"""What a sheet shall hold, as plain data; every text is already in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from ertad.files.spreadsheets.workbook import Cell


@dataclass(frozen=True)
class Check:
    """What Excel lets into a cell; `message` is shown when something else is typed."""

    kind: Literal["whole_number", "date", "time", "length"]
    least: int | date | time
    most: int | date | time
    message: str = ""


@dataclass(frozen=True)
class Column:
    """One column. `hint` appears beside a cell that is chosen; `choices` become a dropdown."""

    title: str
    width: int = 18
    hint: str = ""
    choices: tuple[str, ...] = ()
    several: bool = False
    """Several choices may stand in a cell, so the dropdown helps but refuses nothing."""
    choice_message: str = ""
    """Shown when something is typed that is not among the choices."""
    check: Check | None = None
    asked: bool = False
    """One of the columns that everybody is asked to fill; its title stands out."""
    as_typed: bool = False
    """Excel keeps what is typed: for phones and codes with a zero or a plus in front."""
    hidden: bool = False


@dataclass(frozen=True)
class Mark:
    """A coloured cell with a comment. Row and column count from 1."""

    row: int
    column: int
    severity: Literal["error", "warning", "note"]
    comment: str


@dataclass(frozen=True)
class SheetPlan:
    """A table: lines above, then one row of titles, then the rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = ()
    above: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    room: int = 200
    """Empty rows below the data in which dropdowns and checks still work."""
    frozen_columns: int = 1
    hidden: bool = False

    @property
    def header_row(self) -> int:
        """Counted from 1."""
        return len(self.above) + 1


@dataclass(frozen=True)
class Line:
    text: str
    style: Literal["title", "heading", "text"] = "text"


@dataclass(frozen=True)
class TextPlan:
    """A sheet to read, such as Help: one wide column of lines."""

    name: str
    lines: Sequence[Line]
    width: int = 100
