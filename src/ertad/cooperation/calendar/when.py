"""Days and times of happenings in words of the active language."""

from datetime import date, time

from django.utils.formats import date_format, time_format

from ertad.kernel.calendar import Happening


def days_in_words(each: Happening) -> str:
    """ "Friday 20 November 2026" or "20.11.2026–22.11.2026"."""
    if each.starts_on == each.ends_on:
        return day_in_words(each.starts_on)
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (each.starts_on, each.ends_on))
    return f"{first}–{last}"


def day_in_words(day: date) -> str:
    """With the day of the week, in the case that stands before a date."""
    return f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}"


def times_in_words(each: Happening) -> str:
    """ "10:00–12:00", or "" for what takes all day."""
    if each.starts_at is None:
        return ""
    return (
        f"{_clock(each.starts_at)}–{_clock(each.ends_at)}"
        if each.ends_at
        else _clock(each.starts_at)
    )


def _clock(at: time) -> str:
    return time_format(at, "H:i")


def where_in_words(each: Happening) -> str:
    """Place and municipality; "" when neither is said."""
    return ", ".join(part for part in (each.place, each.municipality_name) if part)
