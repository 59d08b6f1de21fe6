"""What the cells of a column look like, whatever its title says."""

import re
from collections.abc import Callable, Sequence

from ertad.collection.staging.resolving import Resolver
from ertad.collection.workbook.labels import LANGUAGES_SPOKEN, MUNICIPALITIES
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.values.hours import hours
from ertad.files.spreadsheets.values.markup import from_html
from ertad.files.spreadsheets.workbook import Cell

SURE = 0.8
"""Score, 0 to 1, of a column of which every cell fits."""
ENOUGH = 0.6
"""Share of cells that must fit."""
LOOK_AT = 120
"""Cells of a column."""
LONG = 80
"""Characters of a description, on average."""
_AGES = re.compile(r"\d{1,2}\s*(?:[-–+]|წ|years|ans|and)|წლ|under|მდე", re.IGNORECASE)
_ADDRESS = re.compile(
    r"ქუჩ|გამზ|\bქ\.|\bst(?:reet)?\b|\bave(?:nue)?\b|\broad\b|\brue\b|№\s*\d", re.I
)
LISTED = {
    "types": "service_type", "target_groups": "target_group", "needs": "rnr_need",
    "serves": MUNICIPALITIES, "languages": LANGUAGES_SPOKEN, "cost": "cost", "places": "places",
    "sex": "sex", "level": "level", "state": "state",
}  # fmt: skip


def examples(cells: Sequence[Cell], number: int = 3) -> list[str]:
    """The first different values of a column, short."""
    texts = dict.fromkeys(" ".join(from_html(values.as_text(cell)).split()) for cell in cells)
    return [f"{text[:59]}…" if len(text) > 60 else text for text in texts if text][:number]


def by_content(cells: Sequence[Cell], resolver: Resolver) -> dict[str, float]:
    """Field -> score, for the fields that most of the cells fit."""
    told = [cell for cell in cells if values.as_text(cell)][:LOOK_AT]
    if not told:
        return {}
    texts = [values.as_text(cell) for cell in told]
    found: dict[str, float] = {}
    for name, fits in _FITS.items():
        _score(found, name, [fits(cell) for cell in told])
    for name, listed in LISTED.items():
        _score(found, name, [resolver.fits(listed, text) for text in texts])
    if "serves" in found and all(len(text.split(";")) == 1 for text in texts):
        found["municipality"] = found["serves"] + 0.01
    if "phones" in found:
        found["phone"] = found["phones"]
    average = sum(map(len, texts)) / len(texts)
    if average > LONG and len(set(texts)) > len(texts) / 2:
        found["description"] = 0.5
    return found


def _score(found: dict[str, float], name: str, fitting: Sequence[bool]) -> None:
    share = sum(fitting) / len(fitting)
    if share >= ENOUGH:
        found[name] = round(SURE * share, 2)


def _phone(cell: Cell) -> bool:
    text = values.as_text(cell)
    number, code = values.phone(text.split(";")[0])
    return bool(number) and code is None and sum(letter.isdigit() for letter in text) >= 6


def _email(cell: Cell) -> bool:
    return values.email(cell) != ("", None) and values.email(cell)[1] is None


def _url(cell: Cell) -> bool:
    text = values.as_text(cell)
    plain = "://" in text or text.startswith("www.")
    return plain and values.url(text)[1] is None


def _hours(cell: Cell) -> bool:
    return bool(hours(values.as_text(cell)).spans)


def _ages(cell: Cell) -> bool:
    text = values.as_text(cell)
    return bool(_AGES.search(text)) and len(text) < 40 and values.age_range(text)[0] is not None


def _address(cell: Cell) -> bool:
    text = values.as_text(cell)
    return bool(_ADDRESS.search(text)) and any(letter.isdigit() for letter in text)


_FITS: dict[str, Callable[[Cell], bool]] = {
    "phones": _phone,
    "email": _email,
    "url": _url,
    "hours": _hours,
    "ages": _ages,
    "address": _address,
}
