"""Those who are together change their group, which exchanges of two people cannot do."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .bound import Ints
from .problem import Problem

TRIES = 20


def with_a_block_moved(
    problem: Problem, groups: Sequence[Ints], draw: random.Random
) -> list[Ints] | None:
    """The groups of all rounds, a block of one of them having changed places with others.

    They are another block as large, or as many single people of one group. None where none can.
    """
    in_blocks = {person for block in problem.blocks for person in block}
    for _ in range(TRIES):
        number = draw.randrange(len(groups))
        free = problem.present[number] & (problem.pinned[number] < 0)
        blocks = [
            there
            for block in problem.blocks
            if (there := [each for each in block if problem.present[number, each]])
            and free[there[0]]
        ]
        if not blocks:
            continue
        group_of = groups[number].copy()
        block = draw.choice(blocks)
        own, other = int(group_of[block[0]]), draw.randrange(problem.wishes.groups)
        singles = [
            person
            for person in (free & (group_of == other)).nonzero()[0].tolist()
            if person not in in_blocks
        ]
        likely = [each for each in blocks if len(each) == len(block) and group_of[each[0]] == other]
        if len(singles) >= len(block):
            likely.append(draw.sample(singles, len(block)))
        if other == own or not likely:
            continue
        group_of[draw.choice(likely)] = own
        group_of[block] = other
        return [group_of if at == number else each for at, each in enumerate(groups)]
    return None
