"""Words of a text and their keys: one key for a word in all its forms, letters and habits.

`plain` keys keep the endings, `fold` keys do not. Index and query, and both sides of a linkage,
go through the same functions, so a key need not be beautiful, only the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .endings import stem
from .legacy import restore
from .letters import TABLES, collapse_habits, is_georgian, key_letters, modern, single_letters

_LONGEST = 64  # letters of a word that count
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ELISION = re.compile(r"(?:l|d|j|m|n|s|c|qu|lorsqu|puisqu|jusqu)'(?=[aeiouyhàâäéèêëîïôöùûü])")
# 12-ში, NGO-ს, მე-12: endings and ordinals set off by a hyphen are no words.
_ENDING_APART = re.compile(
    r"(?<=\w)-(?:ის|ს|ში|ზე|მა|მ|ით|დან|იდან|თან|სთან|თვის|ისთვის|სთვის|მდე|ე|ა|ი|ლი"
    r"|th|st|nd|rd|e|er|ème)(?!\w)|(?<!\w)(?:მე|me)-(?=\d)"
)
STOP_WORDS = frozenset((TABLES / "stop_words.txt").read_text("utf-8").split())


def words(text: str) -> list[str]:
    """Words in lower case, in order: letters and digits, an apostrophe inside a word kept.

    Mtavruli becomes Mkhedruli, text in the layout of the old fonts becomes Georgian, hyphens
    part words, French elisions (l', d', qu') and English 's are dropped.
    """
    return _words(restore(text))


def _words(text: str) -> list[str]:
    text = modern(text)
    if "-" in text:
        text = _ENDING_APART.sub(" ", text)
    found: list[str] = _TOKEN.findall(text)
    return [_without_elision(word) for word in found] if "'" in text else found


def _without_elision(word: str) -> str:
    word = _ELISION.sub("", word, count=1) if _ELISION.match(word) else word
    return word[:-2] if word.endswith("'s") and len(word) > 3 else word


def spelling(word: str) -> str:
    """The word in the key's alphabet, endings and doubled letters kept; \"\" without a letter.

    Slips of the finger are counted on it: a letter typed twice is one, and so is one left out.
    """
    key = key_letters(word[:_LONGEST])
    return key if _has_digit(key) else collapse_habits(key)


@lru_cache(maxsize=100_000)
def plain_word(word: str) -> str:
    """The word in the key's alphabet, habits collapsed, endings kept; \"\" if it has no letter."""
    key = spelling(word)
    return key if _has_digit(key) else single_letters(key)


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """The key that all forms of a word share; \"\" if it has no letter or digit.

    `fold_word(fold_word(word)) == fold_word(word)`. Letters that are neither Georgian nor Latin
    stay as they are, and so do words with a digit in them.
    """
    return _key_of(word)


@lru_cache(maxsize=100_000)
def _keys(part: str) -> tuple[str, ...]:
    """The keys of what stands between two spaces, mostly one word."""
    keys = [_key_of(word) for word in _words(part) if word not in STOP_WORDS]
    return tuple(key for key in keys if key)


def _key_of(word: str) -> str:
    key = _fold_once(word[:_LONGEST])
    while (again := _fold_once(key)) != key:
        key = again
    return key


def _fold_once(word: str) -> str:
    key = key_letters(word)
    if _has_digit(key):
        return key
    return stem(collapse_habits(key), georgian=is_georgian(modern(word)))


def _has_digit(key: str) -> bool:
    return not key.isalpha() and any(map(str.isdigit, key))


def fold(text: str) -> list[str]:
    """The key of each word in order, without the stop words of the three languages."""
    keys: list[str] = []
    for part in restore(text).split():
        keys += _keys(part)
    return keys


def plain(text: str) -> list[str]:
    """The words in order with their endings, for tiers of ranking that want the word itself."""
    return [key for word in words(text) if (key := plain_word(word))]
