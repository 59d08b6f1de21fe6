"""Places: a municipality or city, perhaps shortened; and street addresses with numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ertad.engines.script import fold, fold_word

from .evidence import Level
from .names import NUMBER_SIGN, Words, alike, compare_words
from .rarity import Rarity

_PLACE_NOISE = {
    folded
    for word in ("municipality", "municipalité", "მუნიციპალიტეტი", "city", "ქალაქი", "ville", "of")
    for folded in fold(word)
}
_ORDINALS_IN_WORDS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
_ORDINALS = {fold_word(word): number for word, number in _ORDINALS_IN_WORDS.items()}
# Kinds of street, written long or short in three languages, say nothing about which street.
_KINDS_OF_STREET = """
    st street str ave av avenue aven blvd boulevard blv boul rd road dr drive pl place sq square
    hwy highway ln lane ct court pkwy parkway ter terrace cir circle way
    rue chemin impasse quai route allee cours
    ქ ქუჩა გამზ გამზირი შეს შესახვევი ჩიხი მოედანი მოედ ხეივანი
    q k kucha qucha gamz gamziri shes shesakhvevi chikhi moedani moed kheivani
    between bet btw near off at of the and et de du des la le les corner cor კუთხე
    n north s south e east w west ne nw se sw block bloc bld bldg building კორპუსი კორპ
"""
_STREET_WORDS = {folded for word in _KINDS_OF_STREET.split() for folded in (word, *fold(word))}
# What follows one of these is a room, not the house.
_ROOM = re.compile(
    r"\b(?:suite|ste|apt|apartment|unit|room|rm|fl|floor|bte|bureau|ოთახი|ოთ|ბინა|ბ|სართული|სართ)"
    r"\b\.?\s*#?\s*[\w-]+|#\s*\w+|\b\d+(?:st|nd|rd|th)\s+(?:floor|fl)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SLIPPED = 0.65  # so much of a street's letters, with the number of the house, are the street
_HOUSE = re.compile(r"\d+[a-z]?")


def read_place(text: str) -> Words:
    """Folded words of a place in their order, without "municipality"."""
    found = fold(text[:100])
    return tuple(word for word in found if word not in _PLACE_NOISE) or tuple(found)


def judge_place(left: Words, right: Words, rarity: Rarity) -> tuple[Level, float]:
    """Level and bits of two places: the same, a part of the other, initials, or other."""
    if left == right:
        return Level.SAME, min(rarity.bits(" ".join(left)), 5.0)
    if " ".join(sorted(left)) == " ".join(sorted(right)) or "".join(left) == "".join(right):
        return Level.SAME, min(rarity.bits(" ".join(left)), 5.0)
    name, other_name = " ".join(left), " ".join(right)
    if rarity.mean_the_same(name, other_name):
        return Level.CLOSE, min(rarity.bits(name), rarity.bits(other_name), 2.0)
    # Of two places that are both in use, one is not a slip of the other (Kareli, Kvareli).
    slips = 1.0 if rarity.in_use(name, other_name) else 0.75
    close = _part_of(left, right, slips) or _part_of(right, left, slips)
    if close or _initials(left, right) or _initials(right, left):
        return Level.CLOSE, min(rarity.bits(name), rarity.bits(other_name), 2.0)
    return Level.DIFFERS, -3.5


def _part_of(less: Words, more: Words, likeness: float) -> bool:
    return all(any(word == own or alike(word, own) >= likeness for own in more) for word in less)


def _initials(short: Words, long: Words) -> bool:
    """`la` for Los Angeles, `nyc` for New York City, `s.f.` for San Francisco."""
    letters = "".join(short)
    first = "".join(word[0] for word in long)
    return len(long) > 1 and len(letters) >= 2 and first.startswith(letters[: len(first)])


class Address(NamedTuple):
    """House number (may be empty) and the words that tell the street."""

    number: str
    street: Words


def read_address(text: str) -> Address:
    """`12 Rustaveli Ave., apt. 4` and `რუსთაველის გამზ. 12` have one number, one street."""
    found = _words(_ROOM.sub(" ", text[:200]))
    number = _house(found)
    if not number:  # `Rustaveli St. #12`: a room only where the house has a number
        found = _words(text[:200])
        number = _house(found)
    street = {word for word in found if word not in _STREET_WORDS and word != number}
    if not street:
        street = {word for word in found if word != number}
    return Address(number, tuple(sorted(street))[:12])


def _words(text: str) -> list[str]:
    return [_ORDINALS.get(word, word) for word in fold(NUMBER_SIGN.sub(" ", text))]


def _house(found: list[str]) -> str:
    numbers = (word for word in found if _HOUSE.fullmatch(word) and not _ORDINAL.fullmatch(word))
    return next(numbers, "")


@lru_cache(maxsize=20_000)
def in_place(address: Address, place: frozenset[str]) -> Address:
    """The address without the place that the row gives anyway, if words remain."""
    street = tuple(word for word in address.street if word not in place)
    return Address(address.number, street) if street else address


def judge_address(left: Address, right: Address, rarity: Rarity) -> tuple[Level, float]:
    """Level and bits of two addresses; one word of the street in common is enough to doubt."""
    likeness = compare_words(left.street, right.street, rarity)
    less = min(likeness.left_only, likeness.right_only)
    shared = likeness.shared / (likeness.shared + less) if likeness.shared else 0.0
    numbered = bool(left.number and right.number)
    house = left.number.rstrip("abcdefg")
    same_number = numbered and house == right.number.rstrip("abcdefg")
    bits = min(rarity.bits(f"#{left.number}"), rarity.bits(f"#{right.number}"))
    if shared >= 0.7 and same_number:
        return Level.SAME, min(likeness.agreed + bits, 11.0)
    if shared >= 0.7 and not numbered:
        return Level.CLOSE, min(likeness.agreed, 5.0)
    if shared >= 0.7:
        return Level.PARTLY, -3.0
    if same_number and len(house) > 1:
        alike = ratio("".join(left.street), "".join(right.street)) / 100
        if alike >= _SLIPPED:
            return Level.CLOSE, min(alike * bits, 5.0)
        return Level.PARTLY, -1.0
    return Level.DIFFERS, -5.0
