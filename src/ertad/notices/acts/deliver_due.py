"""Send the letters that wait: each by one process at a time, again and again until it is taken."""

import time
from collections import Counter
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q

from ertad.notices.kinds import letter_kinds
from ertad.notices.models import Letter
from ertad.notices.sending import GIVEN_UP_AFTER, STEPS, Failure, send, wait_after

LEASE = timedelta(minutes=15)
"""Longer than a run and the slowest answer of a mail server together."""
A_RUN = 300.0
"""Seconds after which a run takes no further letter; the next run goes on."""

Counts = Counter[str]


def deliver_due(at: datetime, *, over: BaseEmailBackend | None = None) -> Counts:
    """How many were sent, put off, failed and dropped; `over`: a mail backend of the caller's.

    No letter is sent within a transaction. A run that is killed leaves one letter leased, which
    another run takes when the lease has ended.
    """
    over = over or get_connection()
    counts: Counts = Counter()
    began = time.monotonic()
    try:
        while time.monotonic() - began < A_RUN and (letter := _take(at)):
            if not letter_kinds()[letter.kind].wanted(letter):
                counts["dropped"] += _settle(letter, state="dropped")
                continue
            failure = send(letter, over)
            counts[_note(letter, failure, at)] += 1
            if failure and failure.server:
                break
    finally:
        over.close()
    return counts


def _take(at: datetime) -> Letter | None:
    """The next letter that is due, leased to this process; SQLite has one writer at a time."""
    with transaction.atomic():
        free = Q(leased_until=None) | Q(leased_until__lte=at)
        due = Letter.objects.filter(free, state=Letter.State.WAITING, next_attempt_at__lte=at)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        letter = due.order_by("next_attempt_at", "id").first()
        if letter is None:
            return None
        letter.attempts += 1
        Letter.objects.filter(pk=letter.pk).update(
            attempts=F("attempts") + 1, leased_until=at + LEASE
        )
    return letter


def _note(letter: Letter, failure: Failure | None, at: datetime) -> str:
    if failure is None:
        _settle(letter, state="sent", sent_at=at, last_error="")
        return "sent"
    tired = letter.attempts > len(STEPS) and at >= letter.created_at + GIVEN_UP_AFTER
    if failure.final or tired:
        _settle(letter, state="failed", last_error=failure.kind)
        return "failed"
    _change(
        letter, next_attempt_at=at + wait_after(letter.attempts), last_error=failure.kind,
    )  # fmt: skip
    return "put off"


def _settle(letter: Letter, **changes: object) -> int:
    """It waits no longer: what may hold a key is forgotten."""
    return _change(letter, text="", html="", **changes)


def _change(letter: Letter, **changes: object) -> int:
    """Only while this process holds the lease; the number of attempts tells."""
    held = Letter.objects.filter(pk=letter.pk, state="waiting", attempts=letter.attempts)
    return held.update(leased_until=None, **changes)
