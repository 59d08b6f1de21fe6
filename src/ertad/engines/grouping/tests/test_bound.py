"""The bound: known values, never above what some plan has, and met where all plans are tried."""

import random
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.engines.grouping import Person, Wishes, judge, solve
from ertad.engines.grouping.bound import spread

from .invented import some_people, unless_impossible, wishes_of


def bound(people: int, groups: int, rounds: int) -> int:
    who = [Person(str(number)) for number in range(people)]
    return solve(who, Wishes(groups=groups, rounds=rounds), effort=0.001).bound


def test_known_bounds():
    assert bound(40, 5, 2) == 15  # each group of eight over five groups: three meet again
    assert bound(40, 5, 3) == 45
    assert bound(42, 5, 2) == 17
    assert bound(256, 32, 3) == 0
    assert bound(9, 3, 4) == 0  # the affine plane: everybody meets everybody once
    assert bound(9, 3, 5) == 9  # and then everybody meets two people again
    assert bound(6, 1, 3) == 45  # one group only: all fifteen pairs, three pairs of rounds


def test_spread_is_as_even_as_can_be():
    for people, groups in product(range(9), range(1, 5)):
        best = min(
            sum(cell * (cell - 1) // 2 for cell in cells)
            for cells in product(range(people + 1), repeat=groups)
            if sum(cells) == people
        )
        assert spread(people, groups) == best


def partitions(members: tuple[str, ...], sizes: tuple[int, ...]):
    if not sizes:
        yield ()
        return
    for group in combinations(members, sizes[0]):
        rest = tuple(each for each in members if each not in group)
        for others in partitions(rest, sizes[1:]):
            yield (group, *others)


@pytest.mark.parametrize(
    ("people", "groups", "absent"),
    [(6, 2, {}), (6, 3, {}), (7, 2, {}), (7, 3, {"0": [0]}), (6, 2, {"0": [0], "1": [1]})],
)
def test_the_bound_of_two_rounds_is_what_the_best_of_all_plans_has(people, groups, absent):
    who = [Person(str(number)) for number in range(people)]
    wishes = Wishes(groups=groups, rounds=2, absent=absent)
    plan = solve(who, wishes, effort=0.01)
    rounds = []
    for number in range(2):
        there = tuple(each.id for each in who if number not in absent.get(each.id, ()))
        size, larger = divmod(len(there), groups)
        sizes = tuple(size + (group < larger) for group in range(groups))
        rounds.append(list(partitions(there, sizes)))
    least = min(
        sum(len(set(one) & set(other)) * (len(set(one) & set(other)) - 1) // 2
            for one in first for other in second)
        for first in rounds[0][:: max(1, len(rounds[0]) // 40)]  # alike but for names
        for second in rounds[1]
    )  # fmt: skip
    assert plan.objective == least
    assert plan.bound <= least
    if not absent:
        assert plan.bound == least


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(0, 1000))
def test_no_plan_is_below_the_bound(data, seed):
    """Groups at random, with those wishes kept on which the bound relies."""
    who = data.draw(some_people())
    wishes = data.draw(wishes_of(who))
    draw = random.Random(seed)
    rounds = []
    for number in range(wishes.rounds):
        there = [each.id for each in who if number not in wishes.absent.get(each.id, ())]
        draw.shuffle(there)
        size, larger = divmod(len(there), wishes.groups)
        cuts, groups = iter(there), []
        for group in range(wishes.groups):
            groups.append(tuple(next(cuts) for _ in range(size + (group < larger))))
        rounds.append(tuple(groups))
    plan = unless_impossible(lambda: judge(who, wishes, tuple(rounds)))
    if plan is None:
        return
    kept = {each.kind for each in plan.violations}.isdisjoint({"apart", "together", "pin"})
    assert not kept or plan.objective >= plan.bound


def test_together_in_all_rounds_counts():
    who = [Person(str(number)) for number in range(20)]
    wishes = Wishes(groups=5, rounds=3, together=[{"0", "1"}])
    plan = solve(who, wishes, effort=0.05)
    assert (plan.objective, plan.bound, plan.proven) == (3, 3, True)


def test_the_order_of_people_does_not_change_the_bound():
    who = [Person(str(number)) for number in range(7)]
    wishes = Wishes(groups=3, rounds=3, apart=[{"0", "1"}], absent={"2": [1]})
    bounds = {
        solve(list(order), wishes, effort=0.001).bound for order in list(permutations(who))[::1000]
    }
    assert len(bounds) == 1
