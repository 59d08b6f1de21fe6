"""One partner for each row: pairs measured against the other pairs of their rows."""

from __future__ import annotations

from collections.abc import Sequence

from .comparing import Record
from .deciding import may_merge
from .weighing import Comparison, Weighed, weigh

_LOOKED_AT = 3  # the strongest pairs of a row that can be rivals


class Rivals:
    """For each pair the weight of the best other pair of either of its rows."""

    def __init__(self, pairs: Sequence[Weighed], by: Comparison) -> None:
        self._by = by
        self._of_left: dict[str, list[Weighed]] = {}
        self._of_right: dict[str, list[Weighed]] = {}
        self._same: dict[tuple[str, str], bool] = {}
        plausible = (pair for pair in pairs if pair.bits > 0)
        for pair in sorted(plausible, key=lambda pair: (-pair.bits, pair.left.id, pair.right.id)):
            self._of_left.setdefault(pair.left.id, []).append(pair)
            self._of_right.setdefault(pair.right.id, []).append(pair)

    def best(self, pair: Weighed) -> float | None:
        """None when there is no rival."""
        found = [
            other.bits
            for other in self._of_left.get(pair.left.id, ())[:_LOOKED_AT]
            if not self._one_thing(other.right, pair.right, pair)
        ] + [
            other.bits
            for other in self._of_right.get(pair.right.id, ())[:_LOOKED_AT]
            if not self._one_thing(other.left, pair.left, pair)
        ]
        return max(found, default=None)

    def _one_thing(self, one: Record, other: Record, pair: Weighed) -> bool:
        """Two rows of one table that are the same are no rivals."""
        if one is other:
            return True
        if pair.bits <= 0:  # lost anyway
            return False
        key = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        known = self._same.get(key)
        if known is None:
            between = weigh(one, other, self._by)
            known = between is not None and may_merge(between, self._by)
            self._same[key] = known
        return known
