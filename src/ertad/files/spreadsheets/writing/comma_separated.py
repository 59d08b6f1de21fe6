"""CSV that opens in Excel with the right letters, and in which no cell is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from ertad.files.spreadsheets.comma_separated import guarded
from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell


def write_csv(rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """UTF-8 with a byte order mark; text cells as `guarded` describes, numbers as numbers.

    So `+995322000000` is written `'+995322000000`: Excel would make a number of it otherwise.
    `read_workbook` takes the apostrophe off again. Days are written as ISO.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell.replace("\x00", ""))
        case bool() | int() | float():
            return str(cell)
        case _ if hasattr(cell, "isoformat"):
            return cell.isoformat()
        case _:
            return as_text(cell)
