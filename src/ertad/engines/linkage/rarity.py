"""How rare a value is: agreeing on a rare one says more (frequency-adjusted u-probabilities)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable


class Rarity:
    """Counts of values in the rows of one or two tables.

    u, the chance that two unrelated rows agree on a value, is the share of rows having it.
    """

    def __init__(self, values: Iterable[Iterable[str]], base: Rarity | None = None) -> None:
        """Count the values, one iterable for each row, on top of those of `base`."""
        self._base = base
        self._counts: Counter[str] = Counter()
        self._one_meaning: frozenset[tuple[str, str]] = frozenset()
        self._bits: dict[str, float] = {}  # computed when first asked for
        self.learned = False
        own = 0
        for row in values:
            own += 1
            self._counts.update(row)
        self.rows: int = own + (base.rows if base else 0)

    def count(self, value: str) -> int:
        """In how many rows the value occurs."""
        return self._counts.get(value, 0) + (self._base.count(value) if self._base else 0)

    def most(self, value: str) -> int:
        """In how many rows of the one table where it is more common."""
        own = self._counts.get(value, 0)
        return max(own, self._base.most(value)) if self._base else own

    def bits(self, value: str) -> float:
        """-log2 u: what agreeing on this value is worth; 0.1 at least."""
        bits = self._bits.get(value)
        if bits is None:
            bits = max(math.log2(max(self.rows, 2) / max(self.count(value), 1)), 0.1)
            self._bits[value] = bits
        return bits

    def in_use(self, one: str, other: str) -> bool:
        """Both occur more than twice, so that neither is a slip of the other."""
        return self.count(one) > 2 and self.count(other) > 2

    def knowing(self, one_meaning: frozenset[tuple[str, str]]) -> Rarity:
        """The same counts, and pairs of values (in either order) that mean the same."""
        same = Rarity((), self)
        same._one_meaning = one_meaning
        same.learned = bool(one_meaning)
        return same

    def mean_the_same(self, one: str, other: str) -> bool:
        """Whether the two were learned to stand for each other."""
        return (one, other) in self._one_meaning or (other, one) in self._one_meaning
