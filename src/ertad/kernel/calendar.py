"""The calendar of common interest: rooms tell what happens in `CALENDAR` of their `calendar.py`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.functional import Promise

from ertad.kernel.languages import Said
from ertad.kernel.rooms import told_by_rooms

NOTHING = Said("", "")


@dataclass(frozen=True)
class Happening:
    """Something on one day or several, times of day being those of Asia/Tbilisi.

    `key` is the same for ever; `url` is the path of its page in the active language. It names no
    person. Without a municipality it concerns everybody.
    """

    key: str
    kind: str
    title: Said
    starts_on: date
    ends_on: date
    changed_at: datetime
    url: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    institution: str = ""
    place: str = ""
    municipality: str = ""
    municipality_name: str = ""
    text: Said = NOTHING
    link: str = ""
    terms: frozenset[tuple[str, str]] = frozenset()
    """(vocabulary, code) of its themes and groups."""
    cancelled: bool = False
    sequence: int = 0
    """How often it was changed."""


@dataclass(frozen=True)
class CalendarSource:
    """Happenings of one kind. `between` gives those that `user` may see in a span of days."""

    kind: str
    label: str | Promise
    between: Callable[[object, date, date], Iterable[Happening]]


def calendar_sources() -> Sequence[CalendarSource]:
    """Of all rooms, upper rooms first."""
    return list(told_by_rooms("calendar", "CALENDAR"))
