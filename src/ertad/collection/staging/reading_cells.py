"""From a cell to the value of a record's field, and what is wrong with it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ertad.collection.checks import MASK, Spot, masked
from ertad.collection.staging.resolving import EVERYWHERE, Resolver
from ertad.collection.workbook.labels import MUNICIPALITIES, list_name
from ertad.directory.record import Field
from ertad.engines.script import from_legacy, looks_like_legacy
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.workbook import Cell

WHEN_EMPTY = {"sex": "any", "places": "unknown"}
"""What the record says where a choice was left empty."""
_UNKNOWN = {"service_type": "type_unknown", MUNICIPALITIES: "municipality_unknown"}
Wrong = list[Spot]


class Read(NamedTuple):
    """`value` is None where the cell could not be read; `text` is the free text that was read."""

    value: Any
    wrong: Wrong
    text: str = ""
    readable: bool = True


def read_cell(
    field: Field, key: str, cell: Cell, resolver: Resolver, *, old_fonts: bool = True
) -> Read:
    """The value of `field` in `cell`; `key` is its record key, for what is wrong."""
    match field.kind:
        case "text" | "long_text" | "lines":
            return read_text(key, cell, georgian=key.endswith("_ka") and old_fonts)
        case "terms" | "municipalities" | "languages" | "term" | "choice":
            return _listed(field, key, cell, resolver)
        case "phones":
            return _phones(key, cell)
        case "number":
            return _by(values.whole_number, key, cell)
        case "yes_no":
            return _yes_no(key, cell, resolver)
        case "day":
            read = _by(values.day, key, cell)
            return read._replace(value=read.value.isoformat() if read.value else "")
        case "email":
            return _by(values.email, key, cell, free=True)
        case "url":
            return _by(values.url, key, cell, free=True)
        case _:
            raise ValueError(f"{field.key} is not a column")


def read_text(key: str, cell: Cell, *, georgian: bool = True) -> Read:
    """Free text: a personal number is hidden, an old Georgian font is converted."""
    text = values.as_text(cell)
    hidden = masked(text)
    if MASK in hidden:
        return Read(hidden, [Spot("personal_number", key)], hidden, readable=False)
    if georgian and looks_like_legacy(text):
        converted = from_legacy(text)
        told = {"text": text[:80], "read": converted[:80]}
        return Read(converted, [Spot("legacy_font", key, told)], converted)
    return Read(text, [], text)


def _by(
    reader: Callable[[Cell], tuple[Any, str | None]], key: str, cell: Cell, *, free: bool = False
) -> Read:
    shown = masked(values.as_text(cell))
    if MASK in shown:
        return Read(None, [Spot("personal_number", key)], readable=False)
    value, code = reader(cell)
    wrong = [Spot(code, key, {"value": shown[:80]})] if code else []
    return Read(value, wrong, shown if free else "", readable=not code or bool(value))


def _phones(key: str, cell: Cell) -> Read:
    """Every number by itself, so that one wrong number is the one that is shown."""
    shown = masked(values.as_text(cell))
    if MASK in shown:
        return Read([], [Spot("personal_number", key)], readable=False)
    numbers, code = values.phones(cell)
    if code is None:
        return Read(numbers, [])
    parts = values.several(cell, comma=True)
    bad = [(part, values.phone(part)[1]) for part in parts]
    wrong = [Spot(why, key, {"value": part[:80]}) for part, why in bad if why]
    return Read([], wrong or [Spot(code, key, {"value": shown[:80]})], readable=False)


def _yes_no(key: str, cell: Cell, resolver: Resolver) -> Read:
    text = values.as_text(cell)
    if (code := resolver.one("yes_no", text)) and not isinstance(cell, bool):
        return Read(code == "yes", [])
    return _by(values.yes_no, key, cell)


def _listed(field: Field, key: str, cell: Cell, resolver: Resolver) -> Read:
    name = list_name(field)
    text = values.as_text(cell)
    if MASK in masked(text):
        return Read(None, [Spot("personal_number", key)], readable=False)
    answer = resolver.several(name, text)
    if answer.unknown and looks_like_legacy(text):
        converted = resolver.several(name, from_legacy(text))
        answer = answer if converted.unknown else converted
    code = _UNKNOWN.get(name, "value_unknown")
    wrong = [
        Spot(code, key, {"text": piece[:80], "nearest": nearest})
        for piece, nearest in answer.unknown
    ]
    if field.kind in ("terms", "municipalities", "languages"):
        return Read(sorted(set(answer.codes)), wrong, readable=not wrong)
    if len(answer.codes) > 1:
        wrong.append(Spot("one_value_only", key))
    value = answer.codes[0] if answer.codes else WHEN_EMPTY.get(key, "")
    return Read(value, wrong, readable=not wrong)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


__all__ = ["EVERYWHERE", "WHEN_EMPTY", "Read", "is_blank", "read_cell", "read_text"]
