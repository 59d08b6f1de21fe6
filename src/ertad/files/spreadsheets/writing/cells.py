"""Writes one cell as what it is. Text is always text: XlsxWriter's guessing `write` is not used."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from ertad.files.spreadsheets.workbook import Cell

_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EXACT = 10**15
"""Excel keeps fifteen digits; longer whole numbers are written as text."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; days before are written as text."""

Look = Mapping[str, Any]
"""Format properties as XlsxWriter names them."""


class Formats:
    """XlsxWriter wants one object for each distinct look; this keeps them."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, *looks: Look) -> Any:
        """The format of all looks together, later ones first in rank."""
        together: dict[str, Any] = {}
        for look in looks:
            together.update(look)
        key = tuple(sorted(together.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(together)
        return self._known[key]


def write_cell(
    sheet: Any, formats: Formats, row: int, column: int, value: Cell, look: Look
) -> None:
    """Row and column count from 1. Text that begins like a formula also stays text when edited."""
    at = (row - 1, column - 1)
    match value:
        case None | "":
            sheet.write_blank(*at, None, formats.of(look))
        case bool():
            sheet.write_boolean(*at, value, formats.of(look))
        case int() | float() if _fits(value):
            sheet.write_number(*at, value, formats.of(look))
        case datetime() if value.date() >= _FIRST_DAY:
            known = formats.of(look, {"num_format": "dd.mm.yyyy hh:mm"})
            sheet.write_datetime(*at, value.replace(tzinfo=None), known)
        case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(*at, value, formats.of(look, {"num_format": "dd.mm.yyyy"}))
        case time():
            known = formats.of(look, {"num_format": "hh:mm"})
            sheet.write_datetime(*at, value.replace(tzinfo=None), known)
        case timedelta() if value >= timedelta():
            sheet.write_datetime(*at, value, formats.of(look, {"num_format": "[h]:mm:ss"}))
        case _:
            text = safe_text(str(value))
            careful = {"quote_prefix": True} if text.startswith(_FORMULA_STARTS) else {}
            sheet.write_string(*at, text, formats.of(look, careful))


def safe_text(text: str) -> str:
    """Without what no XML file can hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def _fits(value: int | float) -> bool:
    return math.isfinite(value) if isinstance(value, float) else abs(value) < _EXACT
