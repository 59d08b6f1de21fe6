"""Moving one person by hand: what it does to balance, wishes and meetings, before it is done."""

import pytest

from ertad.engines.grouping import Impossible, Kind, Share, Wishes, effect_of_move, judge, solve

from .invented import forty, people


def test_nino_moves_one_person_and_sees_what_it_does():
    plan = solve(people(), forty(2), seed=1)
    person = plan.groups[1][0][0]
    effect = effect_of_move(plan, person, round=1, group=3)
    assert effect.before == plan
    assert person in effect.after.groups[1][3]
    assert effect.repeated == effect.after.objective - 15
    assert {(each.kind, each.group) for each in effect.broken} >= {(Kind.SIZE, 0), (Kind.SIZE, 3)}
    side = next(each.attributes["side"] for each in plan.people if each.id == person)
    count = 2 if side == "probation" else 6
    assert Share(0, "side", side, count, count - 1) in effect.shares
    assert Share(3, "side", side, count, count + 1) in effect.shares


def test_moving_back_mends_it():
    plan = solve(people(), forty(2), seed=1)
    person = plan.groups[0][0][0]
    moved = effect_of_move(plan, person, round=0, group=1).after
    back = effect_of_move(moved, person, round=0, group=0)
    assert back.after == plan
    assert back.mended == moved.violations
    assert back.broken == ()


def test_an_exchange_keeps_the_sizes():
    plan = solve(people(), forty(1), seed=1)
    one, other = plan.groups[0][0][0], plan.groups[0][1][0]
    effect = effect_of_move(plan, one, round=0, group=1, exchange_with=other)
    assert [len(group) for group in effect.after.groups[0]] == [8] * 5
    assert one in effect.after.groups[0][1]
    assert other in effect.after.groups[0][0]
    assert effect.after == judge(plan.people, plan.wishes, effect.after.groups)


def test_staying_where_one_is_does_nothing():
    plan = solve(people(), forty(1), seed=1)
    effect = effect_of_move(plan, plan.groups[0][2][0], round=0, group=2)
    assert (effect.after, effect.shares, effect.broken, effect.repeated) == (plan, (), (), 0)


def test_nobody_moves_who_is_not_there_or_to_where_nothing_is():
    plan = solve(people(), Wishes(groups=5, absent={"0-0": [0]}), effort=0.01)
    for person, round, group in (("0-0", 0, 1), ("0-1", 0, 5), ("Nino", 0, 0), ("0-1", 1, 0)):
        with pytest.raises(Impossible):
            effect_of_move(plan, person, round=round, group=group)
