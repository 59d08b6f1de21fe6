"""The screens: what is typed goes in once, what is wrong is said, what is others' stays shut."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ertad.audit.models import AuditRow
from ertad.cooperation.models import CalendarEntry, CalendarFollow, Offer, OfferAnswer
from ertad.cooperation.tests.conftest import MakeEntry, MakeOffer, real_day
from ertad.people.models import Institution, User

pytestmark = pytest.mark.slow

Queries = Callable[..., Any]


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    client.cookies["language"] = "en"


def address(name: str, *args: object) -> str:
    return reverse(f"cooperation:{name}", args=args).replace("/ka/", "/en/", 1)


def days(name: str, days_from_now: int) -> dict[str, str]:
    day = real_day(days_from_now)
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def an_entry_typed(**typed: str) -> dict[str, str]:
    return {
        "token": "a" * 32, "kind": "activity", "title_en": "Chess day", "open_to": "public",
        "municipality": "example-1", "starts_at": "10:30", **days("starts_on", 4), **typed,
    }  # fmt: skip


def an_offer_typed(**typed: str) -> dict[str, str]:
    return {
        "token": "b" * 32, "side": "request", "what": "expert",
        "title_en": "A psychologist for two days", "contact": "reception",
        **days("expires_on", 30), **typed,
    }  # fmt: skip


def test_an_offer_is_made_answered_agreed_on_and_done(
    client: Client, giorgi: User, lasha: User, marie: User
) -> None:
    client.force_login(giorgi)
    for _twice in range(2):
        made = client.post(address("make_offer"), an_offer_typed())
    offer = Offer.objects.get()
    assert made["Location"] == address("offer", offer.pk)
    client.force_login(lasha)
    answer = {"token": "c" * 32, "text": "Ours can come on Monday.", "contact": "reception"}
    for _twice in range(2):
        client.post(address("answer_offer", offer.pk), answer)
    given = OfferAnswer.objects.get()
    client.force_login(marie)
    page = client.get(address("offer", offer.pk)).content.decode()
    assert "Ours can come" not in page
    assert "The institution that made this sees the answers." in page
    client.force_login(giorgi)
    assert "Ours can come on Monday." in client.get(address("offer", offer.pk)).content.decode()
    client.post(address("move_offer", offer.pk), {"act": "agree", "answer": given.pk})
    client.post(address("move_offer", offer.pk), {"act": "finish"})
    offer.refresh_from_db()
    assert offer.state == "done"
    page = client.get(address("offer", offer.pk)).content.decode()
    for line in ("Made", "An institution answered", "Carried out"):
        assert line in page
    client.post(address("move_offer", offer.pk), {"act": "withdraw"})
    offer.refresh_from_db()
    assert offer.state == "done"


def test_an_answer_is_taken_back_on_its_page(
    client: Client, lasha: User, giorgi: User, nino: User, an_offer: MakeOffer
) -> None:
    offer = an_offer(expires_on=real_day(30))
    client.force_login(lasha)
    typed = {"token": "c" * 32, "text": "We would like it.", "contact": "reception"}
    client.post(address("answer_offer", offer.pk), typed)
    page = address("take_back_answer", OfferAnswer.objects.get().pk)
    assert page in client.get(address("offer", offer.pk)).content.decode()
    assert "We would like it." in client.get(page).content.decode()
    client.force_login(giorgi)
    assert page not in client.get(address("offer", offer.pk)).content.decode()
    assert client.post(page).status_code == 403
    client.force_login(nino)
    assert client.post(page).status_code == 422
    client.force_login(lasha)
    assert client.post(page)["Location"] == address("offer", offer.pk)
    assert client.post(page).status_code == 404
    offer.refresh_from_db()
    assert (offer.state, offer.answers.count()) == ("open", 0)
    said = client.get(address("offer", offer.pk)).content.decode()
    assert "An institution took its answer back" in said
    assert address("answer_offer", offer.pk) in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title_en": ""}, "Write a title in at least one language."),
        ({"title_en": "x" * 100_000}, "at most 200 characters"),
        ({"text_en": "x" * 100_000}, "at most 4000 characters"),
        ({"text_en": "Ask 01024012345"}, "Remove the 11-digit number"),
        ({"expires_on_year": "9999"}, "At most 180 days from today."),
        ({"expires_on_year": "0000"}, "Write a day that exists"),
        ({"expires_on_month": "13"}, "Write a day that exists"),
        ({**days("from_on", 9), **days("until_on", 8)}, "The last day is before the first."),
        ({"side": "gift"}, "Select a valid choice"),
        ({"municipality": "example-99"}, "Select a valid choice"),
        ({"contact": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said(
    client: Client, giorgi: User, typed: dict[str, str], says: str
) -> None:
    client.force_login(giorgi)
    response = client.post(address("make_offer"), an_offer_typed(**typed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title_en": "\u202e \u200b"}, "Write a title in at least one language."),
        ({"starts_on_year": "9999"}, "more than three years away"),
        ({"starts_at": "25:00"}, "Write a time such as 10:00."),
        ({"ends_at": "09:00"}, "It ends before it begins."),
        ({**days("ends_on", 2)}, "The last day is before the first."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"terms_themes": "999999"}, "Select a valid choice"),
        ({"title_en": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(
    client: Client, giorgi: User, typed: dict[str, str], says: str
) -> None:
    client.force_login(giorgi)
    response = client.post(address("add_entry"), an_entry_typed(**typed))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not CalendarEntry.objects.exists()


def test_an_entry_is_written_once_changed_and_cancelled(
    client: Client, giorgi: User, marie: User
) -> None:
    client.force_login(giorgi)
    for _twice in range(2):
        client.post(address("add_entry"), an_entry_typed())
    entry = CalendarEntry.objects.get()
    assert entry.starts_on == entry.ends_on == real_day(4)
    client.post(address("change_entry", entry.pk), an_entry_typed(title_en="Chess!", version="1"))
    stale = client.post(
        address("change_entry", entry.pk), an_entry_typed(title_en="Draughts", version="1")
    )
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Somebody else changed this." in page
    assert "Chess!" in page
    assert "Draughts" in page
    client.post(address("cancel_entry", entry.pk))
    client.logout()
    page = client.get(address("entry", entry.pk)).content.decode()
    assert "This does not take place." in page
    assert "Change" not in page


def test_a_stale_offer_shows_both(client: Client, giorgi: User, an_offer: MakeOffer) -> None:
    offer = an_offer(expires_on=real_day(30))
    client.force_login(giorgi)
    typed = an_offer_typed(side="offer", what="room", version="1")
    assert client.post(address("change_offer", offer.pk), typed).status_code == 302
    stale = client.post(address("change_offer", offer.pk), typed | {"title_en": "Hall"})
    assert stale.status_code == 409
    assert "A psychologist for two days" in stale.content.decode()
    for version in ("", "x", "99999999999", "-1"):
        again = client.post(address("change_offer", offer.pk), typed | {"version": version})
        assert again.status_code == 409


def test_ids_of_other_institutions_open_nothing(
    client: Client, lasha: User, centre: Institution, town: Institution, an_entry: MakeEntry,
    an_offer: MakeOffer,
) -> None:  # fmt: skip
    entry, offer = an_entry(), an_offer()
    client.force_login(lasha)
    for name, pk in (("change_entry", entry.pk), ("cancel_entry", entry.pk),
                     ("change_offer", offer.pk)):  # fmt: skip
        assert client.post(address(name, pk), an_entry_typed()).status_code == 403
    for act in ("agree", "finish", "withdraw", "extend", "expire", ""):
        assert client.post(address("move_offer", offer.pk), {"act": act}).status_code == 403
    client.post(address("make_offer"), an_offer_typed(institution=str(town.pk)))
    assert Offer.objects.exclude(pk=offer.pk).get().institution == centre
    assert AuditRow.objects.latest("seq").institution_id == str(centre.pk)


def test_a_coordinator_says_why_she_acts_for_others_and_not_for_her_own(
    client: Client, nino: User, agency: Institution, town: Institution, an_offer: MakeOffer
) -> None:
    client.force_login(nino)
    typed = an_offer_typed(institution=str(town.pk))
    assert client.post(address("make_offer"), typed).status_code == 422
    assert client.post(address("make_offer"), typed | {"reason": "They asked."}).status_code == 302
    assert AuditRow.objects.latest("seq").reason == "They asked."
    own = an_offer_typed(institution=str(agency.pk), token="d" * 32)
    assert client.post(address("make_offer"), own).status_code == 302
    offer = an_offer(expires_on=real_day(30))
    act = {"act": "withdraw"}
    assert client.post(address("move_offer", offer.pk), act).status_code == 422
    client.post(address("move_offer", offer.pk), act | {"reason": "Closed."})
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


def test_odd_moves_change_nothing(client: Client, giorgi: User, an_offer: MakeOffer) -> None:
    offer = an_offer()
    client.force_login(giorgi)
    for answer in ("", "x", str(uuid4())):
        sent = {"act": "agree", "answer": answer}
        assert client.post(address("move_offer", offer.pk), sent).status_code == 404
    client.post(address("move_offer", offer.pk), {"act": "expire"})
    offer.refresh_from_db()
    assert (offer.state, offer.version) == ("open", 1)


@pytest.mark.parametrize(
    "query",
    ["", "view=month", "month=2026-12", "view=month&month=9999-12", "month=x", "page=999",
     "view=month&month=2026-13", "kind=nonsense&place=%00&theme=x&group=%E2%80%AE", "page=-1",
     "place=" + "x" * 500],
)  # fmt: skip
def test_any_address_of_the_calendar_opens(client: Client, an_entry: MakeEntry, query: str) -> None:
    an_entry(starts_on=real_day(2))
    assert client.get(f"{address('calendar')}?{query}").status_code == 200


def test_the_calendar_takes_as_many_queries_with_many_entries(
    client: Client, marie: User, an_entry: MakeEntry, django_assert_max_num_queries: Queries
) -> None:
    client.force_login(marie)
    for number in range(30):
        an_entry(starts_on=real_day(number % 20))
    for query in ("", "?view=month"):
        with django_assert_max_num_queries(12):
            assert client.get(address("calendar") + query).status_code == 200


def test_the_list_of_offers_takes_as_many_queries_with_many(
    client: Client, marie: User, an_offer: MakeOffer, django_assert_max_num_queries: Queries
) -> None:
    client.force_login(marie)
    for _each in range(20):
        an_offer(expires_on=real_day(30))
    with django_assert_max_num_queries(9):
        page = client.get(address("offers") + "?side=offer&what=room&place=example-1")
    assert page.content.decode().count('class="hit"') == 20
    for show in ("own", "past", "nonsense"):
        assert client.get(address("offers"), {"show": show, "side": "x"}).status_code == 200


def test_following_keeps_filters_renews_and_stops(
    client: Client, marie: User, an_entry: MakeEntry
) -> None:
    client.force_login(marie)
    page = address("follow")
    assert client.get(page + "?place=example-1").status_code == 200
    client.post(page, {"act": "keep", "place": "example-1", "theme": "no-such", "weekly": "yes"})
    follow = CalendarFollow.objects.get()
    assert (follow.params, follow.weekly) == ([["place", "example-1"]], True)
    before = client.get(page).content.decode()
    client.post(page, {"act": "renew"})
    assert client.get(page).content.decode() != before
    client.post(page, {"act": "nonsense"})
    client.post(page, {"act": "stop"})
    client.post(page, {"act": "stop"})
    assert not CalendarFollow.objects.exists()


def test_home_and_my_work_show_what_comes_next(
    client: Client, giorgi: User, lasha: User, an_entry: MakeEntry, an_offer: MakeOffer
) -> None:
    an_entry(starts_on=real_day(2))
    an_entry(title_en="Far away", municipality_id="example-2", starts_on=real_day(1))
    an_offer(expires_on=real_day(30))
    client.force_login(lasha)
    page = client.get("/en/work/").content.decode()
    assert "Football for all" in page
    assert "Far away" not in page
    assert "Offers and requests of others" in page
    client.logout()
    assert "Far away" in client.get("/en/").content.decode()
