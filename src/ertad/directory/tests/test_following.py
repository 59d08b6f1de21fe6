"""Following a search: filters are kept, words never; a letter a week when something new fits."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict
from django.test import Client
from tests.story import NOW, TODAY, keeper

from ertad.audit.models import AuditRow
from ertad.directory.acts.follow_search import follow_search
from ertad.directory.acts.send_new_services import send_new_services
from ertad.directory.models import SearchSubscription
from ertad.directory.refusals import TooMany, WrongRecord
from ertad.directory.search import question_from, search
from ertad.directory.subscriptions import followed, stop_key
from ertad.kernel.actor import NotAllowed
from ertad.kernel.due import due_jobs
from ertad.notices.models import Letter
from ertad.people.models import Membership, User

pytestmark = pytest.mark.django_db
Make = Callable[..., UUID]
WEEK = timedelta(days=7)
FOR_ONE = [["age", "15"], ["place", "example-1"]]
FOR_TEENS = [["age", "14-17"], ["place", "example-1"]]


def follows(owner: User, params: list[list[str]]) -> SearchSubscription:
    return follow_search(
        subscription_id=uuid4(),
        params=params,
        owner=owner,
        by=keeper(owner),
        at=NOW,
    )


def kept_of(address: str, user: User) -> tuple[list[list[str]], list[str]]:
    question = question_from(QueryDict(address))
    found = followed(question, search(question, user=user, today=TODAY), user)
    return found.params, list(found.words)


def test_marie_hears_once_of_what_is_new(
    client: Client, a_service: Make, marie: User, mailoutbox: list[object]
) -> None:
    a_service(name_en="Old club", min_age=14, max_age=17)
    client.force_login(marie)
    page = "/en/find/follow/?q=15+years+narkotikebi+Giorgi&place=example-1"
    shown = client.get(page).content.decode()
    assert "They are not kept" in shown
    assert client.post(page).headers["Location"] == "/en/searches/"
    kept = SearchSubscription.objects.get()
    assert "Giorgi" not in str(kept.params)
    kept.params = FOR_TEENS
    kept.looked_at, kept.known = NOW, [str(a) for a in search_ids(marie)]
    kept.save()

    a_service(name_en="New club", min_age=14, max_age=17)
    a_service(name_en="For small ones", min_age=3, max_age=6)
    assert send_new_services(NOW + timedelta(days=6)) == {}
    assert send_new_services(NOW + WEEK) == {"letters on new services": 1}
    assert send_new_services(NOW + WEEK) == {}
    assert send_new_services(NOW + 2 * WEEK) == {}

    letter = Letter.objects.get()
    assert letter.to == marie.email
    assert letter.language == "fr"
    assert "New club" in letter.text
    assert "Old club" not in letter.text
    assert "small ones" not in letter.text
    assert "Marie" not in letter.text

    stop = next(line for line in letter.text.splitlines() if "/searches/stop/" in line)
    visitor, path = Client(), urlsplit(stop).path
    assert visitor.get(path).status_code == 200
    assert SearchSubscription.objects.count() == 1
    assert visitor.post(path).status_code == 200
    assert SearchSubscription.objects.count() == 0
    assert visitor.post(path).status_code == 404


def search_ids(user: User) -> list[UUID]:
    question = question_from(QueryDict("age=14-17&place=example-1"))
    return [hit.service_id for hit in search(question, user=user, today=TODAY).hits]


def test_a_service_that_now_fits_is_new_even_if_it_is_old(a_service: Make, giorgi: User) -> None:
    from ertad.audit.trail import traced
    from ertad.directory.record import Change, read_records, save_records
    from ertad.kernel.actor import SYSTEM

    key = a_service(name_en="Chess", min_age=18)
    follows(giorgi, FOR_TEENS)
    with traced("service.edit", by=SYSTEM, at=NOW) as trace:
        save_records(trace, [Change(key, {**read_records([key])[key], "min_age": 12})], at=NOW)
    assert send_new_services(NOW + WEEK) == {"letters on new services": 1}
    assert "Chess" in Letter.objects.get().text


@pytest.mark.parametrize(
    ("address", "params", "words"),
    [
        ("q=15+years", [["age", "15"]], []),
        ("q=Giorgi+Beridze+01001012345", [], ["giorgi", "beridze", "01001012345"]),
        ("age=15&age=Giorgi&type=Beridze&place=01001012345", [["age", "15"]], []),
        ("age=15&place=example-1&where=in", [*FOR_ONE, ["where", "in"]], []),
        ("type=LEI-SPO&sort=near&page=3&not=age:x", [["type", "LEI-SPO"]], []),
        ("pathway=diversion&age=15", [["age", "15"]], []),
    ],
)  # fmt: skip
def test_only_codes_are_kept(
    giorgi: User, address: str, params: list[list[str]], words: list[str]
) -> None:
    kept, left = kept_of(address, giorgi)
    assert kept == params
    assert [word.casefold() for word in left] == words


def test_words_of_several_meanings_are_kept_as_one_of_them(giorgi: User) -> None:
    kept, _left = kept_of("q=narkotikebi", giorgi)
    assert kept
    assert len({facet for facet, _code in kept}) == 1


def test_a_pathway_is_followed_while_one_is_a_specialist(a_service: Make, marie: User) -> None:
    kept, _left = kept_of("pathway=diversion", marie)
    assert kept == [["pathway", "diversion"]]
    follows(marie, kept)
    a_service(pathways=["diversion"], min_age=14, max_age=17)
    Membership.objects.filter(user=marie).update(role="reader")
    assert send_new_services(NOW + WEEK) == {}
    assert not Letter.objects.exists()


def test_whoever_left_gets_no_letter(a_service: Make, giorgi: User) -> None:
    follows(giorgi, FOR_TEENS)
    a_service(min_age=14, max_age=17)
    Membership.objects.filter(user=giorgi).update(ended_on=TODAY)
    assert send_new_services(NOW + WEEK) == {}


def test_what_cannot_be_followed(client: Client, giorgi: User, marie: User) -> None:
    with pytest.raises(WrongRecord):
        follows(giorgi, [])
    with pytest.raises(NotAllowed):
        follow_search(
            subscription_id=uuid4(),
            params=FOR_TEENS,
            owner=giorgi,
            by=keeper(marie),
            at=NOW,
        )
    first = follows(giorgi, [["age", "1"]])
    assert follows(giorgi, [["age", "1"]]) == first
    for age in range(2, 21):
        follows(giorgi, [["age", str(age)]])
    with pytest.raises(TooMany):
        follows(giorgi, [["age", "21"]])
    client.force_login(giorgi)
    client.post("/en/find/follow/?q=Beridze")
    assert SearchSubscription.objects.count() == 20
    assert "no filter to follow" in client.get("/en/find/follow/?q=Beridze").content.decode()


def test_a_subscription_is_its_owners_alone(client: Client, giorgi: User, nino: User) -> None:
    found = follows(giorgi, FOR_TEENS)
    client.force_login(nino)
    assert client.post(f"/en/searches/{found.pk}/stop/").status_code == 404
    client.force_login(giorgi)
    assert client.post(f"/en/searches/{found.pk}/stop/").status_code == 302
    assert not SearchSubscription.objects.exists()
    assert AuditRow.objects.order_by("-seq").values_list("act", flat=True)[0] == "search.stop"


@pytest.mark.parametrize("change", ["", "x", ":", "é", "\x00", "a" * 3000])
def test_a_changed_link_stops_nothing(client: Client, giorgi: User, change: str) -> None:
    key = stop_key(follows(giorgi, FOR_TEENS).pk)
    wrong = (change + key[1:]) if change else key[:-1]
    assert client.post(f"/en/searches/stop/{wrong.replace('/', '')}/").status_code == 404
    assert SearchSubscription.objects.exists()


def test_it_is_one_of_the_jobs_that_fall_due() -> None:
    assert send_new_services in [job.run for job in due_jobs()]
