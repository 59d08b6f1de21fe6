"""The signed link: what opens, what does not, and what is said then."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ertad.collection.acts.renew_link import KIND, renew_link
from ertad.collection.acts.withdraw_link import withdraw_link
from ertad.collection.links import (
    DAYS_AFTER_DUE,
    LinkRefused,
    Why,
    address_of,
    last_day,
    read_link,
    token_of,
)
from ertad.collection.models import AnswerDraft, Invitation, Round
from ertad.collection.screens.answer import door, new_link
from ertad.collection.screens.answer.door import GUESSES_AN_HOUR
from ertad.collection.tests.a_round import closed, opened
from ertad.collection.tests.by_link import Holder, seen
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role
from ertad.notices.models import Letter
from ertad.people.models import Institution, User
from ertad.site.logs import logging_settings

pytestmark = pytest.mark.django_db
MakeService = Callable[..., UUID]


@pytest.fixture
def invitation(coordinator: Actor, town: Institution, now: datetime) -> Invitation:
    Institution.objects.filter(pk=town.pk).update(email="services@town.example.org")
    town.refresh_from_db()
    _round, (found,) = opened(coordinator, now, town)
    return Invitation.objects.select_related("round", "institution").get(pk=found.pk)


@pytest.fixture
def holder(invitation: Invitation) -> Holder:
    return Holder(invitation)


def after_the_end(invitation: Invitation) -> datetime:
    days = timedelta(days=DAYS_AFTER_DUE + 1)
    due = invitation.due_day
    return datetime.fromisoformat(f"{due + days}T12:00:00+00:00")


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    for module in (door, new_link):
        monkeypatch.setattr(module, "now", lambda: at)


def refused(token: str, at: datetime) -> Why:
    with pytest.raises(LinkRefused) as caught:
        read_link(token, at)
    return caught.value.code


def test_a_link_opens_until_a_month_after_the_due_day(
    invitation: Invitation, now: datetime
) -> None:
    token = token_of(invitation)
    assert read_link(token, now) == invitation
    end = after_the_end(invitation)
    assert read_link(token, end - timedelta(days=1)) == invitation
    assert refused(token, end) is Why.EXPIRED
    with pytest.raises(LinkRefused):
        address_of(invitation, end)


def test_more_time_that_was_granted_makes_the_link_last_longer(
    invitation: Invitation, now: datetime
) -> None:
    before = last_day(invitation)
    invitation.due_on = invitation.round.due_on + timedelta(days=10)
    assert last_day(invitation) == before + timedelta(days=10)


def test_a_withdrawn_link_says_so_and_a_new_one_opens(
    invitation: Invitation, holder: Holder, focal: Actor, now: datetime
) -> None:
    holder.post("confirm", {"service": "contact"})
    renewed = withdraw_link(invitation=invitation, by=focal, at=now)
    assert refused(holder.key, now) is Why.WITHDRAWN
    response = holder.get("list")
    assert response.status_code == 410
    assert "This link was withdrawn" in seen(response)
    assert holder.post("confirm", {"service": "rest"}).status_code == 410
    assert AnswerDraft.objects.count() == 1, "what was answered is kept, nothing is added"
    assert "1 of 1" in Holder(renewed).opened()


def test_only_those_who_answer_for_the_institution_withdraw_its_link(
    invitation: Invitation, ngo_focal: Actor, now: datetime
) -> None:
    holder = Actor(Role.LINK_HOLDER, institution_id=invitation.institution_id)
    for other in (ngo_focal, holder):
        with pytest.raises(NotAllowed):
            withdraw_link(invitation=invitation, by=other, at=now)


def test_a_closed_round_says_so(
    invitation: Invitation, holder: Holder, coordinator: Actor, now: datetime
) -> None:
    closed(invitation.round, coordinator, now)
    response = holder.get("list")
    assert response.status_code == 410
    assert "This round takes no answers now" in seen(response)
    assert "Send a new link" not in seen(response)


def test_closing_deletes_what_was_not_sent(
    invitation: Invitation, holder: Holder, coordinator: Actor, now: datetime
) -> None:
    holder.post("confirm", {"service": "contact"})
    closed(invitation.round, coordinator, now)
    assert not AnswerDraft.objects.exists()


def test_a_forwarded_link_works_and_says_whose_list_it_is(holder: Holder) -> None:
    page = seen(Client().get(holder.address("list")))
    assert "<h1>Example 1 city hall</h1>" in page
    assert "by a signed link" in page


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 200), letter=st.sampled_from("aZ09-_.=~"))
def test_no_altered_letter_opens_anything(
    invitation: Invitation, now: datetime, at: int, letter: str
) -> None:
    token = token_of(invitation)
    at %= len(token)
    for changed in (token[:at] + letter + token[at + 1 :], token[:at], token + letter):
        if changed != token:
            assert refused(changed, now) is Why.ALTERED


def test_whatever_is_wrong_with_a_guess_the_answer_is_the_same(
    invitation: Invitation, holder: Holder
) -> None:
    other = Invitation(pk=uuid4(), link_number=1)
    ahead = Invitation(pk=invitation.pk, link_number=99)
    keys = ["x", "x.y", holder.key[:-1], holder.key + "a", token_of(other), token_of(ahead)]
    pages = set()
    for key in keys:
        response = Client().get(holder.address("list").replace(holder.key, key))
        assert response.status_code == 404
        pages.add(seen(response).replace(f"/{key}/", "/"))
    assert len(pages) == 1
    assert "Example 1" not in pages.pop()


@pytest.mark.slow
def test_a_thousand_guesses_are_limited_and_then_nothing_opens_from_there(holder: Holder) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7")
    codes = [
        client.get(holder.address("list").replace(holder.key, f"guess-{number}")).status_code
        for number in range(1000)
    ]
    assert codes.count(404) == GUESSES_AN_HOUR
    assert codes.count(429) == 1000 - GUESSES_AN_HOUR
    assert client.get(holder.address("list")).status_code == 429, "not even a right guess"
    assert Client(REMOTE_ADDR="198.51.100.8").get(holder.address("list")).status_code == 200


def test_nino_does_not_answer_under_the_link_of_an_institution(
    holder: Holder, invitation: Invitation, nino: User, giorgi: User
) -> None:
    """She answers for it with her account, where she is asked why."""
    contact = {"phone": "032 200 00 05", "email": "", "url": "", "draft": "0"}
    holder.client.force_login(nino)
    assert holder.get("contact").status_code == 200
    answer = holder.client.post(holder.address("contact"), contact, follow=True)
    assert "answer for the institution here; say why" in seen(answer)
    assert not AnswerDraft.objects.exists()
    holder.client.force_login(giorgi)
    holder.post("contact", contact)
    assert AnswerDraft.objects.get().invitation == invitation


def test_a_page_is_kept_nowhere_and_tells_no_other_site_its_address(holder: Holder) -> None:
    wrong = Client().get(holder.address("list").replace(holder.key, "wrong"))
    for response in (holder.get("list"), holder.get("add"), holder.get("grid"), wrong):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "sessionid" not in response.cookies
    assert f'print-only">http://testserver{holder.address("list")}' not in holder.opened()


def test_no_log_keeps_the_link(holder: Holder) -> None:
    kind = logging_settings(level="INFO")["formatters"]["json"]
    written = StringIO()
    handler = logging.StreamHandler(written)
    told = {name: value for name, value in kind.items() if name != "()"}
    handler.setFormatter(kind["()"](**told))
    logging.getLogger().addHandler(handler)
    try:
        holder.get("list")
        holder.post("end", {}, service_id=uuid4())
        Client().get(holder.address("list") + "no/such/page/")
    finally:
        logging.getLogger().removeHandler(handler)
    assert "no/such/page" in written.getvalue()
    assert holder.key not in written.getvalue()


def test_forged_requests_need_no_token_of_a_form(invitation: Invitation, holder: Holder) -> None:
    """The address is the secret; a browser sends no Origin with a page that refers to nobody."""
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(
        holder.address("confirm"), {"service": "contact"}, headers={"Origin": "null"}
    )
    assert response.status_code == 302


def test_an_expired_link_sends_a_letter_to_the_known_address_only(
    invitation: Invitation, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = after_the_end(invitation)
    set_clock(monkeypatch, late)
    page = holder.get("list")
    assert page.status_code == 410
    assert "This link has expired" in seen(page)
    answer = seen(holder.post("new_link"))
    assert "The letter is on its way" in answer
    letter = Letter.objects.get(kind=KIND)
    assert letter.to == "services@town.example.org"
    assert letter.to not in answer
    assert letter.to not in seen(page)
    invitation.refresh_from_db()
    assert refused(holder.key, late) is Why.WITHDRAWN, "the old link stays shut"
    assert token_of(invitation) in letter.text
    assert token_of(invitation) not in answer
    assert read_link(token_of(invitation), late) == invitation


def test_at_most_one_letter_an_hour_however_often_it_is_asked(
    invitation: Invitation, holder: Holder, focal: Actor, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    set_clock(monkeypatch, now)
    withdraw_link(invitation=invitation, by=focal, at=now)
    pages = {seen(holder.post("new_link")) for _ in range(5)}
    assert len(pages) == 1, "and the answer does not tell"
    assert Letter.objects.filter(kind=KIND).count() == 1
    set_clock(monkeypatch, now + timedelta(hours=2))
    holder.post("new_link")
    assert Letter.objects.filter(kind=KIND).count() == 2


def test_without_a_known_address_it_says_whom_to_ask(
    invitation: Invitation, holder: Holder, focal: Actor, now: datetime
) -> None:
    Institution.objects.filter(pk=invitation.institution_id).update(email="")
    invitation.institution.refresh_from_db()
    withdraw_link(invitation=invitation, by=focal, at=now)
    assert "We know no e-mail address" in seen(holder.post("new_link"))
    assert not renew_link(invitation=invitation, at=now)
    assert not Letter.objects.filter(kind=KIND).exists()


def test_nobody_asks_for_a_letter_with_a_link_that_is_not_ours(
    holder: Holder, invitation: Invitation
) -> None:
    address = reverse("answer:new_link", kwargs={"key": "guess"})
    assert Client().post(address).status_code == 404
    assert not Letter.objects.filter(kind=KIND).exists()


def test_a_link_of_a_round_in_preparation_does_not_open(
    invitation: Invitation, now: datetime
) -> None:
    Round.objects.filter(pk=invitation.round_id).update(state="draft")
    invitation.round.refresh_from_db()
    assert refused(token_of(invitation), now) is Why.ROUND_CLOSED
