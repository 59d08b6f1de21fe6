"""Rows as the engine sees them, and the weight of each field of two of them.

The weights are those of Fellegi and Sunter: log2 of how much more often a level of agreement is
seen between two records of one thing (m, fixed: see each `judge_`) than between records of two
things (u, counted in the data, value by value, so that a rare word weighs more).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ertad.engines.script import fold

from .evidence import Level
from .fields import Field, Kind, Row
from .names import Name, Words, compare_words, judge_name, read_name, without
from .phones_and_emails import judge_emails, judge_phones, read_emails, read_phones
from .places import Address, in_place, judge_address, judge_place, read_address, read_place
from .rarity import Counted, Rarity

Judged = tuple[Level, float]
Values = tuple[Any, ...]  # alternatives of one field as its kind reads them
OWN = (Kind.NAME, Kind.TEXT)  # each row has its own; the rest comes again and again
_NOT_PLACED = (Kind.PHONE, Kind.EMAIL, Kind.CODES, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Record:
    """One row, read: for each field what there is to compare (empty: nothing)."""

    id: str
    row: Row
    values: tuple[Values, ...]


def read_record(row: Row, fields: Sequence[Field]) -> Record:
    """Raises ValueError for a row without an id."""
    if row.get("id") in (None, ""):
        raise ValueError("Each row needs an id.")
    values = [_read(field, row) for field in fields]
    said = [
        found
        for field, found in zip(fields, values, strict=True)
        if field.kind is Kind.PLACE and found
    ]
    if said:
        places = _words_of_places(*said)
        values = [
            found
            if not found or field.kind in _NOT_PLACED
            else (_without if field.kind in OWN else _without_again)(found, places)
            for field, found in zip(fields, values, strict=True)
        ]
    return Record(str(row["id"]), row, tuple(values))


@lru_cache(maxsize=2000)
def _words_of_places(*said: tuple[Words, ...]) -> frozenset[str]:
    """The words that tell where a row is."""
    return frozenset(word for places in said for place in places for word in place)


def _without(values: Values, places: frozenset[str]) -> Values:
    """Names and addresses that do not say again where the row is."""
    return tuple(
        [
            without(value, places) if isinstance(value, Name) else in_place(value, places)
            for value in values
        ]
    )


_without_again = lru_cache(maxsize=20_000)(_without)


def _read(field: Field, row: Row) -> Values:
    cells = field.cells(row)
    if not cells:
        return ()
    return (_read_cells if field.kind in OWN else _read_again)(field.kind, cells)


def _read_cells(kind: Kind, cells: tuple[str, ...]) -> Values:
    if len(cells) == 1:
        return _read_cell(kind, cells[0])
    return tuple(dict.fromkeys([value for cell in cells for value in _read_cell(kind, cell)]))


_read_again = lru_cache(maxsize=20_000)(_read_cells)


def _read_cell(kind: Kind, cell: str) -> Values:
    match kind:
        case Kind.PHONE:
            return read_phones(cell)
        case Kind.EMAIL:
            return read_emails(cell)
        case Kind.CODES:
            return tuple(dict.fromkeys(_read_codes(cell)))
        case Kind.PLACE:
            place = read_place(cell)
            return (place,) if place else ()
        case Kind.ADDRESS:
            address = read_address(cell)
            return (address,) if address.number or address.street else ()
        case _:
            name = read_name(cell)
            return (name,) if name.words else ()


def _read_codes(cell: str) -> list[str]:
    parts = (" ".join(fold(part)) for part in cell[:500].replace(",", ";").split(";"))
    return [part for part in parts if part]


def whole(value: object) -> Counted:
    """The value as it is counted: a name by its words, all else as one text."""
    match value:
        case Name(words):
            return words
        case Address(number, street):
            return f"={number} {' '.join(street)}"
        case tuple():
            return " ".join(value)
        case _:
            return str(value)


def counted(field: Field, values: Values) -> set[Counted]:
    """What of a row's field is counted for its rarity, each once."""
    found: set[Counted] = set()
    for value in values:
        found.add(whole(value))
        match value:
            case Name(words, told):
                found.update(words)
                if told is not words:
                    found.update(told)
            case Address(number, street):
                found.update(street)
                found.add(f"#{number}")
            case str() if field.kind is Kind.EMAIL:
                found.add("@" + value.rpartition("@")[2])
            case _:
                pass
    return found


