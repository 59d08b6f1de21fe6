"""Yes and no in three languages and more, and several values in one cell."""

import re

from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell

_YES = frozenset(
    [
        *("კი", "დიახ", "ხო", "ki", "diax", "diakh", "ho", "kho", "yes", "y", "oui", "o", "vrai"),
        *("true", "1", "x", "х", "✓", "✔", "☑", "+", "да", "da"),
    ]
)
_NO = frozenset(
    [
        *("არა", "ara", "no", "n", "non", "faux", "false", "0", "нет", "net"),
        *("-", "–", "—", "✗", "✘"),
    ]
)


def yes_no(value: Cell) -> tuple[bool | None, str | None]:
    """None for an empty cell. A tick or an x means yes, a dash no."""
    if isinstance(value, bool):
        return value, None
    shown = as_text(value).casefold().strip(" .!")
    if not shown:
        return None, None
    if shown in _YES:
        return True, None
    return (False, None) if shown in _NO else (None, "not_yes_or_no")


def several(value: Cell, *, comma: bool = False) -> list[str]:
    """The values of a cell, separated by `;` or line ends, and by commas only where told."""
    parts = re.split(r"[;；\n,،]" if comma else r"[;；\n]", as_text(value))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
