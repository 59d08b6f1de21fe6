"""Contacts and calendars that telephones and calendars of others read; nothing typed breaks out."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ertad.files.calendars import Weekly, weekly_calendar
from ertad.files.cards import LONGEST_LINE, ContactCard, write_cards

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PROPERTIES = {
    "BEGIN", "VERSION", "PRODID", "UID", "REV", "FN", "N", "ORG", "X-ABSHOWAS", "ROLE", "TEL",
    "EMAIL", "URL", "ADR", "GEO", "NOTE", "END",
}  # fmt: skip


def unfolded(content: bytes) -> list[str]:
    text = content.decode()
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_contact_says_function_phone_and_address() -> None:
    card = ContactCard(
        "urn:uuid:1", "კონსულტაცია; ახალგაზრდებისთვის, ყველასთვის", "Example centre", "reception",
        ("+995322000001;ext=12",), "a@example.org", "https://example.org/a,b",
        "1, Example Street", "Example 1", (41.7, 44.8), "Call first.\nThen come.",
    )  # fmt: skip
    lines = unfolded(write_cards([card, card], at=AT))
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 2
    assert "FN:კონსულტაცია\\; ახალგაზრდებისთვის\\, ყველასთვის" in lines
    assert "TEL;TYPE=WORK,VOICE:+995322000001,12" in lines
    assert "ADR;TYPE=WORK:;;1\\, Example Street;Example 1;;;" in lines
    assert "NOTE:Call first.\\nThen come." in lines
    assert "GEO:41.700000;44.800000" in lines


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_typed_stays_in_its_line(name: str, note: str) -> None:
    lines = unfolded(write_cards([ContactCard("1", name, note, note, note=note)], at=AT))
    assert {line.split(":")[0].split(";")[0] for line in lines} <= PROPERTIES
    assert [line for line in lines if line.startswith("BEGIN")] == ["BEGIN:VCARD"]


def test_hours_recur_weekly_in_local_time_until_the_day() -> None:
    spans = [
        Weekly("1", "MO", "10:00", "18:00", "Club; with, marks", "Example 1"),
        Weekly("2", "FR", "09:00", "13:00", "Club"),
    ]
    content = weekly_calendar(
        spans, name="Club", language="en", since=date(2026, 11, 20), until=date(2027, 1, 15), at=AT
    )
    calendar = Calendar.from_ical(content)
    monday, friday = calendar.walk("VEVENT")
    assert str(monday["SUMMARY"]) == "Club; with, marks"
    assert monday.decoded("DTSTART").isoformat() == "2026-11-23T10:00:00+04:00"
    assert friday.decoded("DTSTART").isoformat() == "2026-11-20T09:00:00+04:00"
    assert b"DTSTART;TZID=Asia/Tbilisi:20261123T100000" in content
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20270115T195959Z" in content
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Tbilisi"


def test_a_day_that_does_not_come_any_more_is_left_out() -> None:
    span = Weekly("1", "MO", "10:00", "18:00", "Club")
    content = weekly_calendar(
        [span],
        name="Club",
        language="ka",
        since=date(2026, 11, 20),
        until=date(2026, 11, 21),
        at=AT,
    )
    assert b"VEVENT" not in content


@given(title=st.text(max_size=100), where=st.text(max_size=100))
def test_typed_words_make_no_lines_of_a_calendar(title: str, where: str) -> None:
    span = Weekly("1", "MO", "10:00", "18:00", title, where, where)
    content = weekly_calendar(
        [span], name=title, language="ka", since=date(2026, 11, 20), until=date(2027, 1, 1), at=AT
    )
    assert content.count(b"BEGIN:VEVENT") == 1
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


@pytest.mark.parametrize("day", ["XX", ""])
def test_a_day_that_is_none_is_an_error(day: str) -> None:
    span = Weekly("1", day, "10:00", "18:00", "Club")
    with pytest.raises(ValueError):
        weekly_calendar(
            [span], name="", language="ka", since=date(2026, 1, 1), until=date(2026, 2, 1), at=AT
        )
