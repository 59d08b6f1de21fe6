"""The Georgian letters: how each is written in Latin, typed on a keyboard, and keyed.

The table is `letters.csv`; where it comes from stands in README.md beside it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

TABLES = Path(__file__).parent
APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ`´ʹ′‛＇"), "'")

_ROWS = list(csv.DictReader((TABLES / "letters.csv").read_text("utf-8").splitlines()))
_NATIONAL = {ord(row["letter"]): row["national"] for row in _ROWS}
_NATIONAL_PLAIN = {ord(row["letter"]): row["national_plain"] for row in _ROWS}
KEYBOARD = {row["keyboard"]: row["letter"] for row in _ROWS}  # Latin key to Georgian letter
KEYS = {ord(row["letter"]): row["key"] for row in _ROWS}
# The old ecclesiastical letters stand at fixed distances from today's.
_OLD = {start + at: chr(0x10D0 + at) for start in (0x10A0, 0x2D00) for at in range(38)}
# ASCII but for the back quote, letters of French, usual quotation marks and dashes, Mkhedruli.
_EVERYDAY = re.compile(
    "[\x00-_a-\x7f\u00ab\u00bb\u00c0-\u00d6\u00d8-\u00de\u00e0-\u00f6\u00f8-\u00ff"
    "\u2013\u201c-\u201e\u10d0-\u10fa]*"
)
_GEORGIAN = re.compile("[\u10d0-\u10ff]")
# Letters that do not fall apart into a Latin letter and an accent.
_LATIN = {ord("œ"): "oe", ord("æ"): "e", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}
_CARONS = {ord("š"): "sh", ord("č"): "ch", ord("ž"): "zh"}
_IN_KEYS = _CARONS | _LATIN | KEYS
# One spelling of each sound (ts before h is t and sh: advokatshi). An h is left over only in sh
# and ch, so that a key is its own key.
_HABITS = {
    "tch": "ch",
    "sh": "sh",
    "ch": "ch",
    "kh": "x",
    "gh": "g",
    "dzh": "j",
    "zh": "j",
    "dj": "j",
    "ph": "p",
    "ts": "c",
    "f": "p",
    "q": "k",
    "h": "x",
    "g": "g",  # French gue, gui
}
_HABIT = re.compile(r"tch|[sck]h|gh|dzh|zh|dj|ph|ts(?!$|h)|[fqh]|gu(?=[ei])")
_V = re.compile(r"(?<=[kqgtdzjxh])w")  # kwemo; elsewhere w is the key of წ
_FINAL_Y = re.compile(r"y(?=s?$)")  # family; elsewhere y is the key of ყ
# system, syringe: no ყ stands between these; wylis (წყლის) and myvari keep theirs.
_VOWEL_Y = re.compile(r"(?<=[b-df-hj-np-tvxz])y(?=[b-df-hjkmnp-qstxz])|(?<=(?<!t)s)y(?=[lr])")
_OU = re.compile(r"o+u+")
_DOUBLE = re.compile(r"([^\W\d_])\1+")


def is_georgian(word: str) -> bool:
    """Whether any letter of it is Georgian (Mkhedruli)."""
    return bool(_GEORGIAN.search(word))


def modern(text: str) -> str:
    """Lower case, composed, apostrophes alike, and only Mkhedruli of the Georgian scripts."""
    if _EVERYDAY.fullmatch(text):
        return text.lower()
    composed = unicodedata.normalize("NFKC", text.translate(APOSTROPHES)).casefold()
    composed = unicodedata.normalize("NFKC", composed).translate(_OLD).translate(APOSTROPHES)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Mn")


def key_letters(word: str) -> str:
    """Only letters and digits, in the key's alphabet; habits not yet collapsed."""
    word = modern(word)
    if not word.isascii():
        word = word.translate(_IN_KEYS)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return word if word.isalnum() else "".join(sign for sign in word if sign.isalnum())


def collapse_habits(word: str) -> str:
    """One spelling for what people write in several: kh/x/h, ts/c/w, gh/g, q/k/y, p/f, zh/j."""
    if word.endswith("aux"):
        word = word[:-3] + "al"  # sociaux, hôpitaux
    if "ou" in word:
        word = _OU.sub("u", word)
    if "w" in word:
        word = _V.sub("v", word)
    if "y" in word:
        word = _VOWEL_Y.sub("i", _FINAL_Y.sub("i", word))
    word = word.replace("y", "k").replace("w", "c")
    return _HABIT.sub(lambda found: _HABITS.get(found[0], "g"), word)


def single_letters(word: str) -> str:
    """Doubled letters once: counselling, Koutaïssi."""
    return _DOUBLE.sub(r"\1", word) if _DOUBLE.search(word) else word


def romanise(text: str, *, apostrophes: bool = False) -> str:
    """Georgian letters in the national system of 2002; everything else stays as it is.

    With `apostrophes`, the ejectives are marked (k', p', t', q', ts', ch') as the system has it.
    """
    if text.isascii():
        return text
    mkhedruli = "".join(
        sign.lower() if "\u1c90" <= sign <= "\u1cbf" else sign for sign in text
    ).translate(_OLD)
    return mkhedruli.translate(_NATIONAL if apostrophes else _NATIONAL_PLAIN)
