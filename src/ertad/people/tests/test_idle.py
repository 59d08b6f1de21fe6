"""Signed out after half an hour without doing anything; asking how long is left is not doing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from ertad.kernel.clock import now
from ertad.people.accounts import idle
from ertad.people.models import Institution, User
from ertad.people.screens.time_left import view as time_left

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self) -> None:
        self.at = now()

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settings.IDLE_SECONDS = 30 * 60
    clock = Clock()
    monkeypatch.setattr(idle, "now", clock)
    monkeypatch.setattr(time_left, "now", clock)
    return clock


@pytest.fixture
def client(giorgi: User) -> Client:
    client = Client()
    client.force_login(giorgi)
    client.get("/en/work/")
    return client


def left(client: Client) -> int:
    found: int = client.get("/en/account/time-left/").json()["left"]
    return found


def test_giorgi_reads_goes_away_and_is_out(client: Client, clock: Clock) -> None:
    shown = client.get("/en/work/").content.decode()
    assert 'data-whole="1800" data-warn="120"' in shown
    clock.pass_(29)
    assert client.get("/en/work/").status_code == 200
    clock.pass_(29)
    assert left(client) == 60
    clock.pass_(0.9)
    assert left(client) == 6, "asking did not put it off"
    clock.pass_(0.2)
    assert left(client) == 0
    answer = client.get("/en/work/", follow=True)
    assert answer.redirect_chain[0][0].endswith("sign-in/?next=/en/work/")
    assert "nothing was done" in answer.content.decode()
    assert not UserSession.objects.exists()


def test_going_on_gives_the_whole_time(client: Client, clock: Clock) -> None:
    clock.pass_(29)
    assert client.post("/en/account/time-left/more/").json() == {"left": 1800}
    clock.pass_(29)
    assert client.get("/en/work/").status_code == 200


def test_whoever_is_out_cannot_go_on(client: Client, clock: Clock) -> None:
    clock.pass_(31)
    assert client.post("/en/account/time-left/more/").json() == {"left": 0}
    assert client.get("/en/work/").status_code == 302
    assert Client().get("/en/account/time-left/").json() == {"left": 0}


def test_after_signing_in_the_page_of_the_form_comes_back(client: Client, clock: Clock) -> None:
    clock.pass_(31)
    came_from = {"referer": "http://testserver/en/account/change/?x=1"}
    answer = client.post("/en/account/change/", {"name": "X"}, headers=came_from)
    assert answer.headers["Location"].endswith("?next=/en/account/change/%3Fx%3D1")
    outside = Client()
    outside.force_login(User.objects.get())
    outside.get("/en/work/")
    clock.pass_(31)
    other = {"referer": "https://evil.example/en/account/"}
    answer = outside.post("/en/account/change/", {"name": "X"}, headers=other)
    assert "evil" not in answer.headers["Location"]


def test_a_public_page_goes_on_without_the_account(client: Client, clock: Clock) -> None:
    clock.pass_(31)
    answer = client.get("/en/find/")
    assert answer.status_code == 200
    assert "data-idle" not in answer.content.decode()


def test_reading_writes_at_most_once_a_minute(
    client: Client, clock: Clock, django_assert_num_queries: Any, town: Institution
) -> None:
    seen = UserSession.objects.get().last_seen_at
    clock.pass_(0.5)
    client.get("/en/work/")
    assert UserSession.objects.get().last_seen_at == seen
    clock.pass_(1)
    client.get("/en/work/")
    assert UserSession.objects.get().last_seen_at == clock.at


def test_a_clock_set_back_locks_nobody_out(client: Client, clock: Clock) -> None:
    clock.pass_(-600)
    assert client.get("/en/work/").status_code == 200


def test_sessions_that_are_over_are_forgotten(client: Client, clock: Clock) -> None:
    from ertad.people.due import forget_sessions

    assert forget_sessions(clock.at) == {}
    clock.pass_(25 * 60)
    assert forget_sessions(clock.at) == {"sessions forgotten": 1}
    assert forget_sessions(clock.at) == {}
    assert client.get("/en/work/").status_code == 302
