"""What holds for any people and wishes: refused with a reason, or everybody has a seat."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ertad.engines.grouping import (
    Kind,
    Person,
    Quota,
    Wishes,
    judge,
    moves_between,
    solve,
    solve_again,
)

from .invented import some_people, unless_impossible, wishes_of

pytestmark = pytest.mark.slow
SEATS = {Kind.SIZE, Kind.PIN, Kind.TOGETHER}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(0, 99))
def test_everybody_has_one_seat_in_each_round_and_fixed_places_are_kept(data, seed):
    who = data.draw(some_people())
    wishes = data.draw(wishes_of(who))
    plan = unless_impossible(lambda: solve(who, wishes, seed=seed, effort=0.002))
    if plan is None:
        return
    for number, one_round in enumerate(plan.groups):
        there = [each.id for each in who if number not in wishes.absent.get(each.id, ())]
        assert sorted(each for group in one_round for each in group) == sorted(there)
    assert SEATS.isdisjoint(each.kind for each in plan.violations)
    assert plan.objective >= plan.bound or any(each.must for each in plan.violations)
    assert judge(who, wishes, plan.groups) == plan
    assert solve(who, wishes, seed=seed, effort=0.002) == plan


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 5), st.integers(2, 4), st.integers(0, 3), st.integers(1, 3), st.data())
def test_a_quota_that_can_be_met_is_met(groups, size, least, rounds, data):
    least = min(least, size)
    most = data.draw(st.integers(least, size))
    having = data.draw(st.integers(least * groups, most * groups))
    who = [
        Person(str(number), {"side": "probation" if number < having else "municipal"})
        for number in range(groups * size)
    ]
    quotas = [Quota("side", "probation", least, most)] if having else []
    plan = solve(who, Wishes(groups=groups, rounds=rounds, quotas=quotas), effort=0.005)
    assert plan.violations == ()


@settings(max_examples=30, deadline=None)
@given(st.data(), st.integers(0, 99))
def test_solving_again_leaves_who_is_absent_out_and_rounds_that_are_over_alone(data, seed):
    who = data.draw(some_people())
    wishes = data.draw(wishes_of(who))
    absent = data.draw(st.sets(st.sampled_from([each.id for each in who]), max_size=3))
    held = data.draw(st.integers(0, wishes.rounds - 1))
    plan = unless_impossible(lambda: solve(who, wishes, seed=seed, effort=0.002))
    if plan is None:
        return
    missing = {each: range(held, wishes.rounds) for each in absent}
    again = unless_impossible(
        lambda: solve_again(plan, absent=missing, held=held, seed=seed, effort=0.002)
    )
    if again is None:
        return
    assert again.groups[:held] == plan.groups[:held]
    assert SEATS.isdisjoint(each.kind for each in again.violations)
    for one_round in again.groups[held:]:
        assert absent.isdisjoint(each for group in one_round for each in group)
    if not absent and not plan.violations:
        assert moves_between(plan, again) == ()


PROGRAM = """
from ertad.engines.grouping import solve
from ertad.engines.grouping.tests.invented import forty, people
print(solve(people(), forty(2), seed=4).groups)
"""


def test_another_process_makes_the_same_groups():
    """Python hashes texts anew in each process; nothing may come to depend on it."""
    told = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1] != ""
