"""What facets need of each service, as numbers; put together to sets and arrays by `index.py`.

A service's facts are made from its document. They are plain JSON, so that they can be kept beside
the words where the database is the engine.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ertad.directory.record.fields import PLACES
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.kernel.ages import OLDEST

LISTS = ("type", "need", "group", "pathway", "language", "day", "serves")
SINGLES = ("prevention", "cost", "run_by")
STATES = tuple(code for code, _ in PLACES)
PlainFacts = Sequence[Any]
"""[["type:ADD", ...], [youngest, oldest, assured, places as of, state, sample], [latitude, ...]]"""


@dataclass(frozen=True, slots=True)
class Facts:
    """`codes`: numbers of a code table; `numbers`: ages, days as ordinals, state of places, sample;
    `points`: latitude and longitude of one location after the other."""

    codes: NDArray[np.int32]
    numbers: tuple[int, ...]
    points: tuple[float, ...]


@dataclass
class CodeTable:
    """Numbers every (facet, code) that a service has; grows only."""

    numbers: dict[str, int] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)

    def number(self, said: str) -> int:
        """The number of `facet:code`."""
        known = self.numbers.get(said)
        if known is None:
            known = self.numbers[said] = len(self.codes)
            facet, _, code = said.partition(":")
            self.codes.append((facet, code))
        return known


def plain_facts(document: Mapping[str, Any]) -> PlainFacts:
    """The facts of one document. `serves` and `in` are places, `nationwide` has no code."""
    codes = [f"{facet}:{code}" for facet in LISTS for code in document[facet]]
    codes += [f"{facet}:{document[facet]}" for facet in SINGLES if document[facet]]
    codes += [f"in:{town}" for _, town, *_rest in document["at"]]
    if document["nationwide"]:
        codes.append("nationwide:")
    youngest, oldest = document["ages"]
    state, as_of = document["places"]
    numbers = [
        youngest or 0,
        OLDEST if oldest is None else oldest,
        _day(document["assured_on"]),
        _day(as_of),
        STATES.index(state),
        int(document["sample"]),
    ]
    points = [degrees for _, _, *point, _ in document["at"] for degrees in point]
    return list(dict.fromkeys(codes)), numbers, points


def facts_of(plain: PlainFacts, table: CodeTable) -> Facts:
    codes, numbers, points = plain
    known = table.numbers
    found = [known[said] if said in known else table.number(said) for said in codes]
    return Facts(np.array(found, dtype=np.int32), tuple(numbers), tuple(points))


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() if text else 0


def members_of(
    facts: Sequence[Facts], table: CodeTable, lexicon: Lexicon
) -> dict[Code, NDArray[np.int32]]:
    """(facet, code) -> services by their place in `facts`, those of codes below it among them."""
    if not facts:
        return {}
    lengths = np.fromiter((len(each.codes) for each in facts), dtype=np.int64, count=len(facts))
    codes = np.concatenate([each.codes for each in facts])
    services = np.repeat(np.arange(len(facts), dtype=np.int32), lengths)
    order = np.argsort(codes, kind="stable")
    services = services[order]
    counts = np.bincount(codes, minlength=len(table.codes))
    ends = np.cumsum(counts)
    found: dict[Code, list[NDArray[np.int32]]] = defaultdict(list)
    for number in np.flatnonzero(counts).tolist():
        own = services[ends[number] - counts[number] : ends[number]]
        for above in _lineage(table.codes[number], lexicon):
            found[above].append(own)
    return {
        key: parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))
        for key, parts in found.items()
    }


def _lineage(code: Code, lexicon: Lexicon) -> Iterable[Code]:
    facet, own = code
    if facet == "nationwide":
        return [code]
    listed = "place" if facet in ("serves", "in") else facet
    return [(facet, above) for above in lexicon.lineage(listed, own)]


def counts_of(
    facts: Sequence[Facts], table: CodeTable, facets: Iterable[str]
) -> Mapping[str, NDArray[np.float32]]:
    """For each of the facets: how many of its codes each service has."""
    if not facts:
        return {facet: np.zeros(0, dtype=np.float32) for facet in facets}
    lengths = np.fromiter((len(each.codes) for each in facts), dtype=np.int64, count=len(facts))
    codes = np.concatenate([each.codes for each in facts])
    services = np.repeat(np.arange(len(facts)), lengths)
    found = {}
    for facet in facets:
        of_facet = np.array([own == facet for own, _code in table.codes], dtype=np.bool_)
        counts = np.bincount(services[of_facet[codes]], minlength=len(facts))
        found[facet] = counts.astype(np.float32)
    return found


def points_of(facts: Sequence[Facts]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The service of each location, and its latitude and longitude in radians."""
    lengths = np.fromiter((len(each.points) // 2 for each in facts), np.int64, count=len(facts))
    services = np.repeat(np.arange(len(facts), dtype=np.int32), lengths)
    degrees = np.array([value for each in facts for value in each.points], dtype=np.float64)
    return services, np.radians(degrees.reshape(-1, 2))
