"""Georgian and French interface texts keep what the English ones promise, letter for letter."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parents[2]
LANGUAGES = ("ka", "fr")
MORE_LANGUAGES = ("az", "hy", "ru")
"""Of leaflets and notices: texts of one room."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[%sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
GEORGIAN = re.compile(r"[\u10d0-\u10fa]")
MTAVRULI = re.compile(r"[\u1c90-\u1cbf\u10a0-\u10c5]")
QUOTED = re.compile(r"„[^„“”]*“")
LATIN = re.compile(r"[A-Za-z][A-Za-z.]*[A-Za-z]|[A-Za-z]")
KEPT_IN_LATIN = frozenset(
    re.findall(
        r"\S+",
        "Excel LibreOffice CSV UTF XML MB zip xlsx xlsm xlsb xls ods csv https PDF HSDS id"
        " File Info Protect Workbook name example.ge MO FR ka ru json apply"
        " WCAG AA CC BY SA FiraGO SIL Open Font License GeoNames Eligibility Who On First s"
        " Human Services Data Specification A Enter Tab docx vCard ics iCalendar"
        " YAML UTF ertad_mapping ertad mapping tables source key holds columns through n Title"
        " append true false split GE US AcadNusx Atom HTML"
        " unknown institution institutions values ignore create write DejaVu Sans Bitstream Vera"
        " JSON Argon Word JPEG PNG",
    )
)
"""Names, formats, licences and what is typed as it stands."""


class Text(NamedTuple):
    """`english` is the plural of a text with plural forms, `of_one` its form for one thing."""

    where: str
    english: str
    answer: str
    of_one: bool = False


def catalogues(language: str) -> Iterator[tuple[str, Catalog]]:
    for path in sorted(ROOMS.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        yield path.parents[3].name, read_po(BytesIO(path.read_bytes()), locale=language)


def texts(language: str) -> list[Text]:
    """Every answer, each plural form on its own."""
    found: list[Text] = []
    for room, catalogue in catalogues(language):
        for message in catalogue:
            if not message.id:
                continue
            english = message.id if isinstance(message.id, str) else message.id[-1]
            said = message.string or ""
            answers = [said] if isinstance(said, str) else list(said)
            for number, answer in enumerate(answers, start=1):
                if answer:
                    of_one = number < len(answers)
                    found.append(Text(f"{room}: {english}", english, answer, of_one))
    return found


def words_of(text: str) -> str:
    """The text without placeholders and HTML."""
    return TAG.sub(" ", PLACEHOLDER.sub(" ", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_room_with_texts_is_here(language: str) -> None:
    assert {"look", "files", "people", "directory", "site"} <= {
        room for room, _catalogue in catalogues(language)
    }
    assert len(texts(language)) > 500


@pytest.mark.parametrize("language", LANGUAGES + MORE_LANGUAGES)
def test_placeholders_are_those_of_the_source(language: str) -> None:
    """Only the form for one thing may leave the number out."""
    wrong = []
    for text in texts(language):
        kept = sorted(PLACEHOLDER.findall(text.answer))
        given = sorted(PLACEHOLDER.findall(text.english))
        if kept != given and not (text.of_one and set(kept) < set(given)):
            wrong.append((text.where, text.answer))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES + MORE_LANGUAGES)
def test_html_is_that_of_the_source(language: str) -> None:
    wrong = [
        (where, answer)
        for where, english, answer, _one in texts(language)
        if sorted(TAG.findall(answer)) != sorted(TAG.findall(english))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leads_to_something_or_asks_still_does(language: str) -> None:
    wrong = [
        (where, answer)
        for where, english, answer, _one in texts(language)
        if english[-1] in ":?" and answer[-1] != english[-1]
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES + MORE_LANGUAGES)
def test_no_space_hangs_at_an_end(language: str) -> None:
    wrong = [where for where, _english, answer, _one in texts(language) if answer != answer.strip()]
    assert wrong == []


def test_georgian_has_no_capitals() -> None:
    assert [where for where, _english, answer, _one in texts("ka") if MTAVRULI.search(answer)] == []


def test_georgian_is_written_in_georgian() -> None:
    unsaid = [
        where
        for where, english, answer, _one in texts("ka")
        if re.search(r"[A-Za-z]", words_of(english)) and not GEORGIAN.search(answer)
    ]
    assert unsaid == []


def test_georgian_quotation_marks() -> None:
    wrong = [
        (where, answer)
        for where, _english, answer, _one in texts("ka")
        if re.search(r"[\"“”„'‘]", QUOTED.sub("", words_of(answer)))
    ]
    assert wrong == []


def test_nothing_latin_is_left_over_in_georgian() -> None:
    left = {
        word: where
        for where, _english, answer, _one in texts("ka")
        for word in LATIN.findall(words_of(answer))
        if word not in KEPT_IN_LATIN
    }
    assert left == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_has_one_answer(language: str) -> None:
    """Django joins the rooms' catalogues: without a context, the last room's answer would win."""
    said: dict[str, set[str]] = {}
    for _room, catalogue in catalogues(language):
        for message in catalogue:
            if isinstance(message.id, str) and message.id and not message.context:
                said.setdefault(message.id, set()).add(str(message.string))
    assert {text: found for text, found in said.items() if len(found - {""}) > 1} == {}


@pytest.mark.parametrize(
    ("language", "letters"), [("az", "A-Za-zəƏ"), ("hy", "\u0530-\u058f"), ("ru", "\u0400-\u04ff")]
)
def test_further_languages_are_written_in_their_own_letters(language: str, letters: str) -> None:
    """No sentence was left in another script, and none says what the English one says."""
    found = texts(language)
    assert len(found) > 50
    wrong = [
        text.where
        for text in found
        if re.search(r"[A-Za-z]", words_of(text.english).replace("Ertad", ""))
        and (not re.search(f"[{letters}]", words_of(text.answer)) or text.answer == text.english)
    ]
    assert [each for each in wrong if "%(phone)s" not in each] == []
    if language == "az":
        return
    latin = {word for text in found for word in LATIN.findall(words_of(text.answer))}
    assert latin <= {"Ertad"}


@pytest.mark.parametrize("language", ["az", "ru"])
def test_what_leads_to_something_or_asks_still_does_in_further_languages(language: str) -> None:
    """Armenian has marks of its own for both, inside the word."""
    wrong = [
        (where, answer)
        for where, english, answer, _one in texts(language)
        if english[-1] in ":?" and answer[-1] != english[-1]
    ]
    assert wrong == []
