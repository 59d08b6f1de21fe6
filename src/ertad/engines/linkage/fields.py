"""What is compared: named fields, each of a kind that knows how it is read and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# A cell: one text, several (name in three languages, a list of codes), or nothing.
Cell = str | Sequence[str] | None
Row = Mapping[str, object]


class Kind(StrEnum):
    """How a field is read and what its agreement says."""

    NAME = "name"  # of the thing itself
    ORGANISATION = "organisation"  # who runs it: its branches share it
    TEXT = "text"  # a description
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"  # municipality, city
    ADDRESS = "address"  # street and house number
    CODES = "codes"  # a set of codes, as service types


@dataclass(frozen=True, slots=True)
class Field:
    """A field to compare.

    `columns` are the keys of a row that hold it, when they are not just `name`: the best
    agreement of any of them counts (name_ka, name_en). `weight` scales its evidence.
    """

    name: str
    kind: Kind
    columns: tuple[str, ...] = ()
    weight: float = 1.0

    def cells(self, row: Row) -> tuple[str, ...]:
        """All non-empty texts of this field in a row."""
        found: list[str] = []
        for column in self.columns or (self.name,):
            match row.get(column):
                case None:
                    continue
                case str(text):
                    found.append(text.strip())
                case list() | tuple() as many:
                    found += [str(text).strip() for text in many if text is not None]
                case set() | frozenset() as some:
                    found += sorted([str(text).strip() for text in some if text is not None])
                case other:
                    found.append(str(other).strip())
        return tuple(found) if all(found) else tuple([text for text in found if text])


# Parts of column names, first match wins.
_GUESSES: tuple[tuple[str, Kind], ...] = (
    ("mail", Kind.EMAIL),
    ("phone", Kind.PHONE),
    ("tel", Kind.PHONE),
    ("mobile", Kind.PHONE),
    ("fax", Kind.PHONE),
    ("addr", Kind.ADDRESS),
    ("street", Kind.ADDRESS),
    ("municipal", Kind.PLACE),
    ("city", Kind.PLACE),
    ("town", Kind.PLACE),
    ("village", Kind.PLACE),
    ("place", Kind.PLACE),
    ("region", Kind.PLACE),
    ("district", Kind.PLACE),
    ("organi", Kind.ORGANISATION),
    ("provider", Kind.ORGANISATION),
    ("institution", Kind.ORGANISATION),
    ("agency", Kind.ORGANISATION),
    ("name", Kind.NAME),
    ("title", Kind.NAME),
    ("service", Kind.NAME),
    ("type", Kind.CODES),
    ("code", Kind.CODES),
    ("category", Kind.CODES),
    ("class", Kind.CODES),
    ("zip", Kind.CODES),
    ("post", Kind.CODES),
    ("url", Kind.CODES),
    ("web", Kind.CODES),
)
_LANGUAGES = ("_ka", "_en", "_fr")


def guess_fields(columns: Sequence[str]) -> list[Field]:
    """Fields for columns known by name only; `name_ka` and `name_en` become one field.

    Where no column names the thing itself, its organisation does.
    """
    grouped: dict[str, list[str]] = {}
    for column in columns:
        grouped.setdefault(_without_language(column), []).append(column)
    kinds = {base: _guess_kind(base) for base in grouped}
    if Kind.NAME not in kinds.values():
        stand_ins = [base for base, kind in kinds.items() if kind is Kind.ORGANISATION]
        kinds |= dict.fromkeys(stand_ins[:1], Kind.NAME)
    return [Field(base, kinds[base], tuple(grouped[base])) for base in grouped]


def _without_language(column: str) -> str:
    for ending in _LANGUAGES:
        if column.casefold().endswith(ending) and len(column) > len(ending):
            return column[: -len(ending)]
    return column


def _guess_kind(column: str) -> Kind:
    lowered = column.casefold()
    return next((kind for part, kind in _GUESSES if part in lowered), Kind.TEXT)
