"""Names and descriptions: sets of folded words, rare words counting more than common ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from ertad.engines.script import name_words, plain

from .evidence import Level
from .rarity import Rarity

Words = tuple[str, ...]  # distinct folded words, sorted
_LONGEST = 24  # words of a name; a pasted page is not a name
_LATER_WORDS = 0.8  # words of a name go together, so each further one says less
_SLIP_BITS = 2.0  # one writing in four of one thing has a slip
NUMBER_SIGN = re.compile(r"(?:№|#|\bn(?:o|r|°|º)?\.?)\s*(?=\d)", re.IGNORECASE)
_NUMBER_ENDING = re.compile(r"(?<=\d)\s?-?(?:ე|ა|th|st|nd|rd|er|e|ème|eme)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_GEORGIAN = re.compile("[\u10d0-\u10ff\u1c90-\u1cbf]")


class Name(NamedTuple):
    """A name in two readings.

    `words` are the same in all languages where they are type words, `told` are as written, so
    that a slip in a type word is still a slip. `numbers` are those among the words.
    """

    words: Words
    told: Words
    numbers: Words
    georgian: bool


def read_name(text: str) -> Name:
    """The distinct folded words of a name, legal forms dropped if anything remains."""
    text = text[:400]
    bare = text
    if _DIGIT.search(text):
        bare = _NUMBER_ENDING.sub(" ", NUMBER_SIGN.sub(" ", text))
    found, told = name_words(bare)
    return _name(found or plain(bare), told, bool(_GEORGIAN.search(text)))


def _name(found: Iterable[str], told: Iterable[str], georgian: bool) -> Name:
    words = tuple(sorted(set(found)))[:_LONGEST]
    as_told = tuple(sorted(set(told)))[:_LONGEST]
    numbers = tuple([word for word in words if word[0].isdigit()])
    return Name(words, words if as_told == words else as_told, numbers, georgian)


def without(name: Name, place: frozenset[str]) -> Name:
    """The name without the place that the row gives anyway, if words remain."""
    if place.isdisjoint(name.words):
        return name
    words = [word for word in name.words if word not in place]
    if not any(word.isalpha() for word in words):
        return name
    return _name(words, (word for word in name.told if word not in place), name.georgian)


class Likeness(NamedTuple):
    """Two sets of words, in bits: what both say, and what only one of them says."""

    agreed: float  # later words counted less
    shared: float
    left_only: float
    right_only: float

    @property
    def quality(self) -> float:
        """1 for the same words; saying less harms little, saying something else a lot."""
        less, more = sorted((self.left_only, self.right_only))
        whole = self.shared + less + 0.25 * (more - less)
        return self.shared / whole if whole else 0.0

    @property
    def contradict(self) -> bool:
        """Each side says something that the other does not."""
        return min(self.left_only, self.right_only) > 0


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """0 to 1: one slip of the finger (two in a long word), a cut word, an initial."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not (one.isalpha() and other.isalpha()) and _DIGIT.search(one + other):
        return 0.0
    if len(short) == 1:
        return 0.4 if long.startswith(short) else 0.0
    if len(short) >= 4:
        slips = OSA.distance(short, long, score_cutoff=2)
        if slips <= (2 if len(short) >= 9 else 1):
            return 1.0 - slips / len(short)
    if len(short) >= 3 and long.startswith(short):
        return 0.75
    return 0.0


def compare_words(left: Words, right: Words, rarity: Rarity) -> Likeness:
    """What two sets of words share, each word worth its bits."""
    worth = rarity.worth
    both = [word for word in left if word in right]
    bits = [worth[word] for word in both]
    left_rest = [word for word in left if word not in both]
    right_rest = [word for word in right if word not in both]
    if left_rest and right_rest:
        bits += _pair_off(left_rest, right_rest, rarity)
    shared = sum(bits)
    left_only = sum([worth[word] for word in left_rest])
    right_only = sum([worth[word] for word in right_rest])
    if left_rest and right_rest and shared:
        # Spaces in other places, or several slips: the letters of the rest as a whole.
        whole = ratio("".join(left_rest), "".join(right_rest), score_cutoff=80) / 100
        if whole:
            less = min(left_only, right_only)
            bits.append(max(whole * less - _SLIP_BITS, 0.0))
            shared += whole * less
            left_only, right_only = left_only - less, right_only - less
    return Likeness(_together(bits), shared, left_only, right_only)


