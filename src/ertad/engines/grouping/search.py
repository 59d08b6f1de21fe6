"""Tabu search over exchanges of two people within one round.

In turn, each round looks at all exchanges at once, as arrays, takes the best that was not undone
lately, also when it makes things worse, and goes on; when nothing better was found for long, it
begins anew. It stops where nothing can be better: no wish missed, and the bound reached. What a
wish costs grows when a search ended with some missed.

Whole numbers in floating point: sums are exact in any order, and with its own random numbers the
same seed gives the same plan.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .bound import Bools, Ints
from .kicks import with_a_block_moved
from .marks import Counted
from .problem import Problem
from .start import first_groups

Floats = npt.NDArray[np.float64]
FIRST_SCALE = 4.0
"""What a missed wish costs at first, where a repeated meeting costs one."""
LAST_SCALE = 256.0
TABU = (2, 6)
"""For so many steps of a round nobody goes back; from, to before."""
FIRST_PATIENCE, LAST_PATIENCE = 4, 50
"""Steps without anything better, for each person and round, before it begins anew."""
MOST_BEGINNINGS = 100
KICKS = 8
"""One of so many beginnings is new, where people are together; else one block of the best moves."""
SAMPLE = 48
"""Among more people only so many are looked at in one step, each with everybody."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is searched. `movable`: numbers of the rounds that may change. `begin`: by round, the
    groups to start from, or None. `staying`: by round, person × group, what it costs to be there;
    None where nobody was anywhere before."""

    problem: Problem
    sizes: Sequence[Sequence[int]]
    marks: Sequence[Counted]
    bound: int
    movable: Sequence[int]
    begin: Sequence[Ints] | None = None
    staying: Sequence[Floats] | None = None


class Rounds:
    """The groups of all rounds as they are now, with what they cost."""

    def __init__(self, task: Task, scale: float, draw: random.Random) -> None:
        self.task = task
        self.scale = scale
        self.draw = draw
        self.groups = len(task.sizes[0])
        self.everybody = np.arange(len(task.problem.people))
        self.pairs = task.problem.pairs * scale
        self.group_of: list[Ints] = []
        self.together: list[Floats] = []
        for number in range(len(task.sizes)):
            self._seat(number)
        self.met: Floats = np.sum(self.together, axis=0)
        self.free = [self._free(number) for number in range(len(task.sizes))]
        self.missed, self.repeats = self._missed(), self._repeats()

    def _seat(self, number: int) -> None:
        task = self.task
        if task.begin is not None:
            group_of = task.begin[number].copy()
        else:
            met = self.pairs + sum(self.together, np.zeros_like(self.pairs))
            weighed = task.marks[number]
            group_of = first_groups(
                task.problem, number, task.sizes[number], weighed, met, self.draw
            )
        self.group_of.append(group_of)
        self.together.append(_together(group_of))

    def _free(self, number: int) -> Ints:
        """Those who may be exchanged: there, not pinned, not held by somebody."""
        problem = self.task.problem
        free = problem.present[number] & (problem.pinned[number] < 0)
        for block in problem.blocks:
            free[list(block)] = False
        return np.flatnonzero(free)

    def _missed(self) -> float:
        """What missed wishes cost, without the scale."""
        found = 0.0
        for number, group_of in enumerate(self.group_of):
            marks = self.task.marks[number]
            found += float(marks.excess(marks.has.T @ _seats(group_of, self.groups)).sum())
            found += float((self.task.problem.pairs * self.together[number]).sum()) / 2
            found += self._strayed(number)
        return found

    def _strayed(self, number: int) -> float:
        if self.task.staying is None:
            return 0.0
        there = self.group_of[number] >= 0
        return float(
            self.task.staying[number][self.everybody[there], self.group_of[number][there]].sum()
        )

    def _repeats(self) -> float:
        return float((self.met * (self.met - 1)).sum()) / 4

    @property
    def cost(self) -> float:
        return self.missed * self.scale + self.repeats

    def exchanges(self, number: int, rows: Ints) -> Floats:
        """What it costs to exchange each of `rows` with each free person; infinite within a group.

        Moving one person costs what the new group adds less what the old one saves. Of two who are
        exchanged, the one is no longer there when the other comes: `again` puts right their own
        pair and the marks that both have.
        """
        free, group_of = self.free[number], self.group_of[number]
        marks, scale = self.task.marks[number], self.scale
        own = group_of[free]
        seats = _seats(group_of, self.groups)
        apart = (self.met - self.together[number]) + self.pairs
        count = marks.has.T @ seats
        now = marks.excess(count)
        more = (marks.excess(count + 1) - now) * scale
        less = (marks.excess(count - 1) - now) * scale
        has = marks.has[free]
        near = apart[free] @ seats
        coming, going = near + has @ more, near - has @ less
        if self.task.staying is not None:
            coming = coming + self.task.staying[number][free] * scale
            going = going + self.task.staying[number][free] * scale
        leaving = going[np.arange(len(free)), own]
        into = coming[:, own]
        curve = (more + less)[:, own].T * has
        again = 2 * apart[np.ix_(free[rows], free)] + curve[rows] @ has.T + has[rows] @ curve.T
        costs: Floats = (
            into[rows] + into.T[rows] - leaving[rows][:, None] - leaving[None, :] - again
        )
        costs[own[rows][:, None] == own[None, :]] = np.inf
        return costs

    def repeats_of(self, number: int, one: int, other: int) -> float:
        """How many more repeated meetings it makes to exchange two people."""
        group_of = self.group_of[number]
        met = self.met - self.together[number]
        here = (group_of == group_of[one]).astype(np.float64)
        there = (group_of == group_of[other]).astype(np.float64)
        change = there - here
        return float(met[one] @ change - met[other] @ change - 2 * met[one, other])

    def exchange(self, number: int, one: int, other: int, costs: float) -> None:
        """Exchange two people of a round; `costs` is what `exchanges` told."""
        repeats = self.repeats_of(number, one, other)
        self.repeats += repeats
        self.missed += (costs - repeats) / self.scale
        group_of, together = self.group_of[number], self.together[number]
        group_of[one], group_of[other] = group_of[other], group_of[one]
        for person in (one, other):
            row = (group_of == group_of[person]).astype(np.float64)
            row[person] = 0.0
            change = row - together[person]
            self.met[person] += change
            self.met[:, person] += change
            together[person] = row
            together[:, person] = row


def _seats(group_of: Ints, groups: int) -> Floats:
    """Person × group, 1 where the person sits; nothing for who is absent."""
    seats: Floats = (group_of[:, None] == np.arange(groups)).astype(np.float64)
    return seats


def _together(group_of: Ints) -> Floats:
    both = (group_of[:, None] == group_of[None, :]) & (group_of >= 0)[:, None]
    np.fill_diagonal(both, False)
    together: Floats = both.astype(np.float64)
    return together


def best_found(task: Task, draw: random.Random, steps: int) -> list[Ints]:
    """The best groups by round: fewest wishes missed, then fewest repeated meetings."""
    scale, patience, left = FIRST_SCALE, FIRST_PATIENCE, steps
    best: tuple[float, float] = (np.inf, np.inf)
    groups: list[Ints] = []
    begin = task.begin
    while True:
        rounds = Rounds(replace(task, begin=begin), scale, draw)
        found, taken, ended = _descend(rounds, left, patience, draw)
        if found <= best:
            best, groups = found, ended
        left -= max(taken, steps // MOST_BEGINNINGS + 1)
        if left <= 0 or best <= (0.0, float(task.bound)) or _is_fixed(rounds):
            return groups
        patience = min(patience * 3 // 2, LAST_PATIENCE)
        if found[0] > 0:
            scale = min(scale * 2, LAST_SCALE)
        begin = task.begin
        if begin is None and task.problem.blocks and draw.randrange(KICKS):
            begin = with_a_block_moved(task.problem, groups, draw)
            patience = FIRST_PATIENCE


def _is_fixed(rounds: Rounds) -> bool:
    """Nobody can be exchanged, and another beginning would be the same."""
    if rounds.task.problem.blocks and rounds.task.staying is None:
        return False
    return not any(
        len(set(rounds.group_of[number][rounds.free[number]].tolist())) > 1
        for number in rounds.task.movable
    )


def _descend(
    rounds: Rounds, steps: int, patience: int, draw: random.Random
) -> tuple[tuple[float, float], int, list[Ints]]:
    """Until nothing better was found for long. The best of it, the steps taken, and its groups."""
    task = rounds.task
    people = len(rounds.everybody)
    tabu = np.zeros((len(task.sizes), people, rounds.groups), dtype=np.int64)
    patience *= people * len(task.movable)
    least = rounds.cost
    best = (rounds.missed, rounds.repeats)
    groups = [group_of.copy() for group_of in rounds.group_of]
    since = 0
    for step in range(steps):
        if best <= (0.0, float(task.bound)) or since > patience:
            return best, step, groups
        since += 1
        number = task.movable[step % len(task.movable)]
        found = _best_exchange(rounds, number, tabu[number] > step, least, draw)
        if found is None:
            continue
        one, other, costs = found
        until = step + draw.randrange(*TABU) * len(task.movable)
        for person in (one, other):
            tabu[number, person, rounds.group_of[number][person]] = until
        rounds.exchange(number, one, other, costs)
        least = min(least, rounds.cost)
        if (now := (rounds.missed, rounds.repeats)) < best:
            best, since = now, 0
            groups = [group_of.copy() for group_of in rounds.group_of]
    return best, steps, groups


def _best_exchange(
    rounds: Rounds, number: int, tabu: Bools, least: float, draw: random.Random
) -> tuple[int, int, float] | None:
    """One of the best exchanges that is not tabu, unless it leads to the best so far."""
    free, group_of = rounds.free[number], rounds.group_of[number]
    if not len(free):
        return None
    rows = np.arange(len(free))
    if len(free) > SAMPLE * 4 // 3:
        rows = np.array(draw.sample(range(len(free)), SAMPLE))
    costs = rounds.exchanges(number, rows)
    back = tabu[free][:, group_of[free]]
    costs[(back[rows] | back.T[rows]) & (costs + rounds.cost >= least)] = np.inf
    lowest = costs.min()
    if lowest == np.inf:
        return None
    likely = np.flatnonzero(costs == lowest)
    row, column = divmod(int(likely[draw.randrange(len(likely))]), len(free))
    return int(free[rows[row]]), int(free[column]), float(lowest)
