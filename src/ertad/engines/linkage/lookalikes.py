"""How much alike are things that are not one? The rows of one table tell.

A list seldom has a thing twice, so two rows of one table are two things. How often such rows
agree in a certain way (same house and telephone, other name) tells how many pairs of two tables
agree in that way by accident; what there are more of than that is real. So a list of shopping
centres teaches that a shared house says little, and a list of shops that it says all. This is
the u-probability of Fellegi and Sunter, counted for whole patterns instead of single fields, which
are taken to be independent there and are not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from itertools import compress
from math import inf, log2

from .evidence import Level
from .names import Name, compare_words
from .weighing import Comparison, Weighed, levels

SAMPLE = 400  # rows of a table that are laid against the whole of it
_SEEN = 3  # so many accidents are more than an accident
_NEAR = 0.125  # names are alike to the same degree (0 to 1) within this
_REACHED = {Level.SAME, Level.CLOSE}
_DOUBT = {Level.PARTLY, Level.DIFFERS}

Way = tuple[object, ...]
Found = tuple[Way, float] | None


def way_of(pair: Weighed, by: Comparison, among: Container[Way] | None = None) -> Found:
    """In what way two rows agree, and how far their names do (0 to 1).

    None where nothing speaks against their being one, or where, their names aside, they agree
    in no way that is `among` those given.
    """
    found = pair.found
    name = levels(found, by.names)
    address, place = levels(found, by.addresses), levels(found, by.places)
    if (name | address | place).isdisjoint(_DOUBT):
        return None
    contacts = levels(found, by.contacts)
    reached = "same" if contacts & _REACHED else "other" if contacts else "unknown"
    way = (frozenset(address), Level.DIFFERS in place, reached)
    if among is not None and way not in among:
        return None
    contradict, quality = _names(pair, by)
    return (contradict, *way), quality


def _names(pair: Weighed, by: Comparison) -> tuple[bool, float]:
    best = (False, -1.0)
    for at in by.names:
        if pair.found[at] is None:
            continue
        for left in pair.left.values[at]:
            for right in pair.right.values[at]:
                if isinstance(left, Name) and isinstance(right, Name):
                    likeness = compare_words(left.words, right.words, by.rarities[at])
                    best = max(best, (likeness.contradict, likeness.quality), key=lambda b: b[1])
    return best


class LookAlikes:
    """Counted within tables, asked about pairs of two tables."""

    def __init__(
        self,
        by: Comparison,
        within: Iterable[Weighed],
        between: Sequence[Weighed],
        best: Sequence[bool],
        scale: float,
    ) -> None:
        """`within`: pairs of rows of one table, `between` of the two tables, `best`: which of these
        are the best of both of their rows; `scale`: possible pairs between, for each one within."""
        self._scale = scale
        self._within = _by_way(way_of(pair, by) for pair in within)
        seen = {way[1:] for way in self._within}
        self._ways = [way_of(pair, by, seen) for pair in between]
        self._between = _by_way(self._ways)
        self._best = _by_way(compress(self._ways, best))

    def most(self) -> list[float]:
        """For each pair of the two tables the most bits that its way of agreeing is worth."""
        return [self._worth(way) for way in self._ways]

    def _worth(self, found: Found) -> float:
        if found is None:
            return inf
        way, quality = found
        seen = _count(self._within, way, quality)
        if seen < _SEEN:
            return inf
        real = max(_count(self._between, way, quality) - seen * self._scale, 0.0)
        false = max(_count(self._best, way, quality) - real, 0.0)
        return log2((real + 0.5) / (false + 0.5))


Qualities = dict[Way, list[float]]


def _by_way(ways: Iterable[Found]) -> Qualities:
    found: Qualities = {}
    for way in ways:
        if way is not None:
            found.setdefault(way[0], []).append(way[1])
    for qualities in found.values():
        qualities.sort()
    return found


def _count(found: Qualities, way: Way, quality: float) -> int:
    """How many of this way have names about as much alike."""
    qualities = found.get(way, [])
    return bisect_right(qualities, quality + _NEAR) - bisect_left(qualities, quality - _NEAR)
