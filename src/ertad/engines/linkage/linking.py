"""Linking two tables, or one with itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .candidates import Blocks
from .comparing import Record, counted, read_record
from .deciding import answer
from .evidence import ScoredPair
from .fields import Field, Row
from .learning import learn
from .rarity import Rarity
from .rivals import Rivals
from .weighing import Comparison, weigh

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
        by = Comparison(
            self.fields,
            _rarities(records, self.fields, self._rarities),
            _before(max(len(records), len(self._records))),
        )
        candidates = (
            (records[at], self._records[other])
            for at, others in self._blocks.candidates(records)
            for other in others
        )
        return _answers(candidates, by, one_to_one)

    def match_itself(self) -> list[ScoredPair]:
        """Pairs of rows within this table; each pair once, the smaller id on the left."""
        by = Comparison(self.fields, self._rarities, _before(len(self._records)))
        pairs = {
            (min(at, other), max(at, other))
            for at, others in self._blocks.candidates(self._records)
            for other in others
            if other != at
        }
        candidates = ((self._records[at], self._records[other]) for at, other in sorted(pairs))
        return _answers(candidates, by, one_to_one=False)


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
    for one, following in pairwise(records):
        if one.id == following.id:
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


def _before(rows: int) -> float:
    """Bits for any pair: half of the rows have a partner, one of all rows of the other table."""
    return -math.log2(max(rows, 1)) - 1.0


def _answers(
    candidates: Iterable[tuple[Record, Record]], by: Comparison, one_to_one: bool
) -> list[ScoredPair]:
    pairs = [pair for left, right in candidates if (pair := weigh(left, right, by))]
    learned = learn(pairs, by)
    if learned:
        by = learned
        again = (weigh(pair.left, pair.right, by) for pair in pairs)
        pairs = [pair for pair in again if pair]
    told = [pair for pair in pairs if pair.bits >= _FLOOR]
    rivals = Rivals(told, by) if one_to_one else None
    scored = [answer(pair, by, rivals.best(pair) if rivals else None) for pair in told]
    return sorted(scored, key=lambda pair: (-pair.score, -pair.weight, pair.left, pair.right))
