"""Linking two tables, or one with itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise

from ertad.engines.memory import undisturbed

from .candidates import Blocks
from .comparing import OWN, Record, Values, counted, read_record, whole
from .deciding import answer
from .evidence import ScoredPair
from .fields import Field, Row
from .learning import learn
from .lookalikes import SAMPLE, LookAlikes
from .names import Name
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
        with undisturbed(len(rows)):
            self._records = _read(rows, self.fields)
            self._rarities = _rarities(self._records, self.fields)
            self._blocks = Blocks(self._records, self.fields, self._rarities)

    def match(self, rows: Sequence[Row] | Index, *, one_to_one: bool = True) -> list[ScoredPair]:
        """Pairs of (given row, row of this table), likeliest first, then by ids.

        `rows` may have been read already, with the same fields.
        `one_to_one`: a row has one partner, so a pair that is clearly worse than another pair of
        either of its rows is distinct, and one that is not clearly better is asked about.
        """
        given = rows if isinstance(rows, Index) else Index(rows, self.fields)
        records = given._records
        with undisturbed(len(records)):
            by = Comparison(
                self.fields,
                [own.over(base) for own, base in zip(given._rarities, self._rarities, strict=True)],
                _before(max(len(records), len(self._records))),
            )
            candidates = (
                (records[at], self._records[other])
                for at, others in self._blocks.candidates(records)
                for other in others
            )
            tables = [(records, given._blocks), (self._records, self._blocks)]
            return _answers(candidates, by, tables if one_to_one else ())

    def match_itself(self) -> list[ScoredPair]:
        """Pairs of rows within this table; each pair once, the smaller id on the left."""
        with undisturbed(len(self._records)):
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


def _rarities(records: Sequence[Record], fields: Sequence[Field]) -> list[Rarity]:
    return [
        Rarity(
            partial(counted, field),
            (record.values[at] for record in records),
            again=field.kind not in OWN,
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
        pairs = _weighed_again(pairs, by)
    told = [pair for pair in pairs if pair.bits >= _FLOOR]
    if not tables:
        return _in_order(answer(pair, by) for pair in told)
    rivals = Rivals(told, by)
    against = [rivals.best(pair) for pair in told]
    mosts = _look_alikes(told, against, tables, by)
    return _in_order(
        answer(pair, by, rival, most)
        for pair, rival, most in zip(told, against, mosts, strict=True)
    )


def _weighed_again(pairs: Sequence[Weighed], by: Comparison) -> list[Weighed]:
    """The pairs, those of them anew in which both sides say something that was learned."""
    learned = [
        (at, rarity.learned_values) for at, rarity in enumerate(by.rarities) if rarity.learned
    ]
    again: list[Weighed] = []
    for pair in pairs:
        if any(
            _says_any(pair.left.values[at], values) and _says_any(pair.right.values[at], values)
            for at, values in learned
        ):
            new = weigh(pair.left, pair.right, by)
            again += [new] if new else []
        else:
            again.append(pair)
    return again


def _says_any(values: Values, learned: frozenset[str]) -> bool:
    return any(
        not learned.isdisjoint(value.words if isinstance(value, Name) else (whole(value),))
        for value in values
    )


def _in_order(scored: Iterable[ScoredPair]) -> list[ScoredPair]:
    return sorted(scored, key=lambda pair: (-pair.score, -pair.weight, pair.left, pair.right))


def _look_alikes(
    told: Sequence[Weighed],
    against: Sequence[float | None],
    tables: Sequence[Table],
    by: Comparison,
) -> list[float]:
    """For each pair the most bits that it may have: rows of one table are alike too."""
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
    best = [rival is None or rival <= pair.bits for pair, rival in zip(told, against, strict=True)]
    possible = len(tables[0][0]) * len(tables[1][0])
    return LookAlikes(by, within, told, best, possible / max(looked_at, 1)).most()
