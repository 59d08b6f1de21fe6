"""Whole numbers, also inside a few words: `14 წლიდან`, `14,0`, `14+`, `15 places`."""

import re

from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_MINUS = re.compile(r"^[-−–]\s*\d")


def whole_number(value: Cell, *, most: int = 1_000_000) -> tuple[int | None, str | None]:
    """Exactly one number, 0 to `most`; a part after the comma must be zero."""
    if isinstance(value, bool):
        return None, "not_a_number"
    if isinstance(value, int | float):
        number: float = value
    else:
        shown = _GROUPED.sub("", as_text(value))
        if not shown:
            return None, None
        found = _NUMBER.findall(shown)
        if len(found) != 1 or _MINUS.match(shown) or len(found[0]) > 15:
            return None, "not_a_number"
        number = float(found[0].replace(",", "."))
    if number < 0 or not float(number).is_integer():
        return None, "not_a_number"
    return (int(number), None) if number <= most else (None, "number_too_large")
