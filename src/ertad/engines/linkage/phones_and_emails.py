"""Phone numbers and e-mail addresses, however they are written."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from .evidence import Level
from .rarity import Rarity

_EXTENSION = re.compile(r"\(?(?:ext|x|poste|დამ|შიდა)\w*\.?:?\s*\d{1,5}\s*\)?\s*$", re.IGNORECASE)
_APART = re.compile(r"[;,\n]|\bor\b|\bან\b|\bდა\b|\bet\b|\bou\b", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+'-]+@[\w.-]+")
_COUNTRY = ("995", "33", "1")


def read_phones(text: str) -> tuple[str, ...]:
    """The digits of each number, without the country and without a leading zero."""
    found: list[str] = []
    for part in _APART.split(text[:200]):
        digits = _digits(part)
        # Two numbers around a slash, or one with a slash in it?
        sides = [_digits(side) for side in part.split("/")]
        if len(sides) > 1 and all(len(side) >= 6 for side in sides):
            found.extend(sides)
        elif 5 <= len(digits) <= 15:
            found.append(digits)
    return tuple(dict.fromkeys(found))


def _digits(part: str) -> str:
    digits = re.sub(r"\D", "", _EXTENSION.sub("", part))
    if not digits.isascii():  # other scripts have digits too
        digits = "".join(str(int(digit)) for digit in digits)
    digits = digits.removeprefix("00")
    for country in _COUNTRY:
        if digits.startswith(country) and len(digits) - len(country) >= 9:
            digits = digits.removeprefix(country)
            break
    return digits.lstrip("0")


def judge_phones(
    left: tuple[str, ...], right: tuple[str, ...], rarity: Rarity
) -> tuple[Level, float]:
    """The best agreement of any number with any other."""
    best = (Level.DIFFERS, -2.5)
    for one in left:
        for other in right:
            found = _judge_phone(one, other, rarity)
            if found[1] > best[1]:
                best = found
    return best


def _judge_phone(one: str, other: str, rarity: Rarity) -> tuple[Level, float]:
    bits = min(rarity.bits(one), rarity.bits(other))
    if one == other:
        return Level.SAME, min(bits, 12.0)
    short, long = sorted((one, other), key=len)
    if len(short) >= 6 and long.endswith(short):
        return Level.SAME, min(bits - 1.0, 9.0)
    if len(short) >= 9 and short[-7:] == long[-7:]:
        return Level.CLOSE, min(bits - 1.0, 7.0)  # an area code that was changed
    if len(short) >= 7 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return Level.CLOSE, min(bits - 3.0, 5.0)
    return Level.DIFFERS, -2.5


def read_emails(text: str) -> tuple[str, ...]:
    """All e-mail addresses in a text, lower case."""
    return tuple(dict.fromkeys(found.casefold() for found in _MAIL.findall(text[:300])))


def judge_emails(
    left: tuple[str, ...], right: tuple[str, ...], rarity: Rarity
) -> tuple[Level, float]:
    """The best agreement of any address with any other; a rare domain says something too."""
    best = (Level.DIFFERS, -1.5)
    for one in left:
        for other in right:
            found = _judge_email(one, other, rarity)
            if found[1] > best[1]:
                best = found
    return best


def _judge_email(one: str, other: str, rarity: Rarity) -> tuple[Level, float]:
    if one == other:
        return Level.SAME, min(rarity.bits(one), 11.0)
    if OSA.distance(one, other, score_cutoff=1) <= 1 and not _numbers_apart(one, other):
        return Level.CLOSE, min(rarity.bits(one), rarity.bits(other), 7.0)
    domain, its = one.rpartition("@")[2], other.rpartition("@")[2]
    if domain == its:
        return Level.PARTLY, min(max(rarity.bits(f"@{domain}") - 5.0, -1.0), 3.0)
    return Level.DIFFERS, -1.5


def _numbers_apart(one: str, other: str) -> bool:
    """`school12@` is not `school13@`."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)
