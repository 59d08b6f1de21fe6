"""For property tests: any record that the directory can hold, with its places and programme."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ertad.directory.record import FIELDS, Field, Record, blank_record, normalised
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN

LETTERS = "აბგდვზ abcXYZéèç 0123 ;,.–-—•·=+@'’„“\"?!()/_\u00a0\u200b<&>"
LINES = LETTERS + "\n\t"
FIRST_DAY = date(2024, 1, 1)
SPANS = (["09:00", "13:00"], ["14:00", "18:30"], ["19:00", "23:59"])
PHONES = ("+995322000001", "+995322000002;ext=12", "111", "+995599123456", "112")


def text(letters: str = LETTERS, *, most: int = 30) -> st.SearchStrategy[str]:
    return st.text(letters, max_size=most).map(str.strip)


def named(stem: str, letters: str = LETTERS) -> st.SearchStrategy[dict[str, str]]:
    """A text in up to three languages, at least in one."""
    said = st.fixed_dictionaries({f"{stem}_{lang}": text(letters) for lang in LANGUAGES})
    return said.filter(lambda texts: any(any(c.isalnum() for c in t) for t in texts.values()))


@st.composite
def a_record(
    draw: st.DrawFn, institution: str, places: list[UUID], programmes: list[UUID],
    codes: dict[str, list[str]],
) -> Record:  # fmt: skip
    """`codes`: vocabulary -> codes (see `codes_of`)."""
    record: dict[str, Any] = {"institution": institution}
    for field in FIELDS:
        if field.key in ("institution", "status", "ended_on", "name", "min_age", "max_age"):
            continue
        for key in field.record_keys():
            record[key] = draw(value_of(field, places, programmes, codes))
    record |= draw(named("name"))
    ages = sorted(draw(st.lists(st.integers(0, 120), min_size=2, max_size=2)))
    record["min_age"] = draw(st.sampled_from([None, ages[0]]))
    record["max_age"] = draw(st.sampled_from([None, ages[1]]))
    if record["places"] == "unknown":
        record["places_as_of"] = ""
    if not record["cost"]:
        record |= {f"cost_note_{lang}": "" for lang in LANGUAGES}
    return normalised(blank_record(**record))


def codes_of() -> dict[str, list[str]]:
    """Vocabulary -> its codes, a few of each."""
    found: dict[str, list[str]] = {}
    for name, code in Term.objects.order_by("position").values_list("vocabulary_id", "code"):
        found.setdefault(name, []).append(code)
    return {name: codes[:12] for name, codes in found.items()}


def value_of(
    field: Field, places: list[UUID], programmes: list[UUID], codes: dict[str, list[str]]
) -> st.SearchStrategy[Any]:
    match field.kind:
        case "text":
            return text()
        case "long_text" | "lines":
            return text(LINES, most=60)
        case "terms":
            return st.lists(st.sampled_from(codes[field.vocabulary]), unique=True, max_size=3)
        case "term":
            return st.sampled_from(["", *codes[field.vocabulary]])
        case "municipalities":
            some = [f"example-{number}" for number in range(1, 6)]
            return st.lists(st.sampled_from(some), unique=True, max_size=3)
        case "languages":
            return st.lists(st.sampled_from(sorted(SPOKEN)), unique=True, max_size=3)
        case "choice":
            kinds = [code for code, _label in field.choices]
            blank = (
                ["any"] if field.key == "sex" else ["unknown"] if field.key == "places" else [""]
            )
            return st.sampled_from([*blank, *kinds])
        case "number":
            return st.one_of(st.none(), st.integers(0, 120))
        case "yes_no":
            return st.booleans()
        case "day":
            days = st.integers(0, 1000).map(lambda n: (FIRST_DAY + timedelta(n)).isoformat())
            return st.one_of(st.just(""), days)
        case "phones":
            return st.lists(st.sampled_from(PHONES), unique=True, max_size=3)
        case "email":
            return st.sampled_from(["", "info@example.ge"])
        case "url":
            return st.sampled_from(["", "https://example.ge/a?b=1&c=2", "http://example.ge/"])
        case "id":
            return st.sampled_from(["", *map(str, programmes)])
        case "at":
            return st.lists(st.sampled_from(places), unique=True, max_size=3).flatmap(_at)
        case _:
            raise AssertionError(field.kind)


def _at(places: list[UUID]) -> st.SearchStrategy[list[dict[str, Any]]]:
    day = st.sampled_from(["MO", "WE", "SU"])
    span = st.tuples(day, st.sampled_from(SPANS)).map(lambda told: [told[0], *told[1]])
    hours = st.lists(span, unique_by=lambda told: tuple(told), max_size=4)
    return st.tuples(*(hours for _place in places)).map(
        lambda all_hours: [
            {"location": str(place), "hours": told}
            for place, told in zip(places, all_hours, strict=True)
        ]
    )
