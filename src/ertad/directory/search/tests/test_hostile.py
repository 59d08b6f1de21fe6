"""Whatever is typed or put into the address, a search answers; it never fails."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ertad.directory.search import question_from, search
from ertad.directory.search.current import current_index
from ertad.directory.search.question import FACETS, Question
from ertad.directory.search.searching import search_in
from ertad.people.models import User

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 20)
PIECES = [
    "narkotikebi", "ნარკოტიკებისთვის", "Rustavshi", "სამაგალითო 3-ში", "15 tslis", "14-17", "18+",
    "99999999999 years", "-1 წლის", "٣ years", "²-³", "0-0", "'; DROP TABLE service; --", "1=1",
    "%", "_", "\\", ".*(a+)+$", "[", "(?P<x>", "<script>alert(1)</script>", "&#x0;", "{{ 7*7 }}",
    "{% load x %}", "\x00", "\x1b[31m", "\u202e", "\u2066", "\u200d", "\ufeff", "\ud800", "🙂",
    "👨‍👩‍👧", "ა\u0301\u0301", "!!!", "???", "–—-", "a" * 200, "ყ" * 200, "\n\r\t", "null", "None",
    "NaN",
]  # fmt: skip
TEXT = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=12).map(" ".join),
    st.sampled_from(PIECES).map(lambda piece: piece * 10_000).map(lambda text: text[:10_000]),
    st.text(st.characters(categories=["P", "S", "Z", "C"]), max_size=300),
)
KEYS = [*FACETS, "where", "radius", "not", "sort", "page", "more", "q", "x"]
VALUES = st.one_of(
    st.sampled_from(["ADD", "15", "14-17", "rustavi", "in", "near", "-5", "1e9", "99999999999"]),
    st.sampled_from(PIECES), st.text(max_size=80), st.integers().map(str),
)  # fmt: skip
PAIRS = st.one_of(
    st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=40),
    st.tuples(st.sampled_from(KEYS), VALUES).map(lambda pair: [pair] * 500),
)


def address(words: str, pairs: list[tuple[str, str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    query["q"] = words
    for key, value in pairs:
        query.appendlist(key, value)
    return query


@pytest.mark.django_db
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=TEXT, pairs=PAIRS)
def test_a_search_never_fails(marie: User, words: str, pairs: list[tuple[str, str]]) -> None:
    question = question_from(address(words, pairs))

    for user in (None, marie):
        results = search(question, user=user, today=TODAY)
        assert results.total >= 0
        assert len(results.words) <= 12
    again = address("", [])
    del again["q"]
    for key, value in question.params():
        again.appendlist(key, value)
    assert question_from(again) == question
    json.dumps(question.params())
    urlencode(question.params())


@given(words=TEXT, pairs=PAIRS)
def test_an_address_is_read_within_limits(words: str, pairs: list[tuple[str, str]]) -> None:
    question = question_from(address(words, pairs))

    assert len(question.words) <= 300
    assert all(len(codes) <= 50 for codes in question.chosen.values())
    assert question.radius_km is None or 0 < question.radius_km <= 500
    assert 1 <= question.page <= 100_000


@pytest.mark.django_db
def test_five_hundred_filters_are_one_short_search() -> None:
    pairs = [(facet, f"code-{number}") for facet in FACETS for number in range(500)]

    results = search(question_from(address("sport", pairs)), user=None, today=TODAY)

    assert results.question.words == "sport"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["15-9", "999", "-3", "121", "15-", "+", "1٣", "1e3", "0x10"])
def test_an_absurd_age_is_no_choice(code: str) -> None:
    question = Question(chosen={"age": (code,)})
    index = current_index()

    everything = search_in(index, Question(), today=TODAY, pathways=False)
    assert search_in(index, question, today=TODAY, pathways=False).total == everything.total
