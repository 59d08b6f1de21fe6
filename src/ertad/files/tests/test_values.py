"""Reading single cells: tolerant in form, strict where meaning is at stake."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.messages import MESSAGES
from ertad.files.spreadsheets.workbook import Cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ("", None)),
        ("  საქართველო\u00a0 \u200bაქ ", ("საქართველო აქ", None)),
        ("e\u0301cole", ("école", None)),
        ("a\x07b\x00c\u00adr", ("abcr", None)),
        ("a \r\n b\n\n\n\nc", ("a\nb\n\nc", None)),
        (14.0, ("14", None)),
        (14, ("14", None)),
        (True, ("TRUE", None)),
        (date(2024, 3, 5), ("05.03.2024", None)),
        ("saqarTvelo", ("საქართველო", "legacy_font_converted")),
    ],
)
def test_text(cell: Cell, expected: tuple[str, str | None]) -> None:
    assert values.text(cell) == expected


def test_text_that_is_kept_as_it_is() -> None:
    assert values.text("saqarTvelo", legacy=False) == ("saqarTvelo", None)
    assert values.text("YouTube, McDonald") == ("YouTube, McDonald", None)


@pytest.mark.parametrize(
    "cell",
    ["პ/ნ 01001012345", "01001 012345", "01 001 012345", "010-0101-2345", 61001012345,
     "n:01001012345."],
)  # fmt: skip
def test_a_personal_number_is_refused(cell: Cell) -> None:
    assert values.text(cell) == ("", "personal_number")


@pytest.mark.parametrize(
    "cell",
    ["+995599123456", "995599123456", "2024-2025 123", "032 200 00 00", "GE29NB0000000101904917"],
)
def test_phones_years_and_accounts_are_no_personal_numbers(cell: str) -> None:
    assert values.text(cell) == (cell, None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (14, 14), (14.0, 14), ("14", 14), ("14,0", 14), ("14.0", 14), ("14 წლიდან", 14),
        ("14+", 14), ("დაახლ. 15 ადგილი", 15), ("1 200", 1200), (None, None), ("  ", None),
    ],
)  # fmt: skip
def test_whole_numbers(cell: Cell, expected: int | None) -> None:
    assert values.whole_number(cell) == (expected, None)


@pytest.mark.parametrize("cell", ["14-18", "14.5", 14.5, "-3", -3, "many", True, date(2024, 1, 1)])
def test_no_whole_number(cell: Cell) -> None:
    assert values.whole_number(cell) == (None, "not_a_number")


def test_a_number_too_large() -> None:
    assert values.whole_number("130", most=120) == (None, "number_too_large")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("14-18", ((14, 18), None)),
        ("14 – 18 წელი", ((14, 18), None)),
        ("14 წლიდან", ((14, None), None)),
        ("14+", ((14, None), None)),
        ("from 14", ((14, None), None)),
        ("à partir de 14 ans", ((14, None), None)),
        ("18 წლამდე", ((None, 17), "age_read_below")),
        ("under 18", ((None, 17), "age_read_below")),
        ("moins de 18 ans", ((None, 17), "age_read_below")),
        ("14-დან 18 წლამდე", ((14, 17), "age_read_below")),
        ("18 წლის ჩათვლით", ((None, 18), None)),
        ("jusqu'à 18 ans", ((None, 18), None)),
        ("16", ((16, 16), None)),
        (16, ((16, 16), None)),
        ("ყველა ასაკი", ((None, None), None)),
        ("18-14", (None, "ages_reversed")),
        ("1990", (None, "not_an_age_range")),
        ("7, 8, 9", (None, "not_an_age_range")),
        ("young", (None, "not_an_age_range")),
        (None, (None, None)),
    ],
)
def test_ages(cell: Cell, expected: tuple[Any, str | None]) -> None:
    assert values.age_range(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        date(2024, 3, 5), datetime(2024, 3, 5, 10), 45356, 45356.5, "05.03.2024", "5/3/2024",
        "5-3-24", "5.3.24 წ.", "2024-03-05", "2024-03-05T10:00:00", "2024.3.5", "5 მარტი 2024",
        "2024 წლის 5 მარტი", "5 მარტს, 2024", "March 5, 2024", "5 mars 2024", "5 marti 2024",
        "5 марта 2024",
    ],
)  # fmt: skip
def test_days(cell: Cell) -> None:
    assert values.day(cell) == (date(2024, 3, 5), None)


def test_month_names_of_three_languages() -> None:
    georgian = "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი"
    french = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    for names in (f"{georgian} ნოემბერი დეკემბერი", french):
        for month, name in enumerate(names.split(), start=1):
            assert values.day(f"7 {name} 2024") == (date(2024, month, 7), None)


def test_a_date_with_the_month_first_is_taken_only_when_it_cannot_be_otherwise() -> None:
    assert values.day("12/25/2024") == (date(2024, 12, 25), "month_first")
    assert values.day("04/03/2024") == (date(2024, 3, 4), None)


@pytest.mark.parametrize(
    "cell",
    ["31.02.2024", "13.13.2024", "March 2024", "2024", 14, True, 1e300, "soon", "5 mars avril 2024",
     "05.03.0001", time(10)],
)  # fmt: skip
def test_no_day(cell: Cell) -> None:
    assert values.day(cell) == (None, "not_a_date")


@pytest.mark.parametrize(
    "cell",
    ["10:00", "10.00", "10h", "10h00", "10:00:00", "10", 10, 10.0, 0.4166, time(10, 0, 30),
     datetime(2024, 1, 1, 10), timedelta(hours=10), "10 სთ", "10 am"],
)  # fmt: skip
def test_times(cell: Cell) -> None:
    assert values.time_of_day(cell) == (time(10), None)


def test_times_at_the_edges() -> None:
    assert values.time_of_day("24:00") == (time(23, 59), None)
    assert values.time_of_day("00:00") == (time(0), None)
    assert values.time_of_day(9.3) == (time(9, 30), None)
    assert values.time_of_day("9 pm") == (time(21), None)
    for cell in ("25:00", "10:70", "noon", 9.5, 99, True, date(2024, 1, 1), "13 pm", -1, 1e300):
        assert values.time_of_day(cell) == (None, "not_a_time")


def test_yes_and_no() -> None:
    for cell in ("კი", "დიახ", "Yes", "OUI", "ki", "diakh", "x", "✓", 1, True, "1"):
        assert values.yes_no(cell) == (True, None)
    for cell in ("არა", "No", "non", "ara", "-", 0, False, "нет"):
        assert values.yes_no(cell) == (False, None)
    assert values.yes_no(None) == (None, None)
    assert values.yes_no("maybe") == (None, "not_yes_or_no")


def test_several_values() -> None:
    assert values.several("a; b ;;c\nd;a") == ["a", "b", "c", "d"]
    assert values.several("a, b; c") == ["a, b", "c"]
    assert values.several("a, b; c", comma=True) == ["a", "b", "c"]
    assert values.several(None) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("032 2 00 00 00", "+995322000000"),
        ("599 12 34 56", "+995599123456"),
        (599123456, "+995599123456"),
        (995599123456, "+995599123456"),
        ("8 599 12 34 56", "+995599123456"),
        ("+33 1 42 68 53 00", "+33142685300"),
        ("ტელ.: 599123456", "+995599123456"),
        ("599123456 ext. 12", "+995599123456;ext=12"),
        ("599123456, შიდა 12", "+995599123456;ext=12"),
        ("112", "112"),
        ("116 006", "116006"),
        (None, ""),
    ],
)
def test_phones(cell: Cell, expected: str) -> None:
    assert values.phone(cell) == (expected, None)


def test_phones_that_are_none() -> None:
    assert values.phone("599 12 O4 56") == ("", "phone_letters")
    assert values.phone("ask Nino") == ("", "phone_letters")
    assert values.phone("12345") == ("", "phone_invalid")
    assert values.phone("2024-05-06") == ("", "phone_invalid")


def test_several_phones() -> None:
    assert values.phones("599123456; 032 200 00 00") == (["+995599123456", "+995322000000"], None)
    assert values.phones("599123456, 599123456") == (["+995599123456"], None)
    assert values.phones("+995599123456;ext=12") == (["+995599123456;ext=12"], None)
    assert values.phones("599123456; abc") == ([], "phone_letters")
    assert values.phones(None) == ([], None)


def test_email() -> None:
    assert values.email(" mailto:Nino@Example.GE ") == ("Nino@example.ge", None)
    assert values.email(None) == ("", None)
    for cell in (
        "nino",
        "nino@example",
        "a@b@c.ge",
        "a b@c.ge",
        "a..b@c.ge",
        "a@-",
        "<script>@c.ge",
    ):
        assert values.email(cell) == ("", "email_invalid"), cell


def test_url() -> None:
    assert values.url("example.ge/services?id=1") == ("https://example.ge/services?id=1", None)
    assert values.url("http://example.ge:8080") == ("http://example.ge:8080", None)
    assert values.url(None) == ("", None)
    for cell in ("javascript:alert(1)", "ftp://example.ge", "data:text/html,x", "http://localhost",
                 "https://a:b@example.ge", "see our page", "https://[::1", "https://example.ge/\"x",
                 "file:///etc/passwd", "https://example.ge:99999"):  # fmt: skip
        assert values.url(cell) == ("", "url_invalid"), cell


CELLS = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.timedeltas(), st.text(alphabet="0123456789.,-/: hპmamde+წ;", max_size=14),
)  # fmt: skip
READERS = [
    values.text, values.whole_number, values.age_range, values.day, values.time_of_day,
    values.yes_no, values.phone, values.phones, values.email, values.url,
]  # fmt: skip


@given(CELLS, st.sampled_from(READERS))
def test_any_cell_gives_a_value_or_a_code_that_is_explained(cell: Cell, reader: Any) -> None:
    value, code = reader(cell)
    if code is not None:
        assert code in MESSAGES
        if MESSAGES[code].severity == "error":
            assert not value


@given(CELLS)
def test_reading_a_text_twice_changes_nothing(cell: Cell) -> None:
    once, code = values.text(cell, legacy=False)
    assert code or values.text(once, legacy=False) == (once, None)
    assert "\x00" not in once
