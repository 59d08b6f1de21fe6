"""A first grouping of one round: pins, then those who are together, then everybody else."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .bound import Ints
from .marks import Counted
from .problem import Problem
from .wishes import Impossible

Floats = npt.NDArray[np.float64]
TRIES = 50


def first_groups(
    problem: Problem,
    number: int,
    sizes: Sequence[int],
    marks: Counted,
    met: Floats,
    draw: random.Random,
) -> Ints:
    """The group of each person, -1 for who is absent. Each goes where it costs least.

    `met`: person × person, what it costs that they meet. Raises Impossible where those who are
    together do not fit beside each other.
    """
    for _ in range(TRIES):
        group_of = _placed(problem, number, sizes, marks, met, draw)
        if group_of is not None:
            return group_of
    raise Impossible("together_does_not_fit", round=number + 1)


def _placed(
    problem: Problem,
    number: int,
    sizes: Sequence[int],
    marks: Counted,
    met: Floats,
    draw: random.Random,
) -> Ints | None:
    people, groups = len(problem.people), len(sizes)
    group_of = np.full(people, -1, dtype=np.int64)
    room = np.array(sizes, dtype=np.int64)
    seated = np.zeros((people, groups))
    for unit in _units(problem, number, draw):
        wished = int(problem.pinned[number, unit[0]])
        if wished >= 0:
            group = wished
        else:
            members = list(unit)
            count = marks.has.T @ seated
            more = count + marks.has[members].sum(axis=0)[:, None]
            cost = met[members].sum(axis=0) @ seated
            cost += (marks.excess(more) - marks.excess(count)).sum(axis=0)
            cost[room < len(unit)] = np.inf
            best = np.flatnonzero(cost == cost.min())
            group = int(best[draw.randrange(len(best))])
        if room[group] < len(unit):
            return None
        room[group] -= len(unit)
        for person in unit:
            group_of[person] = group
            seated[person, group] = 1.0
    return group_of


def _units(problem: Problem, number: int, draw: random.Random) -> list[tuple[int, ...]]:
    """Who is seated as one, in the order of being seated."""
    there, pinned = problem.present[number], problem.pinned[number]
    blocks = [tuple(each for each in block if there[each]) for block in problem.blocks]
    in_blocks = {person for block in blocks for person in block}
    singles = [
        (person,)
        for person in range(len(problem.people))
        if there[person] and person not in in_blocks
    ]
    units = [block for block in blocks if block] + singles
    draw.shuffle(units)
    return sorted(units, key=lambda unit: (pinned[unit[0]] < 0, -len(unit)))
