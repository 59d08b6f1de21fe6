"""An independent model proves what is best on small cases, and confirms groups of many."""

import pytest
from benchmarks.grouping_peer import solve_by_cp_sat
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ertad.engines.grouping import Person, Pin, Quota, Wishes, solve

from .invented import forty, people, some_people, unless_impossible, wishes_of

pytestmark = pytest.mark.slow


def plain(number: int) -> list[Person]:
    sides = ("municipal", "municipal", "probation")
    return [
        Person(f"p{n}", {"side": sides[n % 3], "institution": f"i{n // 3}"}) for n in range(number)
    ]


@pytest.mark.parametrize(
    ("number", "wishes"),
    [
        (6, Wishes(groups=2, rounds=3)),
        (8, Wishes(groups=2, rounds=2)),
        (9, Wishes(groups=3, rounds=3)),
        (9, Wishes(groups=3, rounds=2, balance=["side"], mix=["institution"])),
        (10, Wishes(groups=3, rounds=2, apart=[{"p0", "p1", "p2"}], absent={"p3": [1]})),
        (8, Wishes(groups=2, rounds=2, together=[{"p0", "p5"}])),
        (8, Wishes(groups=2, rounds=2, quotas=[Quota("side", "probation", 1)])),
        (9, Wishes(groups=3, rounds=2, pins=[Pin("p0", 1), Pin("p1", 1), Pin("p2", 2, 1)])),
        (7, Wishes(groups=3, rounds=3, absent={"p0": [0], "p1": [2]})),
        (12, Wishes(groups=4, rounds=2, together=[{"p0", "p4"}, {"p1", "p5"}])),
    ],
)  # fmt: skip
def test_small_cases_are_solved_to_the_best_there_is(number, wishes):
    who = plain(number)
    best = solve_by_cp_sat(who, wishes)
    plan = solve(who, wishes, seed=1, effort=0.2)
    assert best.proven
    assert plan.violations == ()
    assert plan.objective == best.repeats
    assert plan.bound <= best.repeats


@pytest.mark.parametrize("rounds", [2, 3])
def test_the_groups_of_forty_people_are_confirmed(rounds):
    plan = solve(people(), forty(rounds), seed=1)
    checked = solve_by_cp_sat(plan.people, plan.wishes, groups=plan.groups)
    assert checked.repeats == plan.objective


def test_a_crowd_is_confirmed_round_by_round():
    wishes = Wishes(groups=16, rounds=3, mix=["institution"], balance=["side", "sex"])
    plan = solve(people(32), wishes, seed=1)
    assert (plan.objective, plan.violations) == (0, ())
    for one_round in plan.groups:
        alone = Wishes(groups=16, mix=wishes.mix, balance=wishes.balance)
        assert solve_by_cp_sat(plan.people, alone, groups=[one_round]).repeats == 0


def there(who: list[Person], wishes: Wishes, number: int) -> int:
    return sum(number not in wishes.absent.get(person.id, ()) for person in who)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_small_case_has_the_same_answer(data):
    """Where the model meets all wishes so does the engine, as well; where it cannot, neither."""
    who = data.draw(some_people(most=7))
    wishes = data.draw(wishes_of(who))
    assume(all(there(who, wishes, number) >= wishes.groups for number in range(wishes.rounds)))
    best = solve_by_cp_sat(who, wishes)
    assert best.proven
    plan = unless_impossible(lambda: solve(who, wishes, effort=0.05))
    if best.repeats is None:
        assert plan is None or plan.violations
    else:
        assert plan is not None
        assert plan.bound <= best.repeats
        assert (plan.violations, plan.objective) == ((), best.repeats)
