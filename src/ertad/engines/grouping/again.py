"""A new plan with few moves when somebody does not come."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .bound import Ints, fewest_repeats
from .marks import Counted, counted, marks_of
from .plan import Plan, judged
from .problem import Problem
from .reading import read_problem
from .search import Task, best_found
from .solving import named, steps_of
from .start import first_groups
from .wishes import Impossible, equal_sizes

MOVE = 0.5
"""Weight of one person who moves: two for a missed balance, none for a repeated meeting."""


@dataclass(frozen=True, slots=True)
class Move:
    """Who sits in another group of a round than before. Counted from 0."""

    person: str
    round: int
    before: int
    after: int


def solve_again(
    plan: Plan,
    *,
    absent: Mapping[str, Collection[int]],
    held: int = 0,
    seed: int = 0,
    effort: float = 0.1,
) -> Plan:
    """The plan without those who are absent, id to rounds; nobody else moves without a reason.

    People move where sizes, quotas or what must be apart ask for it, or where one move mends what
    two would be worth; not to save a repeated meeting. The first `held` rounds are over and stay.
    Raises Impossible.
    """
    before = plan.wishes.absent
    missing = {
        person: frozenset(before.get(person, ())) | frozenset(absent.get(person, ()))
        for person in (*before, *(person for person in absent if person not in before))
    }
    for person, rounds in absent.items():
        if over := [number for number in rounds if 0 <= number < held]:
            raise Impossible("round_is_over", person=person, round=min(over) + 1)
    problem = read_problem(plan.people, replace(plan.wishes, absent=missing))
    old = [_group_of(problem, plan, number) for number in range(len(plan.groups))]
    sizes = [
        _sizes(group_of, problem.wishes.groups, kept=number < held)
        for number, group_of in enumerate(old)
    ]
    marks = [
        counted(marks_of(problem, number), len(plan.people), problem.wishes.groups)
        for number in range(len(sizes))
    ]
    draw = random.Random(seed)  # noqa: S311
    task = Task(
        problem=problem,
        sizes=sizes,
        marks=marks,
        bound=fewest_repeats(sizes, problem.present, problem.apart, problem.always()),
        movable=range(held, len(sizes)),
        begin=[
            group_of if number < held else _begin(problem, number, old, sizes, marks, draw)
            for number, group_of in enumerate(old)
        ],
        staying=[_staying(group_of, problem.wishes.groups) for group_of in old],
    )
    found = best_found(task, draw, steps_of(len(plan.people), effort))
    return judged(problem, named(problem, found))


def moves_between(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Who has another group in which round; those who are in one of the plans only are not told."""
    found = []
    for number, (was, now) in enumerate(zip(before.groups, after.groups, strict=True)):
        old = {person: group for group, members in enumerate(was) for person in members}
        for group, members in enumerate(now):
            found += [
                Move(person, number, old[person], group)
                for person in members
                if old.get(person, group) != group
            ]
    return tuple(found)


def _group_of(problem: Problem, plan: Plan, number: int) -> Ints:
    group_of = np.full(len(problem.people), -1, dtype=np.int64)
    for group, members in enumerate(plan.groups[number]):
        for person in members:
            if problem.present[number, problem.at[person]]:
                group_of[problem.at[person]] = group
    return group_of


def _sizes(group_of: Ints, groups: int, *, kept: bool) -> tuple[int, ...]:
    """As equal as can be, those groups the larger ones that have most people now."""
    now = np.bincount(group_of[group_of >= 0], minlength=groups)
    if kept:
        return tuple(now.tolist())
    sizes = [0] * groups
    order = sorted(range(groups), key=lambda group: (-now[group], group))
    for group, size in zip(order, equal_sizes(int(now.sum()), groups), strict=True):
        sizes[group] = size
    return tuple(sizes)


def _staying(group_of: Ints, groups: int) -> npt.NDArray[np.float64]:
    away = (group_of[:, None] != np.arange(groups)) & (group_of >= 0)[:, None]
    staying: npt.NDArray[np.float64] = away * MOVE
    return staying


def _begin(
    problem: Problem,
    number: int,
    old: Sequence[Ints],
    sizes: Sequence[Sequence[int]],
    marks: Sequence[Counted],
    draw: random.Random,
) -> Ints:
    """The old groups of a round, with the fewest moved until the sizes are right.

    Where those who are together or pinned stand in the way, the round is made anew.
    """
    met = problem.pairs + sum(
        ((each[:, None] == each) & (each >= 0)).astype(np.float64)
        for other, each in enumerate(old)
        if other != number
    )
    group_of = old[number].copy()
    seats = (group_of[:, None] == np.arange(len(sizes[number]))).astype(np.float64)
    bound = {person for block in problem.blocks for person in block}
    loose = [
        person
        for person in np.flatnonzero((group_of >= 0) & (problem.pinned[number] < 0)).tolist()
        if person not in bound
    ]
    while True:
        over = seats.sum(axis=0) - np.array(sizes[number])
        if not over.any():
            break
        likely = [person for person in loose if over[group_of[person]] > 0]
        if not likely:
            return first_groups(problem, number, sizes[number], marks[number], met, draw)
        group = int(np.argmin(over))
        person = min(
            likely, key=lambda each: _cost(each, group, group_of, seats, met, marks[number])
        )
        seats[person] = 0.0
        seats[person, group] = 1.0
        group_of[person] = group
    misplaced = (problem.pinned[number] >= 0) & (problem.pinned[number] != group_of)
    if misplaced[group_of >= 0].any():
        return first_groups(problem, number, sizes[number], marks[number], met, draw)
    return group_of


def _cost(
    person: int,
    group: int,
    group_of: Ints,
    seats: npt.NDArray[np.float64],
    met: npt.NDArray[np.float64],
    marks: Counted,
) -> float:
    """What all marks and meetings cost once the person is moved, less what does not change."""
    moved = seats.copy()
    moved[person] = 0.0
    moved[person, group] = 1.0
    near = met[person] @ (moved[:, group] - seats[:, group_of[person]])
    return float(marks.excess(marks.has.T @ moved).sum() + near)
