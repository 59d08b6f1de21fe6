"""Free text: cleaned, freed of old Georgian fonts, and refused with a personal number in it."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from ertad.engines.script import from_legacy, looks_like_legacy
from ertad.files.spreadsheets.workbook import Cell

_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
# One line of letters that are composed already, without a sign that nobody sees.
_PLAIN = re.compile("[\t -~\u00a0-\u00ac\u00ae-\u00ff\u10d0-\u10fa\u2013\u201c-\u201e\u2116]*")
# Eleven digits in one piece, or in the groups in which people write personal numbers. A plus sign
# before them makes it a phone; a year range (2024-2025) does not match any of the groupings.
_PERSONAL = re.compile(
    r"(?<![\d+])(?:\d{11}|\d{2}[ \-]\d{3}[ \-]\d{6}|\d{5}[ \-]\d{6}|\d{3}[ \-]\d{3}[ \-]\d{5}"
    r"|\d{3}[ \-]\d{4}[ \-]\d{4}|\d{2}[ \-]\d{9})(?!\d)"
)


def text(value: Cell, *, legacy: bool = True) -> tuple[str, str | None]:
    """One or more lines of text in NFC. `legacy` converts old Georgian fonts (`saqarTvelo`)."""
    cleaned = as_text(value)
    if holds_personal_number(cleaned):
        return "", "personal_number"
    if legacy and looks_like_legacy(cleaned):
        return unicodedata.normalize("NFC", from_legacy(cleaned)), "legacy_font_converted"
    return cleaned, None


def holds_personal_number(cleaned: str) -> bool:
    """Whether a text has an 11-digit number that is not written as a phone number."""
    return _PERSONAL.search(cleaned) is not None


def as_text(value: Cell) -> str:
    """The cell as a person sees it: spaces plain and single, no control characters, NFC."""
    match value:
        case None:
            return ""
        case str():
            return _cleaned(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case int():
            return str(value)
        case datetime():
            return value.strftime("%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"


def _cleaned(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return _SPACES.sub(" ", value).strip()
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    kept = "".join(
        character
        for character in unicodedata.normalize("NFC", lines)
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
    )
    lines = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", kept))
    return _BLANK_LINES.sub("\n\n", lines).strip()
