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
from .lookalikes import SAMPLE, LookAlikes
from .rarity import Rarity
from .rivals import Rivals
from .weighing import Comparison, Weighed, weigh

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
        if not one_to_one:
            return _answers(candidates, by)
        tables = [(records, Blocks(records, self.fields)), (self._records, self._blocks)]
        return _answers(candidates, by, tables)

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
        return _answers(candidates, by)


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


Table = tuple[Sequence[Record], Blocks]


def _answers(
    candidates: Iterable[tuple[Record, Record]], by: Comparison, tables: Sequence[Table] = ()
) -> list[ScoredPair]:
    """`tables`: the two whose rows have one partner each; none where a row may have more."""
    pairs = [pair for left, right in candidates if (pair := weigh(left, right, by))]
    learned = learn(pairs, by)
    if learned:
        by = learned
        again = (weigh(pair.left, pair.right, by) for pair in pairs)
        pairs = [pair for pair in again if pair]
    told = [pair for pair in pairs if pair.bits >= _FLOOR]
    if not tables:
        return _in_order(answer(pair, by) for pair in told)
    rivals = Rivals(told, by)
    against = [rivals.best(pair) for pair in told]
    likes = _look_alikes(told, against, tables, by)
    return _in_order(
        answer(pair, by, rival, likes.most(pair)) for pair, rival in zip(told, against, strict=True)
    )


def _in_order(scored: Iterable[ScoredPair]) -> list[ScoredPair]:
    return sorted(scored, key=lambda pair: (-pair.score, -pair.weight, pair.left, pair.right))


def _look_alikes(
    told: Sequence[Weighed],
    against: Sequence[float | None],
    tables: Sequence[Table],
    by: Comparison,
) -> LookAlikes:
    within: list[Weighed] = []
    looked_at = 0
    for records, blocks in tables:
        step = max(len(records) / SAMPLE, 1.0)
        places = [int(step * number) for number in range(min(len(records), SAMPLE))]
        sample = [records[at] for at in places]
        looked_at += len(sample) * (len(records) - 1)
        for at, others in blocks.candidates(sample, places):
            weighed = (weigh(sample[at], records[other], by) for other in others)
            within += [pair for pair in weighed if pair and pair.bits >= _FLOOR]
    best = [
        pair
        for pair, rival in zip(told, against, strict=True)
        if rival is None or rival <= pair.bits
    ]
    possible = len(tables[0][0]) * len(tables[1][0])
    return LookAlikes(by, within, told, best, possible / max(looked_at, 1))
