"""PostgreSQL as the engine: its words follow each act, and without trigrams memory answers."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from tests.story import NOW, TODAY

from ertad.audit.trail import traced
from ertad.directory.acts.end_service import end_service
from ertad.directory.acts.reindex import reindex
from ertad.directory.models import SearchEntry, SearchTerm, SearchWords
from ertad.directory.record import Change, read_records, save_records
from ertad.directory.search import Question, engine, search
from ertad.directory.search.current import current_index, forget_index
from ertad.directory.search.entries import drift
from ertad.directory.search.index import Index
from ertad.directory.search.slips import most_slips
from ertad.directory.search.words_in_database import DatabaseWords, least_similarity
from ertad.directory.search.words_in_memory import MemoryWords
from ertad.kernel.actor import SYSTEM

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the database is the engine on PostgreSQL only"
)


@pytest.fixture
def in_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "IN_DATABASE_FROM", 1)
    forget_index(with_words=True)


def index_now(kind: type[DatabaseWords] | type[MemoryWords]) -> Index:
    index = current_index()
    assert isinstance(index.words, kind)
    return index


def words_of_entries() -> set[str]:
    documents = SearchEntry.objects.values_list("document", flat=True)
    return {word for d in documents for words in d["words"].values() for word in words}


def rename(key: UUID, name: str) -> None:
    record = {**read_records([key])[key], "name_en": name}
    with traced("service.edit", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, record)], at=NOW)


def found(words: str) -> list[UUID]:
    return [hit.service_id for hit in search(Question(words), user=None, today=TODAY).hits]


@on_postgresql
@pytest.mark.django_db
def test_words_follow_every_act(in_database: None, a_service: Callable[..., UUID]) -> None:
    lamp, other = a_service(name_en="Lantern"), a_service(name_en="Quiet rooms")
    assert found("lantren") == [lamp]
    index_now(DatabaseWords)
    row = SearchWords.objects.get(service_id=lamp)

    rename(lamp, "Marble")
    assert found("lantren") == []
    assert found("marbles") == [lamp]
    assert SearchWords.objects.get(service_id=lamp).number == row.number

    end_service(service_id=other, ended_on=TODAY, by=SYSTEM, at=NOW)
    assert found("quiet") == []
    assert set(SearchTerm.objects.values_list("word", flat=True)) == words_of_entries()
    assert not SearchTerm.objects.filter(word="quiet").exists()
    assert not drift()


@on_postgresql
@pytest.mark.django_db
def test_a_word_that_one_of_two_has_given_up_stays(
    in_database: None, a_service: Callable[..., UUID]
) -> None:
    one, other = a_service(name_en="Lantern"), a_service(name_en="Lantern")
    rename(one, "Marble")
    assert found("lantern") == [other]


@on_postgresql
@pytest.mark.django_db
def test_reindex_fills_what_is_missing(in_database: None, a_service: Callable[..., UUID]) -> None:
    key = a_service(name_en="Lantern")
    SearchWords.objects.all().delete()
    SearchTerm.objects.all().delete()
    assert engine.what_is_missing() == "words are missing: ertad reindex"
    assert found("lantren") == [key]
    index_now(MemoryWords)

    assert reindex(by=SYSTEM, at=NOW).different == [key]
    assert engine.what_is_missing() == ""
    assert found("lantren") == [key]
    index_now(DatabaseWords)


@on_postgresql
@pytest.mark.django_db
def test_terms_are_folded_anew_after_a_new_version_of_the_fold(
    in_database: None, a_service: Callable[..., UUID]
) -> None:
    key = a_service(name_en="Lampes")
    SearchTerm.objects.filter(word="lampes").update(plain="old", fold="old", spelt="old")
    assert found("lampes") == []
    reindex(by=SYSTEM, at=NOW)
    assert found("lampes") == [key]


@on_postgresql
@pytest.mark.django_db
def test_without_trigrams_memory_answers_and_reindex_makes_them(
    in_database: None, a_service: Callable[..., UUID]
) -> None:
    key = a_service(name_en="Lantern")
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    assert engine.what_is_missing().startswith("pg_trgm is missing")
    health = Client().get("/health/").json()
    assert (health["status"], health["search"]) == ("ok", engine.what_is_missing())
    assert found("lantren") == [key]
    index_now(MemoryWords)

    reindex(by=SYSTEM, at=NOW)
    assert engine.what_is_missing() == ""


@pytest.mark.django_db
def test_a_small_directory_stays_in_memory(a_service: Callable[..., UUID]) -> None:
    a_service()
    index_now(MemoryWords)


LETTERS = "abcdej"


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """A word and one within as many slips as it may have."""
    word = draw(st.text(LETTERS, min_size=4, max_size=12))
    other = word
    for _slip in range(draw(st.integers(1, max(1, most_slips(word))))):
        at = draw(st.integers(0, max(0, len(other) - 2)))
        letter = draw(st.sampled_from(LETTERS))
        other = draw(
            st.sampled_from(
                [
                    other[:at] + other[at + 1 :],
                    other[:at] + letter + other[at:],
                    other[:at] + letter + other[at + 1 :],
                    other[:at] + other[at : at + 2][::-1] + other[at + 2 :],
                ]
            )
        )
    return word, other


def trigrams(word: str) -> set[str]:
    """As pg_trgm has them."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


@settings(max_examples=2000, deadline=None)
@given(misspelt())
def test_trigrams_lose_no_word_within_the_slips(pair: tuple[str, str]) -> None:
    typed, other = pair
    if OSA.distance(typed, other) <= most_slips(typed):
        one, two = trigrams(typed), trigrams(other)
        assert len(one & two) / len(one | two) >= least_similarity(typed)
