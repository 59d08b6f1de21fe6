"""How roomy a leaflet is: few services get all of their words, in large letters; many get less.

WeasyPrint lays out a page in half a second, so heights are estimated first and tried from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from ertad.kernel.languages import Said
from ertad.profiles.queries import Line

HEIGHT_MM, WIDTH_MM, COLUMN_MM = 178, 182, 86
"""Of a page, what is left for services, and of one of two columns."""
A_POINT = 0.352


@dataclass(frozen=True)
class LeafletLine:
    """A service in short."""

    line: Line
    name: Said
    about: Said
    how: Said


@dataclass(frozen=True)
class Level:
    """As the style sheet has it; sizes in points, `gap` in millimetres."""

    name: str
    columns: int
    size: float
    heading: float
    gap: float
    shows: frozenset[str] = frozenset()
    most: int = 24


_ALL = frozenset({"about", "how", "where"})
LEVELS = (
    Level("l0", 1, 14, 18, 7, _ALL),
    Level("l1", 1, 12.5, 15, 5, _ALL),
    Level("l2", 2, 11.5, 13.5, 4.5, _ALL),
    Level("l3", 2, 11, 13, 4, _ALL - {"about"}),
    Level("l4", 2, 13, 15, 5),
    Level("l5", 2, 11, 12.5, 3),
    Level("l6", 2, 11, 12.5, 3, most=15),
    Level("l7", 2, 11, 12.5, 3, most=9),
)


def likely(sections: Sequence[Sequence[LeafletLine]]) -> Sequence[Level]:
    """The levels to try: from the first in which every section is likely to fit its page."""
    first = max((_first(own) for own in sections), default=0)
    return LEVELS[first:]


def _first(own: Sequence[LeafletLine]) -> int:
    for number, level in enumerate(LEVELS[:-1]):
        if len(own) > level.most and level.shows:
            continue
        shown = own[: level.most]
        tallest = max(sum(heights) for heights in _heights_of(in_columns(shown, level), level))
        if tallest < HEIGHT_MM:
            return number
    return len(LEVELS) - 1


def in_columns(own: Sequence[LeafletLine], level: Level) -> list[Sequence[LeafletLine]]:
    """The services of a page, in as many columns as the level has, about equally long."""
    shown = own[: level.most]
    if level.columns == 1 or len(shown) < 2:
        return [shown]
    sums = list(accumulate(_height(each, level) for each in shown))
    half = min(range(1, len(sums)), key=lambda n: max(sums[n - 1], sums[-1] - sums[n - 1]))
    return [shown[:half], shown[half:]]


def _heights_of(columns: Sequence[Sequence[LeafletLine]], level: Level) -> list[list[float]]:
    return [[_height(each, level) for each in column] for column in columns]


def _height(each: LeafletLine, level: Level) -> float:
    """Millimetres, about; a letter is half as wide as it is high, in headings a little more."""
    width = WIDTH_MM if level.columns == 1 else COLUMN_MM
    letter, big = level.size * A_POINT, level.heading * A_POINT
    texts = [each.about.text] if "about" in level.shows else []
    texts += [f"How to begin: {each.how.text}"] if "how" in level.shows and each.how.text else []
    if "where" in level.shows:
        texts += [
            f"{where.address.text} {where.municipality.text} {'; '.join(where.hours)}"
            for where in each.line.where[:2]
        ]
    if each.line.freshness != "confirmed":
        texts.append("x" * 48)
    rows = 1 + sum(ceil(len(text) / (width / letter / 0.54)) for text in texts if text)
    names = ceil(len(each.name.text) / (width / big / 0.58))
    return level.gap + rows * letter * 1.35 + names * big * 1.25
