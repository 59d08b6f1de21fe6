"""Somebody does not come: the others keep their groups, but for the few who must move."""

import pytest

from ertad.engines.grouping import (
    Impossible,
    Quota,
    Wishes,
    moves_between,
    solve,
    solve_again,
)

from .invented import forty, people

pytestmark = pytest.mark.slow


def again(plan, absent, **more):
    return solve_again(plan, absent=absent, effort=0.02, **more)


def test_giorgi_does_not_come_and_nobody_has_to_move():
    wishes = Wishes(groups=5, rounds=2, mix=["institution"])
    plan = solve(people(), wishes, seed=1)
    person = plan.groups[0][3][0]
    without = again(plan, {person: [0, 1]})
    assert moves_between(plan, without) == ()
    assert all(person not in group for one_round in without.groups for group in one_round)
    assert without.violations == ()


def test_two_of_one_group_do_not_come_and_one_person_moves_there():
    plan = solve(people(), Wishes(groups=5, mix=["institution"]), seed=1)
    without = again(plan, {each: [0] for each in plan.groups[0][2][:2]})
    (move,) = moves_between(plan, without)
    assert (move.round, move.after) == (0, 2)
    assert sorted(len(group) for group in without.groups[0]) == [7, 7, 8, 8, 8]
    assert without.violations == ()


def test_a_quota_that_is_broken_by_an_absence_is_mended():
    wishes = Wishes(groups=5, quotas=[Quota("side", "probation", 1, 3)])
    plan = solve(people(), wishes, seed=2)
    group = max(plan.groups[0], key=len)
    probation = [each for each in group if each.endswith("-3")]
    without = again(plan, {each: [0] for each in probation})
    assert without.violations == ()
    assert 1 <= len(moves_between(plan, without)) <= 4


def test_rounds_that_are_over_stay_and_nobody_can_be_absent_from_them():
    plan = solve(people(), forty(2), seed=1)
    without = again(plan, {"0-0": [1]}, held=1)
    assert without.groups[0] == plan.groups[0]
    with pytest.raises(Impossible) as refused:
        again(plan, {"0-0": [0]}, held=1)
    assert refused.value.code == "round_is_over"


def test_absences_add_up():
    plan = solve(people(), Wishes(groups=5, rounds=2, absent={"0-0": [0]}), effort=0.01)
    without = again(plan, {"0-0": [1], "0-1": [1]})
    assert without.wishes.absent == {"0-0": {0, 1}, "0-1": {1}}


def test_those_who_are_together_stay_so_when_sizes_change():
    wishes = Wishes(groups=3, together=[{"0-0", "0-1"}, {"1-0", "1-1"}, {"2-0", "2-1"}])
    plan = solve(people(3), wishes, seed=1)
    absent = [each for each in plan.groups[0][0] if each not in {"0-0", "0-1", "1-0", "1-1"}][:2]
    without = again(plan, {each: [0] for each in absent})
    assert without.violations == ()


def test_when_too_few_are_left_it_says_so():
    plan = solve(people(1), Wishes(groups=4), effort=0.01)
    with pytest.raises(Impossible) as refused:
        again(plan, {"0-0": [0]})
    assert refused.value.code == "too_few_people"
