"""Linking two tables, or one with itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from .candidates import Blocks
from .comparing import Record, counted, read_record
from .deciding import Weighed, answer, weigh
from .evidence import ScoredPair
from .fields import Field, Row
from .rarity import Rarity

_FLOOR = -4.0  # bits; pairs weaker than this are not told


class Index:
    """One table read once, to match many others against it.

    Rows are mappings with an `id`. Raises ValueError for a missing or repeated id.
    """

    def __init__(self, rows: Sequence[Row], fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        self._records = _read(rows, self.fields)
        self._rarities = _rarities(self._records, self.fields)
        self._blocks = Blocks(self._records, self.fields)

    def match(self, rows: Sequence[Row], *, one_to_one: bool = True) -> list[ScoredPair]:
        """Pairs of (given row, row of this table), likeliest first, then by ids.

        `one_to_one`: a row has one partner, so a pair that is clearly worse than another pair of
        either of its rows is distinct, and one that is not clearly better is asked about.
        """
        records = _read(rows, self.fields)
        rarities = _rarities(records, self.fields, self._rarities)
        before = -math.log2(max(len(records), len(self._records), 1)) - 1.0
        found = [
            weigh(records[at], self._records[other], self.fields, rarities, before)
            for at, others in self._blocks.candidates(records)
            for other in others
        ]
        rivals = _Rivals(found, self.fields, rarities, before) if one_to_one else None
        return _answers(found, self.fields, rivals)

    def match_itself(self) -> list[ScoredPair]:
        """Pairs of rows within this table; each pair once, the smaller id on the left."""
        before = -math.log2(max(len(self._records), 1)) - 1.0
        found = [
            weigh(self._records[at], self._records[other], self.fields, self._rarities, before)
            for at, other in self._own_pairs()
        ]
        return _answers(found, self.fields, None)

    def _own_pairs(self) -> Iterator[tuple[int, int]]:
        pairs = {
            (min(at, other), max(at, other))
            for at, others in self._blocks.candidates(self._records)
            for other in others
            if other != at
        }
        return iter(sorted(pairs))


def link(
    left: Sequence[Row],
    right: Sequence[Row] | None,
    fields: Sequence[Field],
    *,
    one_to_one: bool = True,
) -> list[ScoredPair]:
    """Pairs of rows that may be one thing; with `right` None, within `left`."""
    if right is None:
        return Index(left, fields).match_itself()
    return Index(right, fields).match(left, one_to_one=one_to_one)


def _read(rows: Sequence[Row], fields: Sequence[Field]) -> list[Record]:
    """In the order of their ids, so that the order of the rows changes nothing."""
    records = sorted((read_record(row, fields) for row in rows), key=lambda record: record.id)
    for one, next_one in zip(records, records[1:], strict=False):
        if one.id == next_one.id:
            raise ValueError(f"Two rows have the id {one.id!r}.")
    return records


def _rarities(
    records: Sequence[Record], fields: Sequence[Field], base: Sequence[Rarity] | None = None
) -> list[Rarity]:
    return [
        Rarity(
            (counted(field, record.values[at]) for record in records),
            base[at] if base else None,
        )
        for at, field in enumerate(fields)
    ]


class _Rivals:
    """For each pair the weight of the best other pair of either of its rows."""

    def __init__(
        self,
        found: Sequence[Weighed],
        fields: Sequence[Field],
        rarities: Sequence[Rarity],
        before: float,
    ) -> None:
        self._setting = (fields, rarities, before)
        self._by_left: dict[str, list[Weighed]] = {}
        self._by_right: dict[str, list[Weighed]] = {}
        for pair in sorted(found, key=_strongest_first):
            if pair.bits > 0:
                self._by_left.setdefault(pair.left.id, []).append(pair)
                self._by_right.setdefault(pair.right.id, []).append(pair)

    def best(self, pair: Weighed) -> float | None:
        found = [
            other.bits
            for other in self._by_left.get(pair.left.id, ())[:3]
            if other.right.id != pair.right.id and not self._one_thing(other.right, pair.right)
        ][:1] + [
            other.bits
            for other in self._by_right.get(pair.right.id, ())[:3]
            if other.left.id != pair.left.id and not self._one_thing(other.left, pair.left)
        ][:1]
        return max(found, default=None)

    def _one_thing(self, one: Record, other: Record) -> bool:
        """Two rows of one table that are the same are no rivals."""
        return weigh(one, other, *self._setting).may_merge


def _strongest_first(pair: Weighed) -> tuple[float, str, str]:
    return (-pair.bits, pair.left.id, pair.right.id)


def _answers(
    found: Sequence[Weighed], fields: Sequence[Field], rivals: _Rivals | None
) -> list[ScoredPair]:
    pairs = [
        answer(pair, fields, rivals.best(pair) if rivals else None)
        for pair in found
        if pair.bits >= _FLOOR
    ]
    return sorted(pairs, key=lambda pair: (-pair.score, -pair.weight, pair.left, pair.right))
