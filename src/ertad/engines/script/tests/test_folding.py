"""All forms of a word have one key; words that only look alike have not."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ertad.engines.script import (
    fold,
    fold_word,
    from_legacy,
    looks_like_legacy,
    name_key,
    plain,
    romanise,
    spelling,
    words,
)

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


FORMS = _rows("forms.csv")
APART = _rows("apart.csv")


@pytest.mark.parametrize("row", FORMS, ids=[row["nominative"] for row in FORMS])
def test_every_form_of_a_word_has_one_key(row: dict[str, str]) -> None:
    forms = [form for column, form in row.items() if column != "kind" and form]

    assert {tuple(fold(form)) for form in forms} == {tuple(fold(row["nominative"]))}


@pytest.mark.parametrize("row", APART, ids=[f"{row['one']}-{row['other']}" for row in APART])
def test_different_words_have_different_keys(row: dict[str, str]) -> None:
    assert fold(row["one"]) != fold(row["other"])


def test_everyday_words_do_not_meet_one_another() -> None:
    keys: dict[tuple[str, ...], set[str]] = {}
    for row in FORMS:
        keys.setdefault(tuple(fold(row["nominative"])), set()).add(row["nominative"])

    assert [said for said in keys.values() if len(said) > 1] == []


@pytest.mark.parametrize(
    ("habits", "georgian"),
    [
        ("kheli xeli", "ხელი"), ("tsiteli citeli witeli", "წითელი"), ("ghame game", "ღამე"),
        ("qveli kveli yveli", "ყველი"), ("Fonti ponti", "ფონტი"), ("zhami jami", "ჟამი"),
        ("chai tchai", "ჩაი"), ("Koutaïssi Kutaissi kutaisi qutaisi", "ქუთაისი"),
        ("system sistema systeme", "სისტემა"), ("wylis tsqlis", "წყლის"),
    ],
)  # fmt: skip
def test_habits_of_romanising_collapse(habits: str, georgian: str) -> None:
    assert {fold_word(word) for word in words(habits)} == {fold_word(georgian)}


def test_a_y_between_consonants_is_a_vowel_and_elsewhere_a_letter() -> None:
    assert fold_word("syringe") != fold_word("სკრიინგი")
    assert plain("symptom") == plain("simptom")
    assert plain("yvareli") == plain("ყვარელი")
    assert plain("tyibuli") == plain("ტყიბული")


def test_words_come_in_order_without_elisions_and_endings_apart() -> None:
    assert words("L'école d'été") == ["école", "été"]
    assert words("the child's NGO-ს 12-ში, მე-12") == ["the", "child", "ngo", "12", "12"]
    assert fold("school for the children") == fold("school children")
    assert words("ᲡᲙᲝᲚᲐ") == words("სკოლა")


def test_plain_keeps_endings_and_spelling_keeps_doubled_letters() -> None:
    assert plain("სკოლას სკოლა") == ["skolas", "skola"]
    assert (spelling("ბინნა"), plain("ბინნა")) == ("binna", ["bina"])
    assert spelling("!") == fold_word("!") == ""


def test_the_national_system_is_written_with_and_without_apostrophes() -> None:
    assert romanise("წყალტუბო") == "tsqaltubo"
    assert romanise("წყალტუბო", apostrophes=True) == "ts'q'alt'ubo"
    assert romanise("Ertad 3 ᲔᲠᲗᲐᲓ") == "Ertad 3 ertad"


MIXED = st.text(
    st.one_of(
        st.characters(min_codepoint=0x10D0, max_codepoint=0x10FF),
        st.sampled_from("abcdefghijklmnopqrstuvwxyzABCTSRZWJ'’-éèçïœš .,/0123456789"),
        st.characters(),
    ),
    max_size=80,
)


@given(MIXED)
def test_folding_is_idempotent_and_never_raises(text: str) -> None:
    for word in words(text):
        key = fold_word(word)
        assert fold_word(key) == key
        assert len(key) <= 64 * 4
    assert all(fold(text)) or not fold(text)
    assert all(plain(text))


@given(MIXED)
def test_nothing_raises(text: str) -> None:
    assert isinstance(name_key(text), str)
    assert isinstance(romanise(text), str)
    assert isinstance(from_legacy(text), str)
    assert looks_like_legacy(text) in (True, False)
    spelling(text)


@given(st.text(st.characters(min_codepoint=0x10D0, max_codepoint=0x10F0), min_size=1, max_size=20))
def test_a_georgian_word_and_its_romanisations_are_spelt_alike(word: str) -> None:
    """Endings that only Georgian letters show aside, the letters are the same."""
    assert spelling(romanise(word, apostrophes=True)).count("a") >= word.count("ა")
    assert plain(word) == plain(chr_upper(word))


def chr_upper(word: str) -> str:
    """In Mtavruli, the capitals of headings."""
    return "".join(chr(0x1C90 + ord(letter) - 0x10D0) for letter in word)
