"""Somebody asks in their own words and finds the service; what was read can be taken back."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ertad.directory.acts.unmet import record_unmet_demand
from ertad.directory.freshness import freshness
from ertad.directory.models import Location, UnmetDemand
from ertad.directory.queries import cards
from ertad.directory.search import Question, question_from, search
from ertad.directory.search.results import Results
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
MakeService = Callable[..., UUID]


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def ask(words: str = "", user: object = None, **more: Any) -> Results:
    return search(Question(words=words, **more), user=user, today=TODAY)


def found(results: Results) -> list[UUID]:
    return [hit.service_id for hit in results.hits]


def choosing(results: Results, facet: str) -> dict[str, int]:
    facets = {each.key: each for each in results.facets}
    return {value.code: value.count for value in (*facets[facet].values, *facets[facet].more)}


@pytest.fixture
def clinic(a_service: MakeService) -> UUID:
    return a_service(
        name_ka="დამოკიდებულების კონსულტაცია", name_en="Addiction counselling",
        types=["ADD-CON"], min_age=14, max_age=18, languages=["az", "ka"], cost="free",
        places="open", places_as_of="2026-11-10", pathways=["diversion"], serves=["rustavi"],
    )  # fmt: skip


@pytest.fixture
def hall(a_service: MakeService) -> UUID:
    return a_service(
        name_en="Wrestling hall", types=["LEI-SPO"], min_age=18, serves=["rustavi", "gori"]
    )


def test_what_somebody_types_becomes_filters_that_can_be_removed(clinic: UUID, hall: UUID) -> None:
    results = ask("rustavshi narkotikebi 15 tslis azerbaijani")

    assert found(results) == [clinic]
    assert [(read.facet, read.words) for read in results.read_as] == [
        ("place", "rustavshi"), ("topic", "narkotikebi"), ("age", "15 tslis"),
        ("language", "azerbaijani"),
    ]  # fmt: skip
    assert results.words == ()
    assert "ages 14–18" in results.hits[0].why
    assert "takes people from Rustavi" in results.hits[0].why

    without_topic = results.read_as[1].without
    assert ("not", "topic:narkotikebi") in without_topic.params()
    again = question_from(QueryDict("&".join(f"{k}={v}" for k, v in without_topic.params())))
    assert again == without_topic
    assert [read.facet for read in ask(**vars(again)).read_as] == ["place", "age", "language"]


@pytest.mark.parametrize(
    "words",
    ["narkotikebi", "ნარკოტიკებისთვის", "drugs", "toxicomanie", "ნარკომანიის", "narkomania",
     "ნარკოტიკი", "addiction", "наркотики", "narkotikebisTvis"],
)  # fmt: skip
def test_four_languages_find_the_same(words: str, a_service: MakeService, clinic: UUID) -> None:
    by_need = a_service(name_en="Evening group", types=["PSY-GRP"], needs=["substance"])
    other = a_service(name_en="Day centre", types=["FAM-DAY"])

    results = ask(words)

    assert set(found(results)) >= {clinic}
    assert other not in found(results)
    assert found(results)[0] == clinic
    if words != "addiction":
        assert by_need in found(results)


@pytest.mark.parametrize("words", ["rustavshi", "რუსთავში", "à Roustavi", "Rustavi", "რუსთავიდან",
                                   "rustavis municipaliteti", "rustvi"])  # fmt: skip
def test_a_place_is_read_in_every_script(words: str, clinic: UUID, a_service: MakeService) -> None:
    a_service(name_en="Far away", serves=["batumi"])

    results = ask(words)

    assert results.place_code == "rustavi"
    assert found(results) == [clinic]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("15 tslis", "15"), ("15 წლის", "15"), ("15 years", "15"), ("15 ans", "15"),
        ("15-year-old", "15"), ("14-18", "14-18"), ("14–18 წლის", "14-18"), ("15წლის", "15"),
        ("14 to 18 years", "14-18"), ("14 à 18 ans", "14-18"), ("14-დან 18 წლამდე", "14-18"),
        ("under 18", "0-17"), ("18 წლამდე", "0-17"), ("moins de 18 ans", "0-17"),
        ("18+", "18+"), ("over 18", "18+"), ("plus de 18 ans", "18+"), ("aged 16", "16"),
        ("15 лет", "15"), ("15 wlis", "15"),
    ],
)  # fmt: skip
def test_ages_are_read(words: str, code: str) -> None:
    (read,) = ask(f"sport {words}").read_as[1:]

    assert read.codes == (("age", code),)


@pytest.mark.parametrize("words", ["112", "15", "8-800", "24/7", "room 12"])
def test_a_number_alone_is_no_age(words: str) -> None:
    assert not [read for read in ask(words).read_as if read.facet == "age"]


def test_days_cost_and_adults_are_read() -> None:
    read = {r.facet: r.codes for r in ask("უფასო შაბათს saturday free adults").read_as}

    assert read["cost"] == (("cost", "free"),)
    assert read["day"] == (("day", "SA"),)
    assert read["age"] == (("age", "18+"),)


def test_the_longest_phrase_wins_and_an_unknown_word_stays_a_word(a_service: MakeService) -> None:
    kids = a_service(name_en="Blue bird", types=["FAM-DAY"], description_en="Warm lunch")

    results = ask("day centre warm")

    assert [read.codes for read in results.read_as] == [(("type", "FAM-DAY"),)]
    assert results.words == ("warm",)
    assert found(results) == [kids]
    assert ask("day centre zzyzx").total == 0


def test_a_topic_also_finds_what_is_named_after_it(a_service: MakeService) -> None:
    """In every language: the Georgian name is found by the English word for the topic."""
    sport = a_service(name_en="Evening hall", types=["LEI-SPO"])
    club = a_service(name_ka="ჭადრაკის კლუბი", types=["EDU-NFE"])

    assert [found(ask(words)) for words in ("sport", "football", "échecs")] == [[sport, club]] * 3
    assert set(found(ask("ჭადრაკს"))) == {club, sport}
    assert found(ask("", chosen={"type": ("LEI-SPO",)})) == [sport]
    assert ask("sport").hits[1].why == ("“ჭადრაკის” in the name",)


def test_exact_before_prefix_before_fold_before_misspelt(a_service: MakeService) -> None:
    exact = a_service(name_ka="მეგზურს")
    prefix = a_service(name_ka="მეგზურსახლი")
    fold = a_service(name_ka="მეგზური")
    misspelt = a_service(name_ka="მეგზირი")

    assert found(ask("მეგზურს")) == [exact, prefix, fold]
    assert misspelt not in found(ask("მეგზური"))
    assert set(found(ask("მეგზარი"))) == {misspelt, fold, exact}


def test_the_name_counts_more_than_the_description(a_service: MakeService) -> None:
    told = a_service(name_en="Evenings", description_en="With a lantern")
    named = a_service(name_en="Lantern", description_en="Evenings")

    assert found(ask("lantern")) == [named, told]
    assert "“lantern” in the name" in ask("lantern").hits[0].why


def test_serving_a_place_is_not_being_in_it(a_service: MakeService, centre: Institution) -> None:
    in_gori = Location.objects.create(institution=centre, municipality_id="gori", name_en="House")
    served = a_service(name_en="For Rustavi", serves=["rustavi"], at=[_at(in_gori)])
    everywhere = a_service(name_en="Whole country", serves=[], nationwide=True)
    local = a_service(name_en="For Gori", serves=["gori"], at=[_at(in_gori)])

    assert set(found(ask("rustavi"))) == {served, everywhere}
    assert set(found(ask("gori", where="in"))) == {served, local}
    assert set(found(ask("gori"))) == {local, everywhere}
    assert set(found(ask("gori", where="near", radius_km=5))) == {served, local}
    assert found(ask("rustavi", radius_km=5)) == []
    assert found(ask("rustavi", radius_km=100)) == [served]


def _at(place: Location) -> dict[str, Any]:
    return {"location": str(place.pk), "hours": [["SA", "10:00", "14:00"]]}


def test_the_nearest_location_is_told_with_its_distance(
    a_service: MakeService, centre: Institution
) -> None:
    near = Location.objects.create(
        institution=centre, municipality_id="mtskheta", latitude=41.84, longitude=44.72
    )
    far = Location.objects.create(institution=centre, municipality_id="batumi")
    a_service(serves=["tbilisi"], at=[_at(far), _at(near)])

    (hit,) = ask("tbilisi").hits

    assert hit.location_id == near.pk
    assert hit.km == pytest.approx(19, abs=2)


def test_a_confidential_place_is_its_town(a_service: MakeService, centre: Institution) -> None:
    secret = Location.objects.create(
        institution=centre, municipality_id="gori", name_en="Safe house Kestrel",
        address_en="Hidden street 5", latitude=42.2, longitude=44.3, confidential=True,
    )  # fmt: skip
    a_service(name_en="Shelter", types=["HOU-CRI"], serves=["gori"], at=[_at(secret)],
              confidential=True)  # fmt: skip

    (hit,) = ask("gori").hits
    (card,) = cards(ask("gori"), None, TODAY)

    assert (hit.location_id, hit.municipality, hit.km) == (None, "gori", 0)
    assert (card.address, card.location_id, card.confidential) == (None, None, True)
    assert ask("kestrel").total == 0
    assert ask("hidden street").total == 0


def test_only_specialists_search_by_pathway(
    clinic: UUID, marie: User, giorgi: User, nino: User
) -> None:
    for user in (None, giorgi):
        results = ask("შინაპატიმრობა", user, chosen={"pathway": ("diversion",)})
        everything = repr(ask("diversion", user)) + repr(ask("", user))
        assert "pathway" not in [facet.key for facet in results.facets]
        assert not [read for read in results.read_as if "pathway" in repr(read.codes)]
        assert "pathway" not in repr(results.facets)
        assert "'pathway'" not in everything.replace(repr(results.question), "")
        assert all(not card.pathways for card in cards(ask("", user), user, TODAY))
        assert found(ask("", user, chosen={"pathway": ("house_arrest",)})) == [clinic]
        assert found(ask("diversion", user)) == []
    for user in (marie, nino):
        assert found(ask("diversion", user)) == [clinic]
        assert found(ask("", user, chosen={"pathway": ("house_arrest",)})) == []
        assert choosing(ask("", user), "pathway") == {"diversion": 1}
        assert cards(ask("", user), user, TODAY)[0].pathways == ("Diversion",)


def test_what_was_left_out_is_told(clinic: UUID, hall: UUID, a_service: MakeService) -> None:
    a_service(name_en="Little ones", serves=["rustavi"], max_age=6)

    results = ask("rustavi 15 years")

    assert found(results) == [clinic]
    assert {(lost.label, lost.count) for lost in results.left_out} >= {
        ("adults only", 1), ("younger only", 1),
    }  # fmt: skip
    assert set(found(search(results.left_out[0].question, user=None, today=TODAY))) >= {hall}


def test_nothing_found_says_what_would_give_something(
    clinic: UUID, hall: UUID, town: Institution
) -> None:
    results = ask("football 15 years rustavi saturday zzyzx")
    assert results.total == 0
    assert results.alternatives == ()

    results = ask("football 15 years rustavi")
    assert [(other.label, other.total) for other in results.alternatives] == [
        ("Sport", 1), ("age 15", 1),
    ]  # fmt: skip
    assert found(search(results.alternatives[1].question, user=None, today=TODAY)) == [hall]
    assert ask("football example-1").next_contact is not None


def test_the_next_contact_is_the_body_of_the_place(town: Institution, agency: Institution) -> None:
    (here, elsewhere) = (ask("", chosen={"place": (code,)}) for code in ("example-1", "gori"))

    assert here.next_contact is not None
    assert here.next_contact.institution_id == town.pk
    assert elsewhere.next_contact is not None
    assert elsewhere.next_contact.institution_id == agency.pk


def test_unmet_demand_keeps_codes_and_never_words() -> None:
    results = ask("football 15 years rustavi quokka")

    assert results.unmet is not None
    assert results.unmet.municipality == "rustavi"
    assert results.unmet.codes == "age=14-15 type=LEI-SPO"
    for _ in range(2):
        record_unmet_demand(
            municipality=results.unmet.municipality, codes=results.unmet.codes, day=TODAY
        )
    (row,) = UnmetDemand.objects.all()
    assert (row.searches, row.day) == (2, TODAY)


def test_a_legal_pathway_is_never_kept_as_demand(marie: User) -> None:
    results = ask("house arrest rustavi", marie)

    assert results.unmet is not None
    assert "house_arrest" not in results.unmet.codes


def test_old_data_is_shown_as_old_and_places_are_hidden(a_service: MakeService) -> None:
    fresh, stale, expired = (
        a_service(
            name_en=f"Number {days}", places="open", places_as_of="2026-11-15",
            assured_on=TODAY - timedelta(days=days),
        )
        for days in (90, 91, 181)
    )  # fmt: skip
    sample = a_service(name_en="Sample", assured_on=None, sample_as_of="2024", places="open",
                       places_as_of="2026-11-15")  # fmt: skip
    dated = a_service(name_en="Old word on places", places="full", places_as_of="2026-10-20")

    results = ask()
    shown = {card.service_id: card for card in cards(results, None, TODAY)}

    assert results.total == 5
    assert [shown[key].freshness for key in (fresh, stale, expired, sample)] == [
        "confirmed", "stale", "expired", "sample",
    ]  # fmt: skip
    assert [shown[key].places for key in (fresh, stale, sample, dated)] == [
        "open", "unknown", "unknown", "unknown",
    ]  # fmt: skip
    assert choosing(results, "places") == {"open": 1, "unknown": 4}
    assert found(ask("", chosen={"places": ("open",)})) == [fresh]
    assert freshness(None, TODAY) == "expired"


def test_a_change_is_found_at_once_and_an_ended_service_no_more(
    a_service: MakeService, centre: Institution, now: datetime
) -> None:
    from ertad.audit.trail import traced
    from ertad.directory.record import Change, read_records, save_records
    from ertad.kernel.actor import SYSTEM

    key = a_service(name_en="Lantern")
    other = a_service(name_en="Candle")
    assert found(ask("lantern")) == [key]

    record = read_records([key])[key]
    for changes in ({"name_en": "Torch"}, {"name_en": "Torch", "status": "ended",
                                           "ended_on": "2026-11-20"}):  # fmt: skip
        with traced("service.edit", by=SYSTEM, at=now) as trace:
            save_records(trace, [Change(key, {**record, **changes})], at=now)
        assert ask("lantern").total == 0
        assert found(ask("torch")) == ([] if "status" in changes else [key])
    assert found(ask()) == [other]


def test_pages_of_twenty_hold_every_service_once(a_service: MakeService) -> None:
    keys = {a_service(name_en=f"Lantern {number}") for number in range(45)}

    pages = [search(Question("lantern", page=n), user=None, today=TODAY) for n in (1, 2, 3)]

    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert {key for page in pages for key in found(page)} == keys
    assert [key for page in pages for key in found(page)] == sorted(keys)
    assert search(Question("lantern", page=99), user=None, today=TODAY).page == 3


def test_queries_do_not_grow_with_the_results(a_service: MakeService, clinic: UUID) -> None:
    def queries() -> int:
        ask()
        with CaptureQueriesContext(connection) as captured:
            cards(ask("rustavi 15 years"), None, TODAY)
        return len(captured)

    few = queries()
    for number in range(30):
        a_service(name_en=f"Lantern {number}", serves=["rustavi"])

    assert queries() == few <= 9


HOSTILE = [
    "x" * 100_000, "ა" * 100_000, "sport " * 20_000, "\x00\x01\x1f", "!!!???...", "   ", "'\";--",
    "%_%", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "(((((", "-" * 5000,
    "15" * 4000, "99999999999999999999 years", "٣ years", "²-³", "\u202e\u200d\u200b", "14-" * 900,
    "<script>alert(1)</script>", "ა\u0301" * 300, "1 " * 3000,
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(words: str, clinic: UUID) -> None:
    query = QueryDict(mutable=True)
    query["q"] = words
    for key in ("age", "place", "type", "radius", "page", "not", "where", "sort", "pathway"):
        query[key] = words

    results = search(question_from(query), user=None, today=TODAY)

    assert results.total <= 1
    assert len(results.words) <= 12
    json.dumps(results.question.params())


def test_parameters_that_do_not_belong_are_left_out(clinic: UUID) -> None:
    query = QueryDict("type=NO&age=old&place=atlantis&day=XX&page=-3&radius=far&where=up&not=x")

    results = search(question_from(query), user=None, today=TODAY)

    assert found(results) == [clinic]
    assert results.page == 1


def test_no_service_at_all() -> None:
    results = ask("drugs rustavi 15 years")

    assert (results.total, results.hits, results.alternatives) == (0, (), ())
    assert uuid4() not in found(results)
