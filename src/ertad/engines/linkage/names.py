"""Names and descriptions: sets of folded words, rare words counting more than common ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ertad.engines.script import name_key, plain
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from .evidence import Level
from .rarity import Rarity

Words = tuple[str, ...]  # distinct folded words, sorted
_LONGEST = 24  # words of a name; a pasted page is not a name
_LATER_WORDS = 0.8  # words of a name go together, so each further one says less


def read_words(text: str) -> Words:
    """The distinct folded words of a name, legal forms dropped if anything remains."""
    found = name_key(text[:400]).split() or plain(text[:400])
    return tuple(sorted(set(found)))[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sets of words, in bits: what both say, and what only one of them says."""

    agreed: float  # later words counted less
    shared: float
    left_only: float
    right_only: float
    numbers_differ: bool

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
    if any(letter.isdigit() for letter in one + other):
        return 0.0
    if len(short) == 1:
        return 0.4 if long.startswith(short) else 0.0
    if len(short) >= 4:
        slips = OSA.distance(short, long, score_cutoff=2)
        if slips <= (2 if len(long) >= 8 else 1):
            return 1.0 - 0.6 * slips / len(short)
    if len(short) >= 3 and long.startswith(short):
        return 0.75
    return 0.0


def compare_words(left: Words, right: Words, rarity: Rarity) -> Likeness:
    """What two sets of words share, each word worth its bits."""
    both = [word for word in left if word in right]
    bits = [rarity.bits(word) for word in both]
    left_rest = [word for word in left if word not in both]
    right_rest = [word for word in right if word not in both]
    if left_rest and right_rest:
        bits += _pair_off(left_rest, right_rest, rarity)
    shared = sum(bits)
    left_only = sum(rarity.bits(word) for word in left_rest)
    right_only = sum(rarity.bits(word) for word in right_rest)
    differ = _numbers_differ(left, right)
    if left_rest and right_rest and not differ and shared + left_only > 0:
        # Spaces in other places, or several slips: the letters as a whole.
        whole = ratio("".join(left), "".join(right)) / 100
        if whole >= 0.88:
            smaller = min(left_only, right_only)
            shared += whole * smaller
            bits.append(whole * smaller)
            left_only, right_only = left_only - smaller, right_only - smaller
    return Likeness(_together(bits), shared, left_only, right_only, differ)


def _together(bits: list[float]) -> float:
    """The sum, each further word counting less, rarest first."""
    ordered = sorted(bits, reverse=True)
    return sum(value * _LATER_WORDS**place for place, value in enumerate(ordered))


def _numbers_differ(left: Words, right: Words) -> bool:
    """School no. 12 is not school no. 13."""
    one = {word for word in left if word[0].isdigit()}
    other = {word for word in right if word[0].isdigit()}
    return bool(one and other and not one & other)


def _pair_off(left: list[str], right: list[str], rarity: Rarity) -> list[float]:
    """Take out pairs of words that are alike, best first; returns what each is worth."""
    worth: list[float] = []
    found = sorted(
        (-alike(one, other), one, other) for one in left for other in right if alike(one, other)
    )
    for negative, one, other in found:
        if one in left and other in right:
            # Two words that are both in use are two words, not one and a slip of it.
            in_use = min(rarity.count(one), rarity.count(other)) > 2
            if in_use and not (one.startswith(other) or other.startswith(one)):
                continue
            left.remove(one)
            right.remove(other)
            worth.append(-negative * min(rarity.bits(one), rarity.bits(other)))
    for halves, wholes in ((left, right), (right, left)):
        for word in list(wholes):
            pair = _two_halves(word, halves)
            if pair:
                halves[:] = [half for half in halves if half not in pair]
                wholes.remove(word)
                worth.append(rarity.bits(word))
    return worth


def _two_halves(word: str, halves: Sequence[str]) -> tuple[str, str] | None:
    """`jojo` for `jo jo`, `belair` for `bel air`."""
    for one in halves:
        if len(one) < len(word) and word.startswith(one) and word[len(one) :] in halves:
            return one, word[len(one) :]
    return None


def judge_name(left: Words, right: Words, rarity: Rarity) -> tuple[Level, float]:
    """Level and bits of two names."""
    if left == right:
        return Level.SAME, 1.0 + _together([rarity.bits(word) for word in left])
    likeness = compare_words(left, right, rarity)
    if likeness.numbers_differ:
        return Level.DIFFERS, -8.0
    quality = likeness.quality
    weight = likeness.agreed * quality - 8.0 * (1.0 - quality)
    if quality >= 0.9 and not likeness.contradict:
        return Level.CLOSE, weight
    return (Level.PARTLY if quality >= 0.45 else Level.DIFFERS), weight
