"""What one record of two says: silence never wins, and what goes together stays together."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.directory.merging import (
    RULES,
    ContradictoryChoices,
    MergedField,
    Told,
    merged_fields,
    record_of,
)
from ertad.directory.record import KEYS, Record, blank_record, field_of
from ertad.kernel.languages import LANGUAGES

NEWER, OLDER = date(2026, 11, 1), date(2026, 3, 1)
HERE, THERE = "11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"


def record(**fields: Any) -> Record:
    return blank_record(**{"institution": "one", "name_en": "Youth club", **fields})


def merged(mine: Record, theirs: Record, **how: Any) -> dict[str, MergedField]:
    """The survivor was confirmed last."""
    return merged_fields(Told(mine, NEWER), Told(theirs, OLDER), **how)


def values(fields: dict[str, MergedField], *keys: str) -> list[Any]:
    return [fields[key].value for key in keys]


AGES = ("min_age", "max_age")


def test_who_says_no_age_does_not_win_over_who_says_one() -> None:
    fields = merged(record(max_age=24), record(min_age=16, max_age=21))
    assert values(fields, *AGES) == [16, 24]
    assert (fields["min_age"].rule, fields["min_age"].side) == ("only", "absorbed")
    assert (fields["max_age"].rule, fields["max_age"].side) == ("newest", "survivor")


def test_ages_of_both_that_contradict_are_those_of_the_newest() -> None:
    fields = merged(record(max_age=12), record(min_age=16, max_age=24))
    assert values(fields, *AGES) == [None, 12]
    assert {fields[key].rule for key in AGES} == {"newest"}
    assert values(merged(record(max_age=12), record(min_age=16)), *AGES) == [None, 12]


def test_the_age_that_nobody_chose_follows_the_one_that_was() -> None:
    mine, theirs = record(min_age=6, max_age=9), record(min_age=14, max_age=18)
    fields = merged(mine, theirs, choices={"min_age": "absorbed"})
    assert values(fields, *AGES) == [14, 18]
    assert (fields["min_age"].rule, fields["max_age"].side) == ("chosen", "absorbed")
    with pytest.raises(ContradictoryChoices):
        merged(mine, theirs, choices={"min_age": "absorbed", "max_age": "survivor"})


def test_not_known_says_nothing_about_places_however_new() -> None:
    mine = record(places="unknown", places_as_of="2026-11-01")
    fields = merged(mine, record(places="full", places_as_of="2026-10-01"))
    assert values(fields, "places", "places_as_of") == ["full", "2026-10-01"]
    fields = merged(
        record(places="open", places_as_of="2026-09-01"),
        record(places="full", places_as_of="2026-10-01"),
    )
    assert values(fields, "places", "places_as_of") == ["full", "2026-10-01"]
    assert {fields[key].rule for key in ("places", "places_as_of")} == {"newest"}


def test_anyone_says_less_than_girls() -> None:
    fields = merged(record(sex="any"), record(sex="female"))
    assert (fields["sex"].value, fields["sex"].rule) == ("female", "only")


def test_a_note_about_the_cost_goes_with_its_cost() -> None:
    """Free and “10 lari a month” would contradict each other."""
    mine = record(cost="free")
    theirs = record(cost="paid", cost_note_en="10 lari a month", cost_note_ka="თვეში 10 ლარი")
    fields = merged(mine, theirs)
    assert values(fields, "cost", "cost_note_en", "cost_note_ka") == ["free", "", ""]
    fields = merged(record(cost="paid"), theirs)
    assert fields["cost_note_ka"].value == "თვეში 10 ლარი"
    assert merged(record(), theirs)["cost_note_en"].value == "10 lari a month"


def test_hours_of_one_place_are_of_who_says_them() -> None:
    hours = [["MO", "09:00", "12:00"]]
    mine = [{"location": HERE, "hours": []}]
    theirs = [{"location": HERE, "hours": hours}, {"location": THERE, "hours": hours}]
    fields = merged(record(at=mine), record(at=theirs))
    assert fields["at"].value == theirs
    fields = merged(record(at=mine), record(at=theirs), same_places={THERE: HERE})
    assert fields["at"].value == theirs[:1]
    assert merged(record(), record(at=theirs))["at"].value == theirs


def test_texts_in_each_language_are_of_who_says_them() -> None:
    mine = record(name_ka="კლუბი", description_en="Short.", contact_fr="accueil")
    theirs = record(name_fr="Club", description_en="A longer text of two sentences.")
    fields = merged(mine, theirs)
    assert values(fields, "name_ka", "name_en", "name_fr") == ["კლუბი", "Youth club", "Club"]
    assert (fields["description_en"].side, fields["description_en"].rule) == ("absorbed", "longer")
    assert fields["contact_fr"].value == "accueil"


SILENT = {"sex": "any", "places": "unknown"}


def is_silent(key: str, value: Any) -> bool:
    return value == field_of(key).blank() or value == SILENT.get(key, "")


@st.composite
def a_side(draw: st.DrawFn) -> Told:
    def sometimes(*said: Any) -> Any:
        return draw(st.sampled_from(said))

    ages = sorted(draw(st.tuples(st.integers(0, 120), st.integers(0, 120))))
    places = sometimes("open", "waiting", "full", "unknown")
    day = st.integers(0, 900).map(lambda days: (date(2024, 1, 1) + timedelta(days)).isoformat())
    spans = st.lists(st.sampled_from([["MO", "09:00", "12:00"], ["SU", "10:00", "11:00"]]),
                     unique_by=str)  # fmt: skip
    at = [{"location": place, "hours": draw(spans)} for place in sorted(sometimes(
        [], [HERE], [THERE], [HERE, THERE]))]  # fmt: skip
    fields: dict[str, Any] = {
        "min_age": sometimes(None, ages[0]), "max_age": sometimes(None, ages[1]), "places": places,
        "places_as_of": draw(st.one_of(st.just(""), day)), "sex": sometimes("any", "female"),
        "types": sometimes([], ["PSY-IND"], ["PSY-GRO"]), "phones": sometimes([], ["111"], ["112"]),
        "serves": sometimes([], ["example-1"], ["example-2"]), "nationwide": sometimes(True, False),
        "cost": sometimes("", "free", "paid"), "email": sometimes("", "a@example.ge"), "at": at,
    }  # fmt: skip
    for stem in ("name", "description", "how_to_enter", "documents", "contact"):
        fields |= {f"{stem}_{lang}": sometimes("", "one", "another") for lang in LANGUAGES}
    return Told(record(**fields), draw(st.sampled_from([None, OLDER, NEWER])))


@given(a_side(), a_side())
def test_silence_never_wins_and_ages_never_contradict(mine: Told, theirs: Told) -> None:
    fields = merged_fields(mine, theirs)
    low, high = fields["min_age"].value, fields["max_age"].value
    assert low is None or high is None or low <= high
    for key in KEYS:
        sides = (mine.record[key], theirs.record[key])
        assert fields[key].rule in RULES
        if key in AGES and _contradict(mine.record, theirs.record):
            continue
        if key == "places_as_of" or all(is_silent(key, value) for value in sides):
            continue
        assert not is_silent(key, fields[key].value), key
    assert record_of(fields)["status"] == "active"


def _contradict(one: Record, other: Record) -> bool:
    pairs = ((one, other), (other, one))
    return any(
        a["min_age"] is not None and b["max_age"] is not None and a["min_age"] > b["max_age"]
        for a, b in pairs
    )
