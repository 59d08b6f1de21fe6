"""How rare a value is: agreeing on a rare one says more (frequency-adjusted u-probabilities)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable


class Rarity:
    """Counts of values in the rows of one or two tables.

    u, the chance that two unrelated rows agree on a value, is the share of rows having it.
    """

    __slots__ = ("_base", "_counts", "rows")

    def __init__(self, values: Iterable[Iterable[str]], base: Rarity | None = None) -> None:
        """Count the values, one iterable for each row, on top of those of `base`."""
        self._base = base
        self._counts: Counter[str] = Counter()
        own = 0
        for row in values:
            own += 1
            self._counts.update(row)
        self.rows = own + (base.rows if base else 0)

    def count(self, value: str) -> int:
        """In how many rows the value occurs."""
        return self._counts.get(value, 0) + (self._base.count(value) if self._base else 0)

    def most(self, value: str) -> int:
        """In how many rows of the one table where it is more common."""
        own = self._counts.get(value, 0)
        return max(own, self._base.most(value)) if self._base else own

    def bits(self, value: str) -> float:
        """-log2 u: what agreeing on this value is worth; 0.1 at least."""
        return max(math.log2(max(self.rows, 2) / max(self.count(value), 1)), 0.1)
