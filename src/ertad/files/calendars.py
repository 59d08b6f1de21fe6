"""Calendars (.ics): weekly hours in local time until a day, and events on their days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vDuration, vRecur

from ertad.kernel.clock import TBILISI

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Weekly:
    """One span of one weekday. `day`: MO to SU; `opens`, `closes`: HH:MM of Asia/Tbilisi."""

    uid: str
    day: str
    opens: str
    closes: str
    title: str
    where: str = ""
    text: str = ""
    url: str = ""


def weekly_calendar(
    spans: Sequence[Weekly], *, name: str, language: str, since: date, until: date, at: datetime
) -> bytes:
    """A calendar in which every span is an event a week, from `since` to `until`, both included.

    Line ends in `name` become blanks: no program escapes them there.
    """
    calendar = _calendar(name, language)
    for span in spans:
        if event := _event(span, since=since, until=until, at=at):
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _calendar(name: str, language: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Ertad//Directory//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(name.split()), parameters={"LANGUAGE": language})
    calendar.add("x-wr-timezone", TBILISI.key)
    calendar.add_component(_time_zone())
    return calendar


def _event(span: Weekly, *, since: date, until: date, at: datetime) -> Event | None:
    first = since + timedelta(days=(DAYS.index(span.day) - since.weekday()) % 7)
    if first > until:
        return None
    event = Event()
    event.add("uid", span.uid)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", datetime.combine(first, time.fromisoformat(span.opens), TBILISI))
    event.add("dtend", datetime.combine(first, time.fromisoformat(span.closes), TBILISI))
    last = datetime.combine(until, time.max.replace(microsecond=0), TBILISI).astimezone(UTC)
    event.add("rrule", vRecur(freq="WEEKLY", until=last))
    event.add("summary", span.title)
    event.add("transp", "TRANSPARENT")
    for key, value in (("location", span.where), ("description", span.text), ("url", span.url)):
        if value:
            event.add(key, value)
    return event


def _time_zone() -> Timezone:
    """Georgia has no summer time since 2005."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(2005, 3, 27, 2))
    standard.add("tzoffsetfrom", timedelta(hours=4))
    standard.add("tzoffsetto", timedelta(hours=4))
    standard.add("tzname", "+04")
    zone = Timezone()
    zone.add("tzid", TBILISI.key)
    zone.add_component(standard)
    return zone


@dataclass(frozen=True)
class Dated:
    """One event. Days take all day, `ends` being the last one; moments are of Asia/Tbilisi."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None
    changed_at: datetime
    sequence: int = 0
    cancelled: bool = False
    where: str = ""
    text: str = ""
    url: str = ""
    kind: str = ""


def dated_calendar(
    events: Iterable[Dated], *, name: str, language: str, ask_again: timedelta
) -> bytes:
    """A calendar of events on their days; the same events give the same bytes.

    `ask_again`: how long a program may wait until it looks again.
    """
    calendar = _calendar(name, language)
    calendar.add("refresh-interval", ask_again, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ask_again))
    for event in events:
        calendar.add_component(_dated(event))
    content: bytes = calendar.to_ical()
    return content


def _dated(told: Dated) -> Event:
    """DTSTAMP is when it was last changed, as RFC 5545 has it for what is published."""
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", told.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", told.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", told.sequence)
    event.add("dtstart", told.starts)
    if isinstance(told.ends, datetime):
        event.add("dtend", told.ends)
    elif told.ends:
        event.add("dtend", told.ends + timedelta(days=1))
    event.add("status", "CANCELLED" if told.cancelled else "CONFIRMED")
    event.add("summary", told.title)
    event.add("transp", "TRANSPARENT")
    for key, value in (("location", told.where), ("description", told.text), ("url", told.url)):
        if value:
            event.add(key, value)
    if told.kind:
        event.add("categories", [told.kind])
    return event
