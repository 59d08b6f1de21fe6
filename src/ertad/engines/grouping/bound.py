"""How few repeated meetings any plan must have, in closed form.

The objective is the sum over pairs of C(m, 2), m being how often the two meet: it counts, for
every pair of people, the pairs of rounds in which they are together. Two bounds hold for every
plan, whatever else is wished; the larger one is told.

**By two rounds.** Sum the other way round, over pairs of rounds: how many pairs of people are
together in both. A group of the one round has x people who are also there in the other; they are
spread over g groups, with n1 + ... + ng = x, and each cell has C(ni, 2) pairs that meet again.
C(n, 2) is convex, so the sum is least when the ni differ by one at most: with q, r = divmod(x, g)
that is r C(q + 1, 2) + (g - r) C(q, 2), called spread(x, g). Without absentees x is the size of
the group; with them, the people who are there in both rounds lie in the groups in some way, and
as the step from spread(x, g) to spread(x + 1, g) is x // g and never falls, handing them out one
by one where the step is least is best. Either round may be the first. Pairs that must be together
in both rounds are there as well; they are not added but compared, as they may be among the others.

**By counting.** Someone in groups of sizes s1, s2, ... has (s1 - 1) + (s2 - 1) + ... meetings, with
the people who may be met, each in at most the rounds that both are in. The m-th meeting with one
person adds m - 1 to the sum of C(m, 2), so meetings spread as evenly as can be over the people are
best: all once, then all twice. Who sits in the larger groups is not known; those extra meetings
are handed out where they cost least. Each pair is counted from both of its sides, so half of the
sum over all people, rounded up, is a bound. It matters when there are many rounds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def fewest_repeats(
    sizes: Sequence[Sequence[int]], present: Bools, never: Bools, always: Sequence[Bools]
) -> int:
    """The larger of the two bounds.

    `sizes`: of the groups, by round. `present`: round × person. `never`: person × person, who must
    not meet. `always`: by round, person × person, who must be together.
    """
    by_rounds = 0
    for one, other in combinations(range(len(sizes)), 2):
        again = int(np.triu(always[one] & always[other], 1).sum())
        both = int((present[one] & present[other]).sum())
        by_rounds += max(
            again,
            _handed_out(both, sizes[one], len(sizes[other])),
            _handed_out(both, sizes[other], len(sizes[one])),
        )
    return max(by_rounds, _by_counting(sizes, present, never))


def spread(people: int, groups: int) -> int:
    """The fewest pairs within groups, when so many people are put into so many groups."""
    size, larger = divmod(people, groups)
    return larger * (size + 1) * size // 2 + (groups - larger) * size * (size - 1) // 2


def _handed_out(people: int, sizes: Sequence[int], groups: int) -> int:
    """The least sum of spread(x, groups), the x being parts of the sizes that sum to `people`."""
    left, found = people, 0
    for cost in range(max(sizes) // groups + 1):
        room = sum(min(max(size - cost * groups, 0), groups) for size in sizes)
        taken = min(left, room)
        found += taken * cost
        left -= taken
    return found


def _by_counting(sizes: Sequence[Sequence[int]], present: Bools, never: Bools) -> int:
    smallest = np.array([min(each) for each in sizes], dtype=np.int64)
    largest = np.array([max(each) for each in sizes], dtype=np.int64)
    there = present.astype(np.int64)
    meetings = there.T @ (smallest - 1)
    more = there.T @ (largest - smallest)
    extra = sum(size * (size - 1) for each in sizes for size in each) - int(meetings.sum())
    shared = there.T @ there
    shared[never] = 0
    np.fill_diagonal(shared, 0)
    costs: list[int] = []
    total = 0
    for person in range(present.shape[1]):
        steps = _steps(shared[person])
        total += sum(next(steps, 0) for _ in range(int(meetings[person])))
        costs += [next(steps, 0) for _ in range(int(more[person]))]
    total += sum(heapq.nsmallest(extra, costs))
    return -(-total // 2)


def _steps(shared: Ints) -> Iterator[int]:
    """What one more meeting adds to the sum of C(m, 2), when they are spread evenly."""
    for met in range(int(shared.max(initial=0))):
        for _ in range(int((shared > met).sum())):
            yield met
