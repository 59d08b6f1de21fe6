"""Days and times in the many ways in which they are typed."""

import math
import re
from datetime import date, datetime, time, timedelta

from ertad.files.spreadsheets.values.texts import as_text
from ertad.files.spreadsheets.workbook import Cell

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?")
_NUMERIC = re.compile(
    r"(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{2}|\d{4})\s*(?:წელი|წ|г)?\.?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBERS = re.compile(r"\d+")
_SERIALS = range(18_264, 73_051)
"""Excel's day numbers of 1950 to 2099: other numbers in a date column are no dates."""
_DAY_ZERO = date(1899, 12, 30)
_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "იანვ jan ianv янв",
        "თებ feb tebe fév фев",
        "მარტ mar märz мар",
        "აპრ apr avr апр",
        "მაის may mai maisi мая май",
        "ივნ jun ivni juin июн",
        "ივლ jul ivli juil июл",
        "აგვ aug agvi aoû aou авг",
        "სექტ sep seqt sekt сен",
        "ოქტ oct oqt okt окт",
        "ნოე nov noem ноя",
        "დეკ dec dek déc дек",
    )
)
_TIME = re.compile(
    r"(\d{1,2})(?:\s?[:.hჰ]\s?(\d{2})(?::\d{2})?|\s?h|\s?სთ\.?|\s?საათი)?\s?(am|pm)?", re.IGNORECASE
)


def day(value: Cell) -> tuple[date | None, str | None]:
    """A day: d.m.Y, d/m/Y, ISO, an Excel day number, or with the month's name.

    Day before month, always; 12/25/2024 can only be meant the other way and is taken with the
    warning `month_first`. Without a day or a year it is not a date.
    """
    match value:
        case datetime():
            return value.date(), None
        case date():
            return value, None
        case bool() | time() | timedelta():
            return None, "not_a_date"
        case int() | float():
            serial = int(value) if math.isfinite(value) else -1
            known = serial in _SERIALS
            return (_DAY_ZERO + timedelta(days=serial), None) if known else (None, "not_a_date")
    shown = as_text(value)
    if not shown:
        return None, None
    if found := _ISO.fullmatch(shown):
        return _made(*(int(part) for part in found.groups()))
    if found := _NUMERIC.fullmatch(shown):
        return _from_numbers(int(found[1]), int(found[2]), _full_year(found[3]))
    return _from_words(shown)


def _from_numbers(first: int, second: int, year: int) -> tuple[date | None, str | None]:
    if second > 12 >= first:
        made, code = _made(year, first, second)
        return made, code or "month_first"
    return _made(year, second, first)


def _from_words(shown: str) -> tuple[date | None, str | None]:
    months = {
        number
        for word in _WORD.findall(shown.casefold())
        for number, names in enumerate(_MONTHS, start=1)
        if word.startswith(names)
    }
    numbers: list[str] = _NUMBERS.findall(shown[:60])
    if len(months) != 1 or len(numbers) != 2 or max(map(len, numbers)) > 4:
        return None, "not_a_date"
    number, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    return _made(_full_year(year), months.pop(), int(number))


def _full_year(year: str) -> int:
    """Two digits: 1970 to 2069."""
    short = 2000 if int(year) < 70 else 1900
    return short + int(year) if len(year) == 2 else int(year)


def _made(year: int, month: int, number: int) -> tuple[date | None, str | None]:
    try:
        made = date(year, month, number)
    except (ValueError, OverflowError):
        return None, "not_a_date"
    return (made, None) if 1900 <= year < 2100 else (None, "not_a_date")


def time_of_day(value: Cell) -> tuple[time | None, str | None]:
    """A time to the minute: 10:00, 10.00, 10h, 10 სთ, 9 pm, or Excel's part of a day (0.4166)."""
    match value:
        case time():
            return value.replace(second=0, microsecond=0), None
        case datetime():
            return value.time().replace(second=0, microsecond=0), None
        case timedelta():
            return _from_minutes(round(value.total_seconds() / 60))
        case bool() | date():
            return None, "not_a_time"
        case float() if 0 < value < 1:
            return _from_minutes(round(value * 24 * 60))
        case int() | float():
            # 9.30 typed with a dot comes as the number 9.3; but 9.5 may be half past or 9:50
            if value % 1 == 0.5:
                return None, "not_a_time"
            shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        case _:
            shown = as_text(value)
    if not shown:
        return None, None
    found = _TIME.fullmatch(shown)
    if not found:
        return None, "not_a_time"
    return _from_parts(int(found[1]), int(found[2] or 0), (found[3] or "").casefold())


def _from_parts(hour: int, minute: int, half: str) -> tuple[time | None, str | None]:
    if half:
        if not 1 <= hour <= 12:
            return None, "not_a_time"
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return None, "not_a_time"
    return _from_minutes(hour * 60 + minute)


def _from_minutes(minutes: int) -> tuple[time | None, str | None]:
    """24:00 is written 23:59: a place open until midnight closes on the same day."""
    if not 0 <= minutes <= 24 * 60:
        return None, "not_a_time"
    minutes = min(minutes, 24 * 60 - 1)
    return time(minutes // 60, minutes % 60), None
