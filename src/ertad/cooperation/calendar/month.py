"""A month as weeks of days, from Monday, each day with the first things on it."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ertad.cooperation.calendar.reading import Standing, in_full
from ertad.kernel.calendar import Happening

MOST_A_DAY = 3
EARLIEST, LATEST = date(2020, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Day:
    """`more`: how many further things are on it."""

    day: date
    in_month: bool
    today: bool
    happenings: Sequence[Happening]
    more: int


def days_of_month(first: date) -> tuple[date, date]:
    """First and last day of the month of `first`."""
    return first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1])


def grid_of_month(first: date) -> tuple[date, date]:
    """The same, filled up to whole weeks."""
    first, last = days_of_month(first)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month_before(first: date) -> date:
    """Its first day."""
    return (first.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    """Its first day."""
    return days_of_month(first)[1] + timedelta(days=1)


def month_from(text: str) -> date | None:
    """The first day of "2026-11"; None for what is no month of the calendar."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def weeks(found: Sequence[Standing], month: date, today: date) -> list[list[Day]]:
    """`found`: all that touches the grid of the month, in order. One query."""
    first, last = grid_of_month(month)
    on: dict[date, list[Standing]] = defaultdict(list)
    for each in found:
        day = max(each.starts_on, first)
        while day <= min(each.ends_on, last):
            on[day].append(each)
            day += timedelta(days=1)
    shown = dict.fromkeys(each for day in on.values() for each in day[:MOST_A_DAY])
    full = {each.key: each for each in in_full(shown)}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    every = [
        Day(
            day,
            day.month == month.month,
            day == today,
            [full[key] for each in on[day][:MOST_A_DAY] if (key := each.key) in full],
            max(len(on[day]) - MOST_A_DAY, 0),
        )
        for day in days
    ]
    return [every[start : start + 7] for start in range(0, len(every), 7)]
