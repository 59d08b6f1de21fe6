"""Reminders on the days of the round, none after an answer, never two on a day."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ertad.collection.acts.change_round import change_round
from ertad.collection.letters.reminding import falls_due, remind_due
from ertad.collection.models import Invitation, Round
from ertad.collection.tests.a_round import opened
from ertad.kernel.actor import Actor
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.models import Letter
from ertad.people.models import Institution, User

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 15)


@pytest.fixture(autouse=True)
def reachable(town: Institution, agency: Institution, nino: User) -> None:
    Institution.objects.filter(pk=town.pk).update(email="town@example.org")
    town.refresh_from_db()


def at(day: date, hour: int = 6) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def days_of(kind: str) -> list[date]:
    found = Letter.objects.filter(kind=kind).order_by("created_at")
    return [letter.created_at.date() for letter in found]


def live(first: date, last: date) -> None:
    """`run-due` twice a day, every day."""
    day = first
    while day <= last:
        for hour in (6, 12):
            remind_due(at(day, hour))
            deliver_due(at(day, hour))
        day += timedelta(days=1)


def test_before_and_after_the_day_and_then_the_coordinator_is_told(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    opened(coordinator, now, town)
    live(now.date(), date(2027, 1, 31))
    assert days_of("round.reminder") == [
        date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 13), date(2026, 12, 18),
    ]  # fmt: skip
    assert days_of("round.unanswered") == [date(2026, 12, 19)]
    [told] = [letter for letter in mail.outbox if letter.to == ["nino@example.org"]]
    assert "Example 1 city hall (due on 15 December 2026)" in str(told.body)
    late = [letter for letter in mail.outbox if letter.to == ["town@example.org"]][-1]
    assert "15 დეკემბერი 2026" in str(late.body)


def test_an_answer_ends_it(coordinator: Actor, town: Institution, now: datetime) -> None:
    opened(coordinator, now, town)
    live(now.date(), date(2026, 12, 2))
    Invitation.objects.update(state="sent")
    live(date(2026, 12, 3), date(2027, 1, 10))
    assert days_of("round.reminder") == [date(2026, 12, 1)]
    assert days_of("round.unanswered") == []


def test_a_clock_that_stood_still_sends_one_reminder_for_all_that_it_missed(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    opened(coordinator, now, town)
    remind_due(at(date(2026, 12, 14)))
    assert days_of("round.reminder") == [date(2026, 12, 14)]


def test_a_later_day_begins_anew(coordinator: Actor, town: Institution, now: datetime) -> None:
    opened(coordinator, now, town)
    live(now.date(), date(2026, 12, 14))
    Invitation.objects.update(due_on=date(2026, 12, 22))
    live(date(2026, 12, 15), date(2026, 12, 28))
    assert days_of("round.reminder")[3:] == [
        date(2026, 12, 15), date(2026, 12, 20), date(2026, 12, 25),
    ]  # fmt: skip


def test_without_a_schedule_only_the_coordinator_is_told(
    coordinator: Actor, town: Institution, now: datetime
) -> None:
    round_, _invitations = opened(coordinator, now, town)
    change_round(round=Round.objects.get(pk=round_.pk), by=coordinator, at=now, reminders=[])
    live(now.date(), date(2027, 1, 3))
    assert days_of("round.reminder") == []
    assert days_of("round.unanswered") == [date(2026, 12, 16)]


@given(
    offsets=st.lists(st.integers(-40, 30), max_size=6),
    answered=st.integers(0, 60),
    extended=st.none() | st.integers(0, 20),
    running=st.lists(st.booleans(), min_size=60, max_size=60),
    mail_down=st.sets(st.integers(0, 59)),
)
@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_never_after_an_answer_and_never_two_on_a_day(
    offsets: list[int],
    answered: int,
    extended: int | None,
    running: list[bool],
    mail_down: set[int],
    coordinator: Actor,
    town: Institution,
    now: datetime,
) -> None:
    """Whatever the schedule, however often the clock and the mail server stand still."""
    with transaction.atomic():
        mail.outbox.clear()
        round_, [invitation] = opened(coordinator, now, town)
        Round.objects.filter(pk=round_.pk).update(reminders=offsets)
        if extended is not None:
            until = DUE + timedelta(days=extended)
            Invitation.objects.filter(pk=invitation.pk).update(due_on=until)
        letters_then: int | None = None
        for number, runs in enumerate(running):
            day = at(now.date() + timedelta(days=number), 10)
            if number == answered:
                Invitation.objects.filter(pk=invitation.pk).update(state="sent")
                letters_then = len(_to_the_town())
            if runs:
                remind_due(day)
                remind_due(day + timedelta(hours=1))
                if number not in mail_down:
                    deliver_due(day + timedelta(hours=2))
        if letters_then is not None:
            assert len(_to_the_town()) == letters_then
        put = Counter(
            letter.created_at.date() for letter in Letter.objects.filter(about=str(invitation.pk))
        )
        assert all(number == 1 for number in put.values())
        assert len(put) <= 1 + len(set(offsets))
        transaction.set_rollback(True)


def _to_the_town() -> list[object]:
    return [letter for letter in mail.outbox if letter.to == ["town@example.org"]]


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        (date(2026, 11, 20), date(2026, 11, 30), False),
        (date(2026, 11, 20), date(2026, 12, 1), True),
        (date(2026, 12, 1), date(2026, 12, 1), False),
        (date(2026, 12, 3), date(2026, 12, 7), False),
        (date(2026, 12, 20), date(2027, 2, 1), False),
    ],
)
def test_what_falls_due(last: date, today: date, due: bool) -> None:
    assert falls_due(DUE, (-14, -7, -2, 3), last, today) is due
