"""Georgian typed for the fonts of the nineties is found, and other languages are left alone."""

import csv
from pathlib import Path

import pytest

from ertad.engines.script import fold, from_legacy, looks_like_legacy
from ertad.engines.script.legacy import KEYBOARD

TYPED = {letter: key for key, letter in KEYBOARD.items()}


def typed(georgian: str) -> str:
    """As somebody types it whose font draws Georgian on Latin keys."""
    return "".join(TYPED.get(letter, letter) for letter in georgian)


GEORGIAN = [
    "საქართველო",
    "ბავშვთა და ახალგაზრდობის ცენტრი",
    "ფსიქოლოგის კონსულტაცია მოზარდებისთვის",
    "თავშესაფარი ძალადობის მსხვერპლთათვის",
    "არასრულწლოვანთა განრიდებისა და მედიაციის პროგრამა",
    "უფასო იურიდიული მომსახურება პრობაციონერებისთვის",
    "სახელოსნო, ფეხბურთი და ჭიდაობა",
    "ოჯახის მხარდაჭერა",
    "ზიანის შემცირების სერვისი თბილისში",
    "შრომითი უნარების სწავლება",
]


@pytest.mark.parametrize("text", GEORGIAN)
def test_legacy_text_is_recognised_and_restored(text: str) -> None:
    assert looks_like_legacy(typed(text))
    assert from_legacy(typed(text)) == text
    assert fold(typed(text)) == fold(text)


OTHERS = [
    # English
    "Legal aid for young people", "Youth centre and day care", "McDonald", "YouTube channel",
    "iPhone repair course", "eHealth and mHealth services", "Training of trainers (ToT)",
    "The Child Protection Centre", "JavaScript for beginners", "UNICEF Georgia", "NGO",
    "PhD students", "TBC Bank", "World Vision International", "Save the Children", "BeCause",
    "Psychological support to families", "Anger management group, Tuesdays", "reStart",
    "Second Chance School", "Big Brothers Big Sisters", "Drop-in centre at Rustavi",
    "DaCosta Street 5", "WiFi", "eTwinning", "LaTeX", "OpenSpace", "HIV and hepatitis C testing",
    # French
    "Aide juridique gratuite", "Centre d'accueil pour jeunes", "Soutien scolaire à Tbilissi",
    "Médiation pénale et réparation", "Réduction des risques", "Prévention de la récidive",
    "L'Échappée belle", "Maison de la Jeunesse et de la Culture", "Foyer Saint-Joseph",
    "Travail d'intérêt général", "Secours catholique", "Jean-Charles", "MédiaSport", "SOS Amitié",
    # romanised Georgian, as typed today
    "narkotikebi", "Sakartvelo", "bavshvta dakhmareba", "Tavshesapari", "Rustavshi 15 tslis",
    "Zugdidis Municipaliteti", "Chokhatauri", "Tsqaltubo",
    # addresses and codes
    "info@eCentre.ge", "www.youthCenter.ge", "reportT2024.docx", "A1C", "TS-12/R", "12R45",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_left_alone(text: str) -> None:
    assert not looks_like_legacy(text)


@pytest.mark.parametrize(
    "text", ["ufaso iuridiuli daxmareba", "saxelosno, Wadrakis wre da Widaoba", "Cveni saxli"]
)
def test_without_a_capital_inside_a_word_it_rather_misses(text: str) -> None:
    """As people romanise today, or with capitals at the beginning as other languages have."""
    assert not looks_like_legacy(text)


def test_no_label_of_the_vocabularies_is_taken_for_it() -> None:
    data = Path(__file__).parents[3] / "vocabulary" / "data"
    cells = [
        cell
        for path in data.rglob("*.csv")
        for row in csv.reader(path.read_text("utf-8").splitlines())
        for cell in row
    ]

    assert len(cells) > 3000
    assert [cell for cell in cells if looks_like_legacy(cell)] == []


def test_addresses_inside_legacy_text_stay() -> None:
    assert from_legacy("saqarTvelo info@centre.ge") == "საქართველო info@centre.ge"


@pytest.mark.parametrize("text", ["", " ", "123", "ქართული", "\x00", "T", "SSSS", "a" * 5000])
def test_what_is_no_text_is_no_legacy_text(text: str) -> None:
    assert not looks_like_legacy(text)