def _together(bits: list[float]) -> float:
    """The sum, each further word counting less, rarest first."""
    total, share = 0.0, 1.0
    for value in sorted(bits, reverse=True):
        total += value * share
        share *= _LATER_WORDS
    return total


def _pair_off(left: list[str], right: list[str], rarity: Rarity) -> list[float]:
    """Take out pairs of words that are alike, best first; returns what each is worth."""
    worth: list[float] = []
    found = []
    for one in left:
        first, last = one[0], one[-1]
        for other in right:
            # A slip at both ends of a word is rare; two words learned to mean the same need none.
            if other[0] == first or other[-1] == last or rarity.learned:
                likeness = _likeness(one, other, rarity)
                if likeness > 0:
                    found.append((-likeness, min(one, other), max(one, other), one, other))
    found.sort()
    for negative, _first, _second, one, other in found:
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            bits = min(rarity.bits(one), rarity.bits(other))
            worth.append(max(-negative * bits - _SLIP_BITS, 0.1))
    if len(left) > 1:
        _join_halves(left, right, rarity, worth)
    if len(right) > 1:
        _join_halves(right, left, rarity, worth)
    return worth


def _likeness(one: str, other: str, rarity: Rarity) -> float:
    if rarity.learned and rarity.mean_the_same(one, other):
        return 1.0
    if one[0] != other[0] and one[-1] != other[-1]:
        return 0.0
    likeness = alike(one, other)
    if likeness and rarity.in_use(one, other):  # two words then, unless one is cut short
        return likeness if one.startswith(other) or other.startswith(one) else 0.0
    return likeness


def _join_halves(halves: list[str], wholes: list[str], rarity: Rarity, worth: list[float]) -> None:
    """`jojo` for `jo jo`, `belair` for `bel air`: taken out, and what it is worth added."""
    beginnings = tuple(halves)
    for word in [word for word in wholes if word.startswith(beginnings)]:
        for one in halves:
            if word.startswith(one) and word[len(one) :] in halves:
                pair = (one, word[len(one) :])
                halves[:] = [half for half in halves if half not in pair]
                wholes.remove(word)
                worth.append(rarity.bits(word))
                break


def judge_name(left: Name, right: Name, rarity: Rarity) -> tuple[Level, float]:
    """Level and bits of two names."""
    if left.words == right.words:
        whole = left.words
        words = _together([rarity.bits(word) for word in left.words])
        only = 3.0 if rarity.count(whole) <= 2 else 1.0
        return Level.SAME, only + max(words, min(rarity.bits(whole), words + 3.0))
    if left.numbers and right.numbers and set(left.numbers).isdisjoint(right.numbers):
        return Level.DIFFERS, -10.0  # school no. 12 is not school no. 13
    likeness = compare_words(left.words, right.words, rarity)
    as_told = left.told is left.words and right.told is right.words
    if left.georgian == right.georgian and likeness.shared and likeness.contradict and not as_told:
        told = compare_words(left.told, right.told, rarity)
        likeness = told if told.quality > likeness.quality else likeness
    quality = likeness.quality
    # In the other alphabet it may be the same name translated.
    against = 10.0 if left.georgian == right.georgian else 7.0
    weight = likeness.agreed * quality - against * (1.0 - quality)
    if quality >= 0.9 and not likeness.contradict:
        return Level.CLOSE, weight
    return (Level.PARTLY if quality >= 0.45 else Level.DIFFERS), weight
