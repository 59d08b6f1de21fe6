"""From a word to the stem that its forms share.

The endings stand in `endings.csv` and come off from the outside in until none is left, whatever
the language: this is not grammar, but the forms of a word meet, and a key is its own key. Stems
that only look as if they had an ending, or are very short, stand in `stems.csv`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from .letters import TABLES, single_letters

_VOWELS = "aeiou"
_LONG_ENOUGH_WITHOUT_VOWEL = 4
# ყვარელი, ყვარლის: the last vowel before l, m, n, r goes, if another vowel stays.
_SYNCOPE = re.compile(r"(.*[aeiou].*([^aeiou\d]))[aeo](?!\2)([lmnr])$")
_MAY_LOSE_VOWEL = tuple("lmnr")


@dataclass(frozen=True, slots=True)
class Ending:
    """`key` comes off if `after` precedes it and `keep` letters remain."""

    key: str
    after: str
    keep: int

    def off(self, word: str) -> str | None:
        """The word without this ending, or None where it may not come off."""
        stem = word[: -len(self.key)]
        if not word.endswith(self.key) or not stem or not self._follows(stem):
            return None
        return stem if self._enough(stem) else None

    def _enough(self, stem: str) -> bool:
        if self.key != "o" and (known(stem) or (stem[-1] in "aei" and stem[:-1] in STEMS)):
            return True
        if self.key == "s" and stem[-1] in _VOWELS:
            return len(stem) > self.keep  # deda-s, but not pre-ss
        if len(stem) >= _LONG_ENOUGH_WITHOUT_VOWEL:
            return len(stem) >= self.keep
        return len(stem) >= self.keep and any(sign in _VOWELS for sign in stem)

    def _follows(self, stem: str) -> bool:
        match self.after:
            case "":
                return True
            case "vowel":
                return stem[-1] in _VOWELS
            case "consonant":
                return stem[-1] not in _VOWELS
            case "consonant or i":
                return stem[-1] not in "aeou"
            case "not d":
                return stem[-1] != "d"
            case _:
                return stem.endswith(self.after)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text("utf-8").splitlines()))


def _endings(letters: str) -> dict[str, list[Ending]]:
    """Endings by their last letter, longest first."""
    found: dict[str, list[Ending]] = {}
    for row in sorted(_rows("endings.csv"), key=lambda row: -len(row["key"])):
        if row["letters"] == letters:
            ending = Ending(row["key"], row["after"], int(row["keep"]))
            found.setdefault(ending.key[-1], []).append(ending)
    return found


STEMS = {row["stem"]: row["same_as"] or row["stem"] for row in _rows("stems.csv")}
_ANY = _endings("both")
_GEORGIAN_ONLY = _endings("georgian")  # in Latin letters they would cut too many other words


def known(stem: str) -> bool:
    """Whether `stems.csv` has it, doubled letters taken once."""
    return single_letters(stem) in STEMS


def stem(word: str, *, georgian: bool) -> str:
    """The stem of a word in the key's alphabet; `georgian` if it was written in Georgian."""
    if georgian:
        word = _outermost(word)
    while True:
        shorter = single_letters(_bare(word))
        if shorter not in STEMS and shorter.endswith(_MAY_LOSE_VOWEL):
            shorter = _SYNCOPE.sub(r"\1\3", shorter)
        shorter = STEMS.get(shorter, shorter)
        if shorter == word:
            return word
        word = shorter


def _outermost(word: str) -> str:
    """Without the clitic and the endings that only a word in Georgian letters can show."""
    for _ in range(2):
        for ending in _GEORGIAN_ONLY.get(word[-1:], ()):
            shorter = ending.off(word)
            if shorter is not None:
                word = shorter
                break
    return word


def _bare(word: str) -> str:
    while not known(word):
        endings = _ANY.get(word[-1:], ())
        found = [shorter for ending in endings if (shorter := ending.off(word)) is not None]
        if not found:
            break
        word = next(filter(known, found), found[0])
    return word
