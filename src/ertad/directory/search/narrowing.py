"""From choices and readings to sets: one part a facet, any code within it, all parts together."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray

from ertad.directory.freshness import CONFIRMED_DAYS, PLACES_DAYS
from ertad.directory.record.fields import COST, PLACES, WEEK
from ertad.directory.search import bits
from ertad.directory.search.index import Index
from ertad.directory.search.lexicon import VOCABULARY_OF, Code, Lexicon
from ertad.directory.search.question import FACETS, TOPIC, Question
from ertad.directory.search.reading import Phrase
from ertad.kernel.ages import OLDEST

DEFAULT_RADIUS_KM = 20
EARTH_RADIUS_KM = 6371.0
RADIUS = "radius"
NAMEABLE = frozenset({TOPIC, "type", "need", "group"})
_AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CHOICES = {
    "places": {code for code, _ in PLACES},
    "cost": {code for code, _ in COST},
    "day": set(WEEK),
}


@dataclass(frozen=True)
class Part:
    """What every result must be: in the set of `found`. `key`: a facet, topic, radius or word."""

    key: str
    codes: tuple[Code, ...]
    found: int


def chosen_codes(
    question: Question, phrases: Iterable[Phrase], lexicon: Lexicon, *, pathways: bool
) -> dict[str, tuple[Code, ...]]:
    """Facet -> codes, ticked or read; codes that do not exist are left out."""
    result: dict[str, dict[Code, None]] = {}
    for facet in FACETS:
        if facet == "pathway" and not pathways:
            continue
        for code in question.chosen.get(facet, ()):
            if _exists(lexicon, facet, code):
                result.setdefault(facet, {})[facet, code] = None
    for phrase in phrases:
        result.setdefault(phrase.facet, {}).update((code, None) for code in phrase.codes)
    return {facet: tuple(codes) for facet, codes in result.items()}


def _exists(lexicon: Lexicon, facet: str, code: str) -> bool:
    if facet == "age":
        return ages_of(code) is not None
    if facet == "language":
        return _LANGUAGE.fullmatch(code) is not None
    if facet in VOCABULARY_OF or facet == "place":
        return (facet, code) in lexicon.labels
    return code in _CHOICES[facet]


def ages_of(code: str) -> tuple[int, int] | None:
    """`15` -> (15, 15), `14-17` -> (14, 17), `21+` -> (21, 120); None when it is no age."""
    found = _AGE.fullmatch(code)
    if not found:
        return None
    low = int(found[1])
    high = int(found[2]) if found[2] else OLDEST if found[3] else low
    return (low, high) if low <= high <= OLDEST else None


def town_of(codes: Iterable[Code], lexicon: Lexicon) -> str:
    """The first municipality among the codes, from which distances go; "" when there is none."""
    return next((code for facet, code in codes if facet == "place" and code in lexicon.towns), "")


def parts_of(
    index: Index,
    chosen: Mapping[str, tuple[Code, ...]],
    phrases: Iterable[Phrase],
    question: Question,
    today: date,
) -> list[Part]:
    """The parts of the choices, in the order of the facets.

    Words that were read as a type, need or group also find the services named after it: a chess
    club may be down as education.
    """
    town = town_of(chosen.get("place", ()), index.lexicon)
    set_of = sets_for(index, question, today, town)
    named: dict[str, int] = {}
    for phrase in phrases:
        if phrase.facet in NAMEABLE:
            also = bits.from_numbers(named_after(index, phrase.codes), index.size)
            named[phrase.facet] = named.get(phrase.facet, 0) | also
    parts = [
        Part(
            facet,
            chosen[facet],
            any_of(set_of(*code) for code in chosen[facet]) | named.get(facet, 0),
        )
        for facet in (*FACETS, TOPIC)
        if facet in chosen
    ]
    if town and question.radius_km and question.where != "near":
        parts.append(Part(RADIUS, (), within(index, town, question.radius_km)))
    return parts


def named_after(index: Index, codes: Sequence[Code]) -> NDArray[np.int32]:
    """Services whose name has one of the names of the codes, in any form and language."""
    key = ("named", tuple(codes))
    known = index.kept.get(key)
    if isinstance(known, np.ndarray):
        return known
    forms = sorted({f for code in codes for f in index.lexicon.names_of.get(code, ())})
    named = index.words.named(forms)
    index.kept[key] = named
    return named


def any_of(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def all_but(index: Index, parts: Iterable[Part], *keys: str) -> int:
    """What fits every part but those of these keys."""
    return reduce(and_, (part.found for part in parts if part.key not in keys), index.everything)


def sets_for(index: Index, question: Question, today: date, town: str) -> Callable[[str, str], int]:
    """A function from (facet, code) to the set of services, for this question and day."""
    nationwide = index.sets.get(("nationwide", ""), 0)

    def set_of(facet: str, code: str) -> int:
        match facet:
            case "age":
                return _taking(index, code)
            case "places":
                return places_sets(index, today)[code]
            case "place" if question.where == "serves":
                return index.sets.get(("serves", code), 0) | nationwide
            case "place" if question.where == "near" and code == town:
                return within(index, town, question.radius_km or DEFAULT_RADIUS_KM)
            case "place":
                return index.sets.get(("in", code), 0)
        return index.sets.get((facet, code), 0)

    return set_of


def _taking(index: Index, code: str) -> int:
    """Services that take somebody of this age, or of an age in this range."""
    known = index.kept.get(("age", code))
    if not isinstance(known, int):
        ages = ages_of(code)
        low, high = ages if ages else (OLDEST + 1, -1)
        known = bits.from_flags((index.youngest <= high) & (index.oldest >= low))
        index.kept["age", code] = known
    return known


def places_sets(index: Index, today: date) -> dict[str, int]:
    """State -> services that may be shown with it today; what is too old to say is unknown."""
    held = index.kept.get("places")
    if not (isinstance(held, tuple) and held[0] == today):
        day = today.toordinal()
        said = (
            (day - index.assured <= CONFIRMED_DAYS)
            & ~index.sample
            & (day - index.places_as_of <= PLACES_DAYS)
        )
        known = {
            state: bits.from_flags(said & (index.places_state == state))
            for state, _ in PLACES
            if state != "unknown"
        }
        known["unknown"] = index.everything & ~any_of(known.values())
        held = index.kept["places"] = (today, known)
    sets: dict[str, int] = held[1]
    return sets


def kilometres_from(index: Index, town: str) -> NDArray[np.float32]:
    """Distance of each service's nearest location from the town point; infinite without one."""
    known = index.kept.get(("km", town))
    if not isinstance(known, np.ndarray):
        known = np.full(index.size, np.inf, dtype=np.float32)
        distances = point_kilometres(index.points, index.lexicon.towns[town])
        np.minimum.at(known, index.point_service, distances.astype(np.float32))
        index.kept["km", town] = known
    return known


def point_kilometres(points: NDArray[np.float64], town: tuple[float, float]) -> NDArray[np.float64]:
    """Great-circle distance (haversine) of points in radians from a town in degrees."""
    latitude, longitude = np.radians(town)
    half = (
        np.sin((points[:, 0] - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(points[:, 0]) * np.sin((points[:, 1] - longitude) / 2) ** 2
    )
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return distances


def within(index: Index, town: str, kilometres: int) -> int:
    key = ("within", town, kilometres)
    known = index.kept.get(key)
    if not isinstance(known, int):
        known = bits.from_flags(kilometres_from(index, town) <= kilometres)
        index.kept[key] = known
    return known
