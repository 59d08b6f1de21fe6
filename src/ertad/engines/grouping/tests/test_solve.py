"""Mixed groups of forty people: all wishes met, and proven that nobody could do better."""

from itertools import combinations

import pytest

from ertad.engines.grouping import Kind, Person, Pin, Quota, Wishes, alike, judge, solve

from .invented import forty, people

pytestmark = pytest.mark.slow


def test_marie_makes_groups_for_two_rounds_and_fewer_repeats_are_impossible():
    who = people()
    plan = solve(who, forty(2), seed=1)
    assert (plan.objective, plan.bound, plan.proven, plan.violations) == (15, 15, True, ())
    known = {person.id: person.attributes for person in who}
    for one_round in plan.groups:
        assert sorted(each for group in one_round for each in group) == sorted(known)
        for group in one_round:
            assert len(group) == 8
            assert sum(known[each]["side"] == "probation" for each in group) == 2
            assert len({known[each]["institution"] for each in group}) == 8
            assert 2 <= sum(known[each]["seniority"] == "new" for each in group) <= 3
    met = [
        frozenset(pair)
        for one_round in plan.groups
        for group in one_round
        for pair in combinations(group, 2)
    ]
    assert len(met) - len(set(met)) == 15


def test_one_round_has_nothing_to_repeat():
    plan = solve(people(), forty(1))
    assert (plan.objective, plan.bound, plan.violations) == (0, 0, ())


def test_many_people_never_meet_twice():
    plan = solve(people(24), Wishes(groups=12, rounds=3, mix=["institution"], balance=["side"]))
    assert (plan.objective, plan.proven, plan.violations) == (0, True, ())


def test_the_same_seed_gives_the_same_plan_and_another_seed_another():
    one, again, other = (solve(people(), forty(2), seed=seed) for seed in (5, 5, 6))
    assert one == again
    assert one.groups != other.groups


def test_sizes_differ_by_one_at_most_the_larger_groups_first():
    plan = solve(people()[:38], Wishes(groups=5))
    assert [len(group) for group in plan.groups[0]] == [8, 8, 8, 7, 7]


def test_a_large_institution_is_spread_evenly_and_that_is_no_fault():
    who = [Person(f"h{n}", {"institution": "City Hall"}) for n in range(7)]
    who += [Person(f"o{n}", {"institution": f"other {n}"}) for n in range(5)]
    plan = solve(who, Wishes(groups=3, rounds=2, mix=["institution"]))
    assert plan.violations == ()
    for one_round in plan.groups:
        assert sorted(sum(each[0] == "h" for each in group) for group in one_round) == [2, 2, 3]


def test_balance_differs_by_one_at_most_also_where_sizes_do():
    who = [Person(str(n), {"age": "abc"[n % 3], "sex": "fm"[n % 2]}) for n in range(43)]
    plan = solve(who, Wishes(groups=5, rounds=2, balance=["age", "sex"]), effort=0.05)
    assert plan.violations == ()
    known = {person.id: person.attributes for person in who}
    for one_round in plan.groups:
        for attribute, value in (("age", "a"), ("age", "b"), ("sex", "f"), ("sex", "m")):
            counts = [sum(known[n][attribute] == value for n in group) for group in one_round]
            assert max(counts) - min(counts) <= 1


def test_who_says_nothing_is_neither_mixed_nor_balanced():
    who = [Person(str(n), {"institution": ""}) for n in range(6)]
    plan = solve(who, Wishes(groups=2, mix=["institution"], balance=["institution"]))
    assert plan.violations == ()


