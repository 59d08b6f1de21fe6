"""Wishes that cannot be are refused before anything is searched, and the reason is told."""

import pytest

from ertad.engines.grouping import Impossible, Person, Pin, Quota, Wishes, solve

from .invented import people

pytestmark = pytest.mark.slow

P = "side", "probation"


@pytest.mark.parametrize(
    ("code", "wishes"),
    [
        ("no_groups", Wishes(groups=0)),
        ("rounds", Wishes(groups=2, rounds=0)),
        ("rounds", Wishes(groups=2, rounds=21)),
        ("too_few_people", Wishes(groups=41)),
        ("too_few_people", Wishes(groups=40, rounds=2, absent={"0-0": [1]})),
        ("unknown_attribute", Wishes(groups=2, mix=["colour"])),
        ("unknown_attribute", Wishes(groups=2, balance=["colour"])),
        ("unknown_attribute", Wishes(groups=2, quotas=[Quota("colour", "red", 1)])),
        ("unknown_person", Wishes(groups=2, pins=[Pin("Nino", 0)])),
        ("unknown_person", Wishes(groups=2, apart=[{"Nino", "0-0"}])),
        ("unknown_person", Wishes(groups=2, together=[{"Nino", "0-0"}])),
        ("unknown_person", Wishes(groups=2, absent={"Nino": [0]})),
        ("unknown_group", Wishes(groups=2, pins=[Pin("0-0", 2)])),
        ("unknown_round", Wishes(groups=2, pins=[Pin("0-0", 1, 1)])),
        ("unknown_round", Wishes(groups=2, absent={"0-0": [1]})),
        ("quota_reversed", Wishes(groups=5, quotas=[Quota(*P, 3, 2)])),
        ("quota_reversed", Wishes(groups=5, quotas=[Quota(*P, 3), Quota(*P, 0, 2)])),
        ("quota_needs_more", Wishes(groups=5, quotas=[Quota(*P, 3)])),
        ("quota_needs_more", Wishes(groups=5, quotas=[Quota("side", "army", 1)])),
        ("quota_has_more", Wishes(groups=5, quotas=[Quota(*P, 0, 1)])),
        ("apart_too_many", Wishes(groups=3, apart=[{"0-0", "0-1", "0-2", "0-3"}])),
        ("together_too_many", Wishes(groups=20, together=[{"0-0", "0-1", "0-2"}])),
        ("together_and_apart", Wishes(groups=5, together=[{"a", "b"}], apart=[{"a", "b"}])),
        (
            "together_pinned_apart",
            Wishes(groups=5, together=[{"0-0", "0-1"}], pins=[Pin("0-0", 0), Pin("0-1", 1)]),
        ),
        ("pinned_twice", Wishes(groups=5, pins=[Pin("0-0", 0), Pin("0-0", 1)])),
        ("pins_exceed_group", Wishes(groups=20, pins=[Pin(f"0-{n}", 0) for n in range(3)])),
        (
            "pinned_and_apart",
            Wishes(groups=5, apart=[{"0-0", "0-1"}], pins=[Pin("0-0", 0), Pin("0-1", 0)]),
        ),
        (
            "together_does_not_fit",
            Wishes(groups=8, together=[{f"{n}-{each}" for each in range(3)} for n in range(9)]),
        ),
    ],
)  # fmt: skip
def test_refused(code, wishes):
    who = people()
    if code == "together_and_apart":
        who += [Person("a"), Person("b")]
    with pytest.raises(Impossible) as refused:
        solve(who, wishes)
    assert refused.value.code == code


def test_somebody_who_is_there_twice_is_named():
    with pytest.raises(Impossible) as refused:
        solve([Person("nino"), Person("giorgi"), Person("nino")], Wishes(groups=2))
    assert (refused.value.code, refused.value.params) == ("person_twice", {"person": "nino"})


def test_a_quota_that_is_too_large_says_which_and_by_how_much():
    with pytest.raises(Impossible) as refused:
        solve(people(), Wishes(groups=5, quotas=[Quota("side", "probation", 3)]))
    told = {"attribute": "side", "value": "probation", "people": 10, "needed": 15, "round": 1}
    assert refused.value.params == told


def test_more_than_a_thousand_people_are_too_many():
    with pytest.raises(Impossible) as refused:
        solve([Person(str(number)) for number in range(1001)], Wishes(groups=2))
    assert refused.value.code == "too_many_people"
