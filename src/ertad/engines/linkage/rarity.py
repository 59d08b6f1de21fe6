"""How rare a value is: agreeing on a rare one says more (frequency-adjusted u-probabilities)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from .evidence import Level

_FEW = 50  # rows; fewer do not tell what is rare


Counted = str | tuple[str, ...]  # a value; all the words of a name


class Worth(dict[Counted, float]):
    """-log2 u of each value: what agreeing on it is worth; 0.1 at least. Computed when asked."""

    def __init__(self, rarity: Rarity) -> None:
        super().__init__()
        self._rarity = rarity

    def __missing__(self, value: Counted) -> float:
        rows, count = self._rarity.rows, self._rarity.count(value)
        bits = self[value] = max(math.log2(max(rows, _FEW) / max(count, 1)), 0.1)
        return bits


class Rarity:
    """Counts of values in the rows of one or two tables.

    u, the chance that two unrelated rows agree on a value, is the share of rows having it.
    """

    def __init__(
        self,
        counted: Callable[[Any], Iterable[Counted]] = iter,
        rows: Iterable[Hashable] = (),
        base: Rarity | None = None,
        *,
        again: bool = False,
    ) -> None:
        """Count what `counted` finds in each row, on top of what `base` has.

        `again`: the same rows come again and again, so each is looked into once.
        """
        self._base = base
        self._counts: Counter[Counted] = Counter()
        self._one_meaning: frozenset[tuple[str, str]] = frozenset()
        self.worth = Worth(self)
        self.judged: dict[object, tuple[Level, float]] = {}  # what was asked of it before
        self.learned = False
        self._own = 0
        if again:
            self._count_again(counted, Counter(rows))
        else:
            self._counts.update(self._counting(counted, rows))
        self.rows: int = self._own + (base.rows if base else 0)

    def _counting(
        self, counted: Callable[[Any], Iterable[Counted]], rows: Iterable[Hashable]
    ) -> Iterator[Counted]:
        for row in rows:
            self._own += 1
            yield from counted(row)

    def _count_again(
        self, counted: Callable[[Any], Iterable[Counted]], rows: Counter[Hashable]
    ) -> None:
        self._own = rows.total()
        for row, times in rows.items():
            for value in counted(row):
                self._counts[value] += times

    def over(self, base: Rarity) -> Rarity:
        """The same counts on top of those of `base`."""
        both = Rarity(base=base)
        both._counts = self._counts
        both._own, both.rows = self._own, self._own + base.rows
        return both

    def values(self) -> Iterable[Counted]:
        """What was counted in its own rows."""
        return self._counts.keys()

    def common(self, more_than: int) -> frozenset[Counted]:
        """What more than so many of its own rows have."""
        return frozenset(value for value, count in self._counts.items() if count > more_than)

    def count(self, value: Counted) -> int:
        """In how many rows the value occurs."""
        return self._counts.get(value, 0) + (self._base.count(value) if self._base else 0)

    def most(self, value: Counted) -> int:
        """In how many rows of the one table where it is more common."""
        own = self._counts.get(value, 0)
        return max(own, self._base.most(value)) if self._base else own

    def bits(self, value: Counted) -> float:
        """What agreeing on this value is worth."""
        return self.worth[value]

    def in_use(self, one: str, other: str) -> bool:
        """Both occur more than twice, so that neither is a slip of the other."""
        return self.count(one) > 2 and self.count(other) > 2

    def knowing(self, one_meaning: frozenset[tuple[str, str]]) -> Rarity:
        """The same counts, and pairs of values (in either order) that mean the same."""
        same = Rarity(base=self)
        same._one_meaning = one_meaning
        same.learned = bool(one_meaning)
        return same

    @property
    def learned_values(self) -> frozenset[str]:
        """All that was learned to mean the same as something else."""
        return frozenset(value for pair in self._one_meaning for value in pair)

    def mean_the_same(self, one: str, other: str) -> bool:
        """Whether the two were learned to stand for each other."""
        return (one, other) in self._one_meaning or (other, one) in self._one_meaning