def test_pins_couples_enemies_and_absentees():
    who = people()
    wishes = Wishes(
        groups=5,
        rounds=3,
        pins=[Pin("0-0", 2), Pin("0-1", 4, 1)],
        together=[{"1-0", "2-0"}, {"2-0", "3-0"}],
        apart=[{"4-0", "5-0", "6-0"}, {"0-0", "9-0"}],
        absent={"7-0": [0, 2], "1-0": [1]},
    )
    plan = solve(who, wishes, seed=3, effort=0.02)
    assert plan.violations == ()
    seat = [
        {person: number for number, group in enumerate(one_round) for person in group}
        for one_round in plan.groups
    ]
    assert [here["0-0"] for here in seat] == [2, 2, 2]
    assert seat[1]["0-1"] == 4
    assert ["7-0" in here for here in seat] == [False, True, False]
    for here in seat:
        assert len({here[each] for each in ("1-0", "2-0", "3-0") if each in here}) == 1
        assert len({here[each] for each in ("4-0", "5-0", "6-0")}) == 3
    assert plan.objective >= plan.bound >= 3


def test_alike_gives_the_sets_of_one_value():
    who = [Person("a", {"car": "1"}), Person("b", {"car": "1"}), Person("c", {"car": ""})]
    assert alike(who, "car") == [frozenset("ab")]
    assert solve([*who, Person("d")], Wishes(groups=2, together=alike(who, "car"))).groups in (
        ((("a", "b"), ("c", "d")),),
        ((("c", "d"), ("a", "b")),),
    )


def test_wishes_that_cannot_all_be_met_are_named():
    """Each of four people is of another side and sex; two groups of two cannot balance three."""
    who = [
        Person("a", {"side": "m", "sex": "f", "age": "1"}),
        Person("b", {"side": "p", "sex": "m", "age": "1"}),
        Person("c", {"side": "m", "sex": "m", "age": "2"}),
        Person("d", {"side": "p", "sex": "f", "age": "2"}),
    ]
    plan = solve(who, Wishes(groups=2, balance=["side", "sex", "age"]), effort=0.01)
    assert {each.kind for each in plan.violations} == {Kind.BALANCE}
    assert not any(each.must for each in plan.violations)


def test_what_must_be_goes_before_balance():
    who = [Person(f"m{n}", {"side": "m"}) for n in range(4)]
    who += [Person(f"p{n}", {"side": "p"}) for n in range(4)]
    wishes = Wishes(groups=2, balance=["side"], together=[{"m0", "m1", "m2"}])
    plan = solve(who, wishes, effort=0.01)
    assert {each.kind for each in plan.violations} == {Kind.BALANCE}
    strict = Wishes(groups=2, balance=["side"], quotas=[Quota("side", "m", 1, 3)])
    assert solve(who, strict).violations == ()


def test_groups_made_by_hand_are_judged():
    who = people(2)
    by_hand = ((("0-0", "0-1", "0-2", "0-3"), ("1-0", "1-1", "1-2", "1-3")),)
    plan = judge(
        who, Wishes(groups=2, mix=["institution"], quotas=[Quota("side", "probation", 1)]), by_hand
    )
    assert [(each.kind, each.group, each.found, each.most) for each in plan.violations] == [
        (Kind.MIX, 0, 4, 2),
        (Kind.MIX, 1, 0, 2),
        (Kind.MIX, 0, 0, 2),
        (Kind.MIX, 1, 4, 2),
    ]
    with pytest.raises(ValueError, match="exactly one group"):
        judge(who, Wishes(groups=2), ((("0-0",), ("1-0",)),))
    with pytest.raises(ValueError, match="As many rounds"):
        judge(who, Wishes(groups=2, rounds=2), by_hand)


@pytest.mark.slow
def test_three_rounds_of_forty_people():
    plan = solve(people(), forty(3), effort=0.3)
    assert plan.violations == ()
    assert 45 <= plan.objective <= 50


def test_how_far_above_the_best():
    plan = solve(people(), forty(2))
    worse = type(plan)(plan.people, plan.wishes, plan.groups, 46, 45, ())
    assert (worse.proven, worse.percent_above) == (False, 3)
    assert type(plan)(plan.people, plan.wishes, plan.groups, 2, 0, ()).percent_above is None
    assert plan.percent_above == 0
