"""From people and wishes to a plan."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .bound import Ints, fewest_repeats
from .marks import counted, marks_of
from .plan import Plan, judged
from .problem import Problem
from .reading import read_problem
from .search import SAMPLE, Task, best_found
from .wishes import Groups, Person, Wishes

LOOKED_AT = 60_000_000
"""Exchanges that are looked at, with an effort of 1, where nothing is proven before."""
MOST_STEPS = 60_000


def solve(people: Sequence[Person], wishes: Wishes, *, seed: int = 0, effort: float = 1.0) -> Plan:
    """The best plan found; the same seed and effort, the same plan.

    It ends at once where the plan is proven and meets all wishes. Raises Impossible.
    """
    problem = read_problem(people, wishes)
    sizes = problem.sizes()
    task = Task(
        problem=problem,
        sizes=sizes,
        marks=[
            counted(marks_of(problem, number), len(people), wishes.groups)
            for number in range(wishes.rounds)
        ],
        bound=fewest_repeats(sizes, problem.present, problem.apart, problem.always()),
        movable=range(wishes.rounds),
    )
    found = best_found(task, random.Random(seed), steps_of(len(people), effort))  # noqa: S311
    return judged(problem, named(problem, found))


def steps_of(people: int, effort: float) -> int:
    """Steps of the search, each of which looks at many exchanges."""
    each = people * min(people, SAMPLE)
    return max(int(effort * min(LOOKED_AT / each, MOST_STEPS)), 1)


def named(problem: Problem, found: Sequence[Ints]) -> Groups:
    """The ids of each group, in the order of the people."""
    return tuple(
        tuple(
            tuple(
                person.id
                for person, at in zip(problem.people, group_of.tolist(), strict=True)
                if at == group
            )
            for group in range(problem.wishes.groups)
        )
        for group_of in found
    )
