"""The style sheet, the script and the templates keep the rules of the house."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOM = Path(__file__).resolve().parents[1]
STATIC = ROOM / "static" / "look"
CSS = (STATIC / "ertad.css").read_text("utf-8")
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def token(name: str) -> str:
    found = re.search(rf"--{name}:(#[0-9a-f]{{3,6}})", CSS)
    assert found, name
    value = found[1]
    return value if len(value) == 7 else "#" + "".join(2 * letter for letter in value[1:])


def test_georgian_is_never_capitalised_by_style() -> None:
    assert "text-transform" not in CSS
    assert "small-caps" not in CSS


def test_nothing_comes_from_another_host() -> None:
    assert not re.search(r"@import|https?:|//[a-z]", CSS)
    for address in re.findall(r"url\(([^)]+)\)", CSS):
        assert (STATIC / address.strip("\"'")).is_file()


def test_the_first_visit_stays_small() -> None:
    assert len(gzip.compress(CSS.encode())) < 8_000  # as it goes over the line
    assert (STATIC / "ertad.js").stat().st_size < 4_096


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "OFL.txt").read_text("utf-8")
    assert "Bitstream" in (STATIC / "fonts" / "DEJAVU.txt").read_text("utf-8")


@pytest.mark.parametrize("weight", [400, 600])
def test_letters_that_firago_lacks_are_in_the_second_typeface(weight: int) -> None:
    """Azerbaijani, Armenian and Russian, with their marks."""
    wanted = (
        "əƏğĞıİöÖşŞüÜçÇ" + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЯЁ№«»—"
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԱՖ՛՜՝՞։"
    )
    font = TTFont(STATIC / "fonts" / f"dejavu-{weight}.woff2").getBestCmap()
    assert [letter for letter in wanted if ord(letter) not in font] == []


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in ("ink", "muted", "brand", "link")
            for ground in ("paper", "card")
        ),
        *((kind, f"{kind}-soft") for kind in ("ok", "warn", "bad", "info")),
        *(("ink", band) for band in ("q0", "q1", "q2", "q3", "off", "plain-soft")),
        ("card", "q4"),
        ("card", "brand"),
        ("card", "bad"),
    ],
)
def test_words_can_be_read(ink: str, ground: str) -> None:
    assert contrast(token(ink), token(ground)) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "card"])
def test_edges_of_inputs_can_be_seen(ground: str) -> None:
    assert contrast(token("edge"), token(ground)) >= 3


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_inline_style_or_script_and_make_no_capitals(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\bstyle=|\bon[a-z]+=\"|<style|<script(?![^>]* src=)", source)
    assert not re.search(r"\|\s*(capfirst|upper|title)\b", source)
    assert "|safe" not in source
