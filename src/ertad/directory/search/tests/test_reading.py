"""Words become filters that can be taken back: the same list whatever language they are said in."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from django.utils import translation

from ertad.directory.search import Question, question_from, search
from ertad.directory.search.results import Results
from ertad.people.models import User

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
MakeService = Callable[..., UUID]


def ask(words: str = "", user: object = None, **more: Any) -> Results:
    with translation.override("en"):
        return search(Question(words=words, **more), user=user, today=TODAY)


@pytest.fixture
def directory(a_service: MakeService) -> dict[str, UUID]:
    """Services that speak of drugs in three languages, and some that do not."""
    return {
        "ka": a_service(name_ka="ნარკოტიკებზე საუბარი", name_en="", types=["ADD-CON"]),
        "en": a_service(name_en="Talking about drugs", types=["ADD-CON"], languages=["en", "ru"]),
        "fr": a_service(name_en="", name_fr="Toxicomanie : en parler", types=["ADD-CON"]),
        "need": a_service(name_en="Evenings", types=["PSY-GRP"], needs=["substance"]),
        "sport": a_service(name_en="Boxing", types=["LEI-SPO"], serves=["example-3"], min_age=14,
                           max_age=17),
        "older": a_service(name_en="Running", types=["LEI-SPO"], serves=["rustavi"], min_age=18),
        "tbilisi": a_service(name_en="Drawing", types=["EDU-NFE"], serves=["tbilisi"]),
    }  # fmt: skip


def test_drugs_in_four_spellings_give_the_same_list(directory: dict[str, UUID]) -> None:
    lists = {
        words: {hit.service_id for hit in ask(words).hits}
        for words in ("narkotikebi", "ნარკოტიკებისთვის", "drugs", "toxicomanie")
    }
    readings = {words: [read.codes for read in ask(words).read_as] for words in lists}

    assert all(found == {directory[key] for key in ("ka", "en", "fr", "need")}
               for found in lists.values()), lists  # fmt: skip
    assert len({str(codes) for codes in readings.values()}) == 1


@pytest.mark.parametrize(
    ("words", "facet", "code"),
    [
        *((said, "age", "15") for said in ("15 tslis", "15 წლის", "15 ans", "15 years old")),
        *((said, "age", "14-17") for said in ("14-17", "14–17 წლის", "14 to 17 years")),
        *((said, "place", "example-3") for said in (
            "სამაგალითო 3-ში", "სამაგალითო 3", "Example 3", "samagalito 3-shi", "Exemple 3",
        )),
        *((said, "place", "rustavi") for said in ("Rustavshi", "რუსთავიდან", "Roustavi")),
        *((said, "place", "tbilisi") for said in ("à Tbilissi", "თბილისში", "Tbilisi")),
        *((said, "language", "hy") for said in ("armenian", "სომხურად", "arménien")),
        *((said, "type", "LEI-SPO") for said in ("sport", "სპორტის")),
        *((said, "cost", "free") for said in ("უფასო", "gratuit", "free")),
        *((said, "day", "SA") for said in ("შაბათს", "samedi", "on Saturday")),
    ],
)  # fmt: skip
def test_words_become_a_filter_that_can_be_removed(
    directory: dict[str, UUID], words: str, facet: str, code: str
) -> None:
    results = ask(words)
    (read,) = results.read_as

    assert (facet, code) in read.codes
    assert results.words == ()
    address = QueryDict(mutable=True)
    for key, value in read.without.params():
        address.appendlist(key, value)
    taken_back = ask(**vars(question_from(address)))
    assert taken_back.read_as == ()
    assert taken_back.total == len(directory)


def test_a_bare_number_beside_what_was_understood_is_an_age(directory: dict[str, UUID]) -> None:
    for words in ("sport 15", "15 სპორტი"):
        assert [read.facet for read in ask(words).read_as] == ["type", "age"], words
    assert [read.facet for read in ask("sport 150").read_as] == ["type"]


def test_everything_in_one_box(directory: dict[str, UUID]) -> None:
    results = ask("სპორტი სამაგალითო 3-ში 15 წლის")

    assert [read.facet for read in results.read_as] == ["type", "place", "age"]
    assert [hit.service_id for hit in results.hits] == [directory["sport"]]


def test_a_pathway_is_read_for_specialists_only(
    a_service: MakeService, marie: User, giorgi: User
) -> None:
    diverted = a_service(name_en="Evening talk", pathways=["diversion"])
    a_service(name_en="Another talk")

    for words in ("diversion", "განრიდება", "განრიდებისთვის"):
        (read,) = ask(words, marie).read_as
        assert ("pathway", "diversion") in read.codes, words
        assert [hit.service_id for hit in ask(words, marie).hits] == [diverted]
        for user in (None, giorgi):
            assert "pathway" not in str(ask(words, user).read_as)
            assert ask(words, user).total == 0


def test_where_no_reading_is_meant_the_words_do_not_count(directory: dict[str, UUID]) -> None:
    results = ask("sport rustavi", ignored=frozenset({"place:rustavi"}))

    assert {read.facet for read in results.read_as} == {"type"}
    assert {hit.service_id for hit in results.hits} == {directory["sport"], directory["older"]}
