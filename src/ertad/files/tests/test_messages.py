"""The catalogue of findings: complete in three languages, and every sentence can be filled in."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from ertad.files.spreadsheets.messages import MESSAGES, place_said, said, said_of
from ertad.files.spreadsheets.problems import Problem, cell_name, cell_place

ROOM = Path(__file__).resolve().parents[1]
PARAMS = {
    **dict.fromkeys(("limit", "length", "line"), 7),
    **dict.fromkeys(
        ("sheet", "cell", "range", "rows", "name", "column", "first", "value", "example"), "x"
    ),
}


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


def test_a_finding_says_what_where_and_what_to_do() -> None:
    problem = Problem("error_value", "Services", 5, 3, "#REF!")
    assert said_of(problem) == (
        "The cell shows an error: #REF!.",
        "Type the value itself into the cell.",
    )
    assert place_said(problem) == "Sheet Services, cell C5"
    assert place_said(Problem("totals_row", "Services", 5)) == "Sheet Services, row 5"
    assert place_said(Problem("no_header_row", "Services")) == "Sheet Services"
    assert place_said(Problem("no_header_row")) == ""


def test_every_sentence_can_be_filled_in() -> None:
    for code in MESSAGES:
        assert all("%(" not in part and part for part in said(code, PARAMS))


@pytest.mark.parametrize("language", ["ka", "fr"])
def test_translations_are_complete_and_name_the_same_params(language: str) -> None:
    path = ROOM / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in MESSAGES.values():
        for english in (str(message.text), str(message.remedy)):
            known = catalogue.get(english)
            assert known, english
            assert isinstance(known.string, str)
            assert known.string, english
            assert params_in(known.string) == params_in(english)
            assert not re.search("[\u1c90-\u1cbf]", known.string)


def params_in(text: str) -> list[str]:
    return sorted(re.findall(r"%\((\w+)\)s", text))


def test_names_of_cells() -> None:
    for column, letters in ((1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16_384, "XFD")):
        assert cell_name(5, column) == f"{letters}5"
        assert cell_place(f"{letters}5") == (5, column)
    for wrong in ("5", "A", "", "A1B", "ა1", "$A$1"):
        with pytest.raises(ValueError):
            cell_place(wrong)
