"""Where somebody is signed in: each device, since when, last seen when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest

from ertad.people.accounts.devices import device_in_words
from ertad.people.models import User

KEPT = timedelta(days=1)
"""Rows of sessions that nobody has seen for so long are of no use to anyone."""


@dataclass(frozen=True)
class Device:
    pk: int
    words: str
    since: datetime
    seen: datetime
    current: bool


def devices_of(request: HttpRequest, at: datetime) -> Sequence[Device]:
    """The sessions of whoever asks, this one first."""
    user, key = request.user, request.session.session_key
    if not UserSession.objects.filter(session_key=key).exists():
        UserSession.objects.create_from_request(request)
    rows = [row for row in UserSession.objects.purge_and_list(user) if not timed_out(row, at)]
    devices = [
        Device(
            row.pk, device_in_words(row.user_agent), row.created_at, row.last_seen_at,
            row.session_key == key,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(devices, key=lambda device: (not device.current, -device.seen.timestamp()))


def timed_out(row: UserSession, at: datetime) -> bool:
    """One that has idled too long is over, though its browser has not noticed yet."""
    idle = settings.IDLE_SECONDS
    return bool(idle) and row.last_seen_at + timedelta(seconds=idle) < at


def end_sessions_of(user: User, *, but: str | None = None) -> int:
    """All, or all but the one with the key `but`; how many."""
    rows = UserSession.objects.filter(user_id=user.pk).exclude(session_key=but)
    return sum(_end(row) for row in rows)


def end_session(user: User, pk: int) -> bool:
    """Whether there was one of this person's."""
    row = UserSession.objects.filter(user_id=user.pk, pk=pk).first()
    return bool(row and _end(row))


def _end(row: UserSession) -> int:
    row.end()
    return 1
