"""The 72 hours of a breach: how many are left, in numbers, words and colour.

Law of Georgia on Personal Data Protection (3144 of 2023): not later than 72 hours after the
incident is identified; see docs/decisions/privacy.md for the sources.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ertad.privacy.models import Breach

HOURS = 72
SOON = 24


@dataclass(frozen=True)
class Clock:
    """`kind` colours the words: a kind of tag. `left`: whole hours; None when it has stopped."""

    due_at: datetime
    left: int | None
    words: str
    kind: str


def due_at(found_at: datetime) -> datetime:
    return found_at + timedelta(hours=HOURS)


def hours_left(found_at: datetime, at: datetime) -> int:
    """Whole hours, rounded down; below zero when late. A clock set back never gives more than 72.

    >>> hours_left(datetime(2026, 1, 1, 0), datetime(2026, 1, 2, 0, 30))
    47
    """
    left = (due_at(found_at) - at) / timedelta(hours=1)
    return min(int(left // 1), HOURS)


def clock(breach: Breach, at: datetime) -> Clock:
    """What the clock of a breach shows at a moment."""
    due = due_at(breach.found_at)
    if breach.notified_at:
        late = breach.notified_at > due
        took = max(int((breach.notified_at - breach.found_at) / timedelta(hours=1)), 0)
        words = ngettext("notified after %(hours)s hour", "notified after %(hours)s hours", took)
        return Clock(due, None, words % {"hours": took}, "bad" if late else "ok")
    if breach.state not in (Breach.State.FOUND, Breach.State.ASSESSED):
        return Clock(due, None, _("no notification due"), "plain")
    left = hours_left(breach.found_at, at)
    if left < 0:
        words = ngettext("late by %(hours)s hour", "late by %(hours)s hours", -left)
        return Clock(due, left, words % {"hours": -left}, "bad")
    words = ngettext("%(hours)s hour left", "%(hours)s hours left", left)
    return Clock(due, left, words % {"hours": left}, "warn" if left <= SOON else "info")
