"""An institution asks for more time, the coordinator answers; the later day counts everywhere."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ertad.audit.models import Revision
from ertad.collection.acts.answer_extension import answer_extension
from ertad.collection.acts.ask_for_time import ask_for_time
from ertad.collection.acts.change_round import change_round
from ertad.collection.letters.reminding import remind_due
from ertad.collection.links import token_of
from ertad.collection.models import Extension, Invitation, Round
from ertad.collection.queries import own_invitations, round_page, rounds_list
from ertad.collection.tests.a_round import opened
from ertad.collection.work import open_work
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.refused import Refused
from ertad.kernel.roles import Role
from ertad.notices.models import Letter
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 12, 15), date(2026, 12, 22)
AFTER = date(2026, 12, 18)


@pytest.fixture
def asked(
    coordinator: Actor, focal: Actor, town: Institution, centre: Institution, now: datetime
) -> Extension:
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    town.refresh_from_db()
    _round, [invitation, _other] = opened(coordinator, now, town, centre)
    return ask_for_time(
        extension_id=uuid4(), invitation=invitation, until=LATER, reason="Two colleagues are ill.",
        by=focal, at=now,
    )  # fmt: skip


def ask(invitation: Invitation, by: Actor, at: datetime, **fields: Any) -> Extension:
    known: dict[str, Any] = {"extension_id": uuid4(), "until": LATER, "reason": "Two are ill."}
    return ask_for_time(invitation=invitation, by=by, at=at, **{**known, **fields})


def test_granted_the_later_day_counts_wherever_being_late_is_told(
    asked: Extension, coordinator: Actor, nino: User, giorgi: User, now: datetime
) -> None:
    round_id = asked.invitation.round_id

    def late() -> tuple[int, int, bool, bool]:
        page = round_page(nino, round_id, today=AFTER)
        [own] = own_invitations(giorgi, today=AFTER)
        answering = next(item for item in open_work(giorgi, AFTER) if item.count)
        lines = sum(line.overdue for line in page.invitations)
        return lines, rounds_list(nino, today=AFTER)[0].overdue, own.overdue, answering.pressing

    assert late() == (2, 2, True, True)
    answer_extension(extension=asked, grant=True, by=coordinator, at=now)
    assert late() == (1, 1, False, False)
    invitation = Invitation.objects.get(pk=asked.invitation_id)
    assert invitation.due_day == LATER
    assert set(Revision.objects.filter(act="extension.grant").values_list("kind", flat=True)) == {
        "collection.extension", "collection.invitation",
    }  # fmt: skip
    letter = Letter.objects.get(kind="extension.answered")
    assert "22 დეკემბერი 2026" in letter.text


def test_refused_the_day_stays(asked: Extension, coordinator: Actor, now: datetime) -> None:
    answer_extension(extension=asked, grant=False, by=coordinator, at=now)
    assert Invitation.objects.get(pk=asked.invitation_id).due_day == DUE
    assert "15 დეკემბერი 2026" in Letter.objects.get(kind="extension.answered").text
    with pytest.raises(Refused):
        answer_extension(extension=asked, grant=True, by=coordinator, at=now)


def test_when_the_whole_round_is_given_more_time_the_later_day_wins(
    asked: Extension, coordinator: Actor, now: datetime
) -> None:
    answer_extension(extension=asked, grant=True, by=coordinator, at=now)
    round_ = Round.objects.get(pk=asked.invitation.round_id)
    change_round(round=round_, by=coordinator, at=now, due_on=date(2027, 1, 15))
    found = Invitation.objects.select_related("round").get(pk=asked.invitation_id)
    assert found.due_day == date(2027, 1, 15)
    assert not Invitation.objects.late(date(2027, 1, 10)).exists()


def test_asked_once_at_a_time(asked: Extension, focal: Actor, now: datetime) -> None:
    again = ask(asked.invitation, focal, now, extension_id=asked.pk)
    assert again.pk == asked.pk
    with pytest.raises(Refused) as refused:
        ask(asked.invitation, focal, now)
    assert refused.value.code == "asked_already"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"until": DUE}, "not_later"),
        ({"until": DUE + timedelta(days=15)}, "too_late"),
        ({"reason": "  "}, "no_reason"),
        ({"reason": "Because of 01001012345"}, "personal_number"),
    ],
)
def test_what_does_not_fit_is_refused(
    coordinator: Actor, focal: Actor, town: Institution, now: datetime, fields: Any, code: str
) -> None:
    _round, [invitation] = opened(coordinator, now, town)
    with pytest.raises(Refused) as refused:
        ask(invitation, focal, now, **fields)
    assert refused.value.code == code
    assert not Extension.objects.exists()


def test_not_for_others_nor_where_none_is_given(
    coordinator: Actor, ngo_focal: Actor, focal: Actor, town: Institution, now: datetime
) -> None:
    round_, [invitation] = opened(coordinator, now, town)
    with pytest.raises(NotAllowed):
        ask(invitation, ngo_focal, now)
    with pytest.raises(NotAllowed):
        ask(invitation, Actor(Role.LINK_HOLDER, institution_id=uuid4()), now)
    Round.objects.filter(pk=round_.pk).update(extension_days=0)
    with pytest.raises(Refused) as refused:
        ask(Invitation.objects.get(pk=invitation.pk), focal, now)
    assert refused.value.code == "no_extensions"


Enter = Callable[[User], Client]


@pytest.fixture
def enter() -> Enter:
    def as_user(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return as_user


def at(name: str, *args: Any) -> str:
    with override("en"):
        return reverse(name, args=args)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def form(day: date, token: str, **fields: str) -> dict[str, str]:
    return {
        "until_day": str(day.day), "until_month": str(day.month), "until_year": str(day.year),
        "reason": "Two colleagues are ill.", "token": token, **fields,
    }  # fmt: skip


def test_the_whole_of_it_on_the_screens(
    enter: Enter, coordinator: Actor, nino: User, giorgi: User, town: Institution, now: datetime
) -> None:
    """By link this time: asked twice by a double click, granted by Nino, read by both doors."""
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    town.refresh_from_db()
    round_, [invitation] = opened(coordinator, now, town)
    Round.objects.filter(pk=round_.pk).update(due_on=date.today() + timedelta(days=10))
    later = date.today() + timedelta(days=15)
    visitor, token = Client(), uuid4().hex
    address = at("answer:more_time", token_of(invitation))
    assert "Ask the coordinator" in text_of(visitor.get(address))
    assert visitor.post(address, {"token": token}).status_code == 422
    too_far = form(date.today() + timedelta(days=40), token)
    assert "too far away" in text_of(visitor.post(address, too_far))
    for _twice in range(2):
        assert visitor.post(address, form(later, token)).status_code == 302
    assert Extension.objects.get().asked_by is None
    assert "You have asked for more time." in text_of(visitor.get(address))

    client = enter(nino)
    assert [i.count for i in open_work(nino, date.today()) if i.pressing and i.count] == [1]
    page = text_of(client.get(at("collection:round", round_.pk)))
    assert "Two colleagues are ill." in page
    answer = at("collection:answer_extension", invitation.pk)
    assert client.post(answer, {"act": "no such"}).status_code == 400
    said = text_of(client.post(answer, {"act": "grant"}, follow=True))
    assert "Granted. The institution gets a letter." in said
    again = text_of(client.post(answer, {"act": "refuse"}, follow=True))
    assert "This request was answered already." in again
    assert Invitation.objects.get().due_day == later
    assert "More time was granted." in text_of(visitor.get(address))

    own = enter(giorgi)
    assert "Ask for more time" in text_of(own.get(at("collection:invitation", invitation.pk)))
    much_later = later + timedelta(days=5)
    address = at("collection:more_time", invitation.pk)
    said = text_of(own.post(address, form(much_later, uuid4().hex), follow=True))
    assert "The coordinator was asked." in said
    assert Extension.objects.get(state="asked").asked_by == giorgi.pk


def test_nino_sees_letters_that_failed_and_who_has_no_address(
    enter: Enter, coordinator: Actor, nino: User, town: Institution, centre: Institution,
    now: datetime,
) -> None:  # fmt: skip
    Institution.objects.filter(pk=town.pk).update(email="gone@example.org")
    town.refresh_from_db()
    round_, [invitation, other] = opened(coordinator, now, town, centre)
    Letter.objects.update(state="failed", last_error="recipient refused 550", text="", html="")
    client = enter(nino)
    page = text_of(client.get(at("collection:round", round_.pk)))
    assert "1 not delivered" in page
    assert "1 institution without an address" in page
    failed = [item for item in open_work(nino, now.date()) if "not be delivered" in item.label]
    assert [item.count for item in failed] == [1]

    page = text_of(client.get(failed[0].url))
    assert "the mail server does not know the address (550)" in page
    assert "no address" in page
    said = text_of(client.post(at("collection:ask_again", other.pk), {"number": "0"}, follow=True))
    assert "There is no address to write to" in said
    again = at("collection:ask_again", invitation.pk)
    said = text_of(client.post(again, {"number": "1"}, follow=True))
    assert "The letter goes to 1 address." in said
    assert "It is on its way already." in text_of(client.post(again, {"number": "1"}, follow=True))
    assert Letter.objects.filter(state="waiting").count() == 1
    Letter.objects.update(state="failed")
    client.post(at("collection:set_letters_aside", invitation.pk))
    assert not Letter.objects.filter(state="failed").exists()
    assert remind_due(now)["asked"] == 0


def test_the_schedule_is_a_setting_of_the_round(
    enter: Enter, coordinator: Actor, nino: User, town: Institution, now: datetime
) -> None:
    round_, _invitations = opened(coordinator, now, town)
    address = at("collection:change_round", round_.pk)
    client = enter(nino)
    assert 'value="14, 7, 2"' in text_of(client.get(address))
    days = {
        f"{name}_{part}": str(value)
        for name in ("period_start", "period_end", "due_on")
        for part, value in zip(
            ("day", "month", "year"),
            (getattr(round_, name).day, getattr(round_, name).month, getattr(round_, name).year),
            strict=True,
        )
    }
    sent = {**days, "title_en": "Autumn", "version": str(round_.version), "extension_days": "7"}
    for wrong in ("14; soon", "0", "91", "1 2 3 4 5 6 7 8 9", "-3", "1.5", "٣"):
        answer = client.post(address, {**sent, "reminders_before": wrong, "reminders_after": ""})
        assert (answer.status_code, wrong) == (422, wrong)
    client.post(address, {**sent, "reminders_before": "10, 5 5", "reminders_after": "1;4"})
    changed = Round.objects.get()
    assert (changed.reminders, changed.extension_days) == ([-10, -5, 1, 4], 7)