def judge(field: Field, left: Values, right: Values, rarity: Rarity) -> Judged | None:
    """Level and bits of one field; None where a side says nothing."""
    if not left or not right:
        return None
    match field.kind:
        case Kind.PHONE:
            level, bits = judge_phones(left, right, rarity)
        case Kind.EMAIL:
            level, bits = judge_emails(left, right, rarity)
        case Kind.CODES:
            level, bits = _judge_codes(set(left), set(right), rarity)
        case Kind.ORGANISATION:  # few institutions have many services
            known = rarity.judged.get((left, right))
            if known is None:
                known = rarity.judged[left, right] = _judge_best(field.kind, left, right, rarity)
            level, bits = known
        case _:
            level, bits = _judge_best(field.kind, left, right, rarity)
    return level, bits * field.weight


def _judge_best(kind: Kind, left: Values, right: Values, rarity: Rarity) -> Judged:
    """The best agreement of any alternative with any other.

    Of names in several languages only those are compared that have most words in common, by
    number or for their length.
    """
    if len(left) == len(right) == 1:
        return _judge_one(kind, left[0], right[0], rarity)
    pairs = [(one, other) for one in left for other in right]
    if isinstance(left[0], Name):
        pairs = _most_in_common(pairs)
    return max(
        (_judge_one(kind, one, other, rarity) for one, other in pairs),
        key=lambda judged: judged[1],
    )


def _most_in_common(pairs: list[tuple[Name, Name]]) -> list[tuple[Name, Name]]:
    """The pairs that share most words, or the largest part of both; all where none shares any."""
    shared = [len(set(one.words).intersection(other.words)) for one, other in pairs]
    if not (most := max(shared)):
        return pairs
    parts = [
        number / (len(one.words) + len(other.words))
        for number, (one, other) in zip(shared, pairs, strict=True)
    ]
    largest = max(parts)
    return [
        pair
        for pair, number, part in zip(pairs, shared, parts, strict=True)
        if number == most or part == largest
    ]


def _judge_one(kind: Kind, left: object, right: object, rarity: Rarity) -> Judged:
    if isinstance(left, Address) and isinstance(right, Address):
        return judge_address(left, right, rarity)
    if not (isinstance(left, Name) and isinstance(right, Name)):
        if isinstance(left, tuple) and isinstance(right, tuple):
            return judge_place(left, right, rarity)
        raise TypeError("Both sides of a field are read alike.")
    if kind is Kind.TEXT:
        return _judge_text(left, right, rarity)
    level, bits = judge_name(left, right, rarity)
    # Many services have one organisation, so its name alone decides little.
    return level, min(max(bits, -4.0), 6.0) if kind is Kind.ORGANISATION else bits


def _judge_text(left: Name, right: Name, rarity: Rarity) -> Judged:
    """Descriptions are written anew each time: they hint, they decide nothing."""
    quality = compare_words(left.words, right.words, rarity).quality
    if quality >= 0.9:
        return Level.SAME, 3.0
    if quality >= 0.45:
        return Level.PARTLY, 1.0
    return Level.DIFFERS, -0.5


def _judge_codes(left: set[object], right: set[object], rarity: Rarity) -> Judged:
    both = left & right
    if not both:
        return Level.DIFFERS, -1.0
    bits = min(max(rarity.bits(str(code)) for code in both), 3.0)
    return (Level.SAME, bits) if left == right else (Level.PARTLY, bits * 0.7)


def shown(field: Field, row: Mapping[str, object]) -> str:
    """The values of a field as received."""
    return "; ".join(field.cells(row))
