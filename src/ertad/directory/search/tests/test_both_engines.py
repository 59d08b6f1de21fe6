"""The words in a process's memory and the words in PostgreSQL: the same ranked lists.

Five hundred questions (`generated.py`). On PostgreSQL every list is compared, ids and scores; on
either database the number of hits is what it was (`generated_totals.txt`).
"""

from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.http import QueryDict
from tests.story import TODAY

from ertad.directory.search import engine, question_from
from ertad.directory.search.current import current_index, forget_index
from ertad.directory.search.index import Index
from ertad.directory.search.results import Results
from ertad.directory.search.searching import search_in
from ertad.directory.search.tests.generated import QUESTIONS, add_services, questions
from ertad.directory.search.words_in_database import DatabaseWords
from ertad.directory.search.words_in_memory import MemoryWords
from ertad.people.models import Institution

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOTALS = Path(__file__).parent / "generated_totals.txt"
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the database is the engine on PostgreSQL only"
)


@pytest.fixture
def services(town: Institution, centre: Institution) -> None:
    add_services([town, centre])


def asked(index: Index, question: str, size: int = 1000) -> Results:
    return search_in(
        index, question_from(QueryDict(question)), today=TODAY, pathways=True, page_size=size
    )


def fresh_index(monkeypatch: pytest.MonkeyPatch, *, in_database: bool) -> Index:
    monkeypatch.setattr(engine, "IN_DATABASE_FROM", 1 if in_database else 10**9)
    forget_index(with_words=True)
    index = current_index()
    assert isinstance(index.words, DatabaseWords if in_database else MemoryWords)
    return index


def ranked(results: Results) -> list[tuple[UUID, float]]:
    return [(hit.service_id, hit.score) for hit in results.hits]


def test_the_number_of_hits_of_each_question_is_what_it_was(
    services: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = fresh_index(monkeypatch, in_database=False)
    totals = [asked(index, question, 1).total for question in questions()]
    golden = [int(number) for number in TOTALS.read_text("utf-8").split()]
    different = [
        (question, had, has)
        for question, had, has in zip(questions(), golden, totals, strict=True)
        if had != has
    ]
    assert different == []
    assert len([total for total in totals if total]) > QUESTIONS / 2


@on_postgresql
def test_both_engines_give_the_same_ranked_lists(
    services: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = fresh_index(monkeypatch, in_database=False)
    database = fresh_index(monkeypatch, in_database=True)
    misspelt = 0
    for question in questions():
        one, other = asked(memory, question), asked(database, question)
        assert ranked(one) == ranked(other), question
        assert one == other, question
        misspelt += any(0 < strength < 0.5 for form in one.words
                        for strength in _strengths(memory, form))  # fmt: skip
    assert misspelt > QUESTIONS / 10


def _strengths(index: Index, word: str) -> list[float]:
    from ertad.directory.search.forms import form_of

    return list(index.words.find(form_of(word)).values())
