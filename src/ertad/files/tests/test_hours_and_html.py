"""Hours in words and HTML in cells: what is understood, what is kept, and nothing that runs."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.files.spreadsheets.values.hours import HoursRead, hours, in_words
from ertad.files.spreadsheets.values.hours_words import WEEK
from ertad.files.spreadsheets.values.markup import from_html, holds_html

WORKING = WEEK[:5]


def spans(days: tuple[str, ...], *times: str) -> list[list[str]]:
    return [[day, *time.split("-")] for day in days for time in times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon–Fri 9–5, lunch 1–2", spans(WORKING, "09:00-13:00", "14:00-17:00")),
        ("ორშ-პარ 10:00–18:00", spans(WORKING, "10:00-18:00")),
        ("lun–ven 9h–17h", spans(WORKING, "09:00-17:00")),
        ("24/7", spans(WEEK, "00:00-23:59")),
        ("Monday to Friday, 9 am to 5:30 pm", spans(WORKING, "09:00-17:30")),
        ("9-17 Mon, Wed & Fri", spans(("MO", "WE", "FR"), "09:00-17:00")),
        ("Mon-Thu 9-12, 1-5", spans(WEEK[:4], "09:00-12:00", "13:00-17:00")),
        ("weekdays 8:30am-4pm", spans(WORKING, "08:30-16:00")),
        ("Sat 10am-noon", spans(("SA",), "10:00-12:00")),
        ("Sunday: Closed Monday: 9:00-17:00", spans(("MO",), "09:00-17:00")),
        ("Fri 20:00-02:00", [["FR", "20:00", "23:59"], ["SA", "00:00", "02:00"]]),
        (
            "ორშაბათიდან პარასკევამდე 10:00-დან 18:00-მდე, შესვენება 13:00-14:00",
            spans(WORKING, "10:00-13:00", "14:00-18:00"),
        ),
        ("ორშაბათი-შაბათი: 09:00-18:00, კვირა დახურულია", spans(WEEK[:6], "09:00-18:00")),
        ("სამშაბათს 10:00 საათიდან 18:00 საათამდე", spans(("TU",), "10:00-18:00")),
        ("ყოველდღე 10-19", spans(WEEK, "10:00-19:00")),
        (
            "du lundi au vendredi de 9h à 12h30 et de 14h à 18h",
            spans(WORKING, "09:00-12:30", "14:00-18:00"),
        ),
        ("Lundi, mercredi 9h30–12h; fermé le mardi", spans(("MO", "WE"), "09:30-12:00")),
    ],
)
def test_what_people_write_becomes_a_schedule(text: str, expected: list[list[str]]) -> None:
    assert hours(text) == HoursRead(expected)


@pytest.mark.parametrize(
    "text",
    ["by appointment", "sur rendez-vous", "წინასწარი ჩაწერით", "first Tuesday of the month 5-7pm",
     "10:00-18:00", "call us", "Mon 25:00-26:00", "Mon", "closed", "Mon 9", "x" * 3000],
)  # fmt: skip
def test_what_it_does_not_know_it_does_not_guess(text: str) -> None:
    read = hours(text)
    assert (read.spans, read.kept, read.code) == ([], text, "hours_not_read")


@pytest.mark.parametrize(
    "text",
    ["Mon 9-5; Mon 10-6", "Mon 9-5, closed Mon", "ორშ 18:00-10:30", "Tue 14:00-09:00",
     "Mon-Fri 9-5, lunch 18:00-19:00", "mardi 17h-12h"],
)  # fmt: skip
def test_hours_that_contradict_themselves_are_kept_as_text(text: str) -> None:
    read = hours(text)
    assert (read.spans, read.kept, read.code) == ([], text, "hours_contradict")
    assert read.detail


def test_words_beside_the_hours_are_kept_too() -> None:
    text = "Mon-Fri 9-5 by appointment"
    read = hours(text)
    assert (read.spans, read.kept, read.code) == (
        spans(WORKING, "09:00-17:00"), text, "hours_and_words",
    )  # fmt: skip


def test_a_column_of_one_day() -> None:
    assert hours("9-17", day="TU").spans == [["TU", "09:00", "17:00"]]
    assert hours("9-12, 13-17", day="SA").spans == spans(("SA",), "09:00-12:00", "13:00-17:00")
    assert hours("closed", day="SU") == HoursRead()
    assert hours("Monday 9-17", day="TU").code == "hours_contradict"


TIMES = st.tuples(st.integers(0, 23 * 60 + 50), st.integers(1, 600)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 23 * 60 + 59))
)
DAY_WORDS = {
    "en": ("Monday", "Tue", "Wed.", "Thursdays", "Fri", "Saturday", "Sun"),
    "ka": ("ორშაბათი", "სამშ", "ოთხშაბათს", "ხუთ.", "პარასკევი", "შაბათს", "კვირას"),
    "fr": ("lundi", "mar", "mercredi", "jeu.", "vendredis", "samedi", "dim"),
}
DAY_AND_TIMES = st.dictionaries(st.sampled_from(WEEK), TIMES, min_size=1)


@given(st.sampled_from(sorted(DAY_WORDS)), DAY_AND_TIMES, st.sampled_from([", ", "; ", "\n", " "]))
def test_any_schedule_that_is_written_out_is_read_back(
    language: str, week: dict[str, tuple[int, int]], between: str
) -> None:
    def clock(minutes: int) -> str:
        return f"{minutes // 60:02}:{minutes % 60:02}"

    order = sorted(week, key=WEEK.index)
    names = dict(zip(WEEK, DAY_WORDS[language], strict=True))
    text = between.join(f"{names[d]} {clock(week[d][0])}–{clock(week[d][1])}" for d in order)
    told = [[day, clock(week[day][0]), clock(week[day][1])] for day in order]
    read = hours(text)
    if language != "en" or any(opens >= 13 * 60 for opens, _closes in week.values()):
        assert read == HoursRead(told), text
    else:
        assert all(span[1] < span[2] for span in read.spans)


PIECES = st.lists(
    st.sampled_from([*"0123456789:-–,; \n./()hap", "mon", "ორშ", "lun", "closed", "lunch", "24/7",
                     "დან", "მდე", "to", "სამუშაო", "შესვენება", "noon", "13:00", "9", "x"]),
    max_size=25,
)  # fmt: skip


@given(PIECES.map("".join) | st.text(max_size=80), st.sampled_from(["", *WEEK]))
def test_nothing_said_is_lost_and_no_schedule_is_impossible(text: str, day: str) -> None:
    read = hours(text, day=day)
    assert [span[0] for span in read.spans] == sorted(
        (span[0] for span in read.spans), key=WEEK.index
    )
    for span in read.spans:
        assert "00:00" <= span[1] < span[2] <= "23:59"
    for one, two in zip(read.spans, read.spans[1:], strict=False):
        assert one[0] != two[0] or one[2] <= two[1]
    if text.split() and not read.spans and not day:
        assert read.kept
        assert read.code
    assert not (read.code == "hours_contradict" and read.spans)
    assert isinstance(in_words(read.spans), str)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("<ol><li>x<li>y</ol>after", "1. x\n2. y\n\nafter"),
        ("line<br>next<br/>last", "line\nnext\nlast"),
        ("AT&amp;T\nkeeps its line", "AT&T\nkeeps its line"),
        ("two\nlines <b>bold</b>", "two\nlines bold"),
        ("<p>two\nwords</p>", "two words"),
        ('<a href="https://example.ge/a">our page</a>', "our page (https://example.ge/a)"),
        ('<a href="mailto:a@example.ge">a@example.ge</a>', "a@example.ge"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ("<script>alert(1)</script>Hi<style>p{color:red}</style>", "Hi"),
        ("<table><tr><td>Mon</td><td>9-5</td></tr><tr><td>Tue</td></tr></table>", "Mon 9-5\nTue"),
        ('<img src=x onerror="alert(1)">picture', "picture"),
        ("<!-- note -->text", "text"),
    ],
)
def test_html_becomes_text_with_its_structure(html: str, text: str) -> None:
    assert holds_html(html)
    assert from_html(html) == text


@pytest.mark.parametrize("text", ["3 < 5 and 6 > 2", "Smith & Sons", "a<b", "<3", "x &y; z", ""])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert not holds_html(text)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<li>", "<ul>", "</ul>", "<ol>", "</ol>", "<script>", "</script>",
     "<style>", "<a href='javascript:x'>", "</a>", "<table><tr><td>", "<div", ">", "&lt;", "&#0;",
     "&nbsp;", "<!--", "-->", "<svg onload=x>", "<b>", "\x00", "\n", "text "]
)  # fmt: skip


@given(st.lists(TAGS | st.text(max_size=10), max_size=30).map("".join))
def test_no_html_breaks_it_and_no_tag_comes_through(html: str) -> None:
    text = from_html(html)
    assert text == text.strip()
    assert "\n\n\n" not in text
    if "&" not in html:
        assert not re.search(r"<(script|style|svg|a|p|br|li)\b[^>]*>", text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl",
       "Zp")), min_size=1, max_size=60))  # fmt: skip
def test_the_words_of_a_paragraph_are_the_words(text: str) -> None:
    assert from_html(f"<p>{escape(text)}</p>") == text.strip()


def test_a_hundred_thousand_open_tags_end_at_once() -> None:
    assert from_html("<div>" * 20_000 + "x") == "x"
