"""The index: everything a search touches, in memory, one a process, never changed once made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from ertad.directory.search import bits
from ertad.directory.search.entries import Document
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.directory.search.terms import Finder, TermTable

WEIGHTS: dict[str, float] = {"name": 10.0, "by": 5.0, "place": 3.0, "text": 2.0, "enter": 1.0}
"""What a word is worth in each field of the document."""
TERM_WEIGHTS: dict[str, float] = {"type": 8.0, "need": 5.0, "group": 5.0}
"""What a word is worth in the labels and synonyms of a code of the service."""
LISTS = ("type", "need", "group", "pathway", "language", "day", "serves")
SINGLES = ("prevention", "cost", "run_by")
FOREVER = 120
"""An age beyond which nobody asks; stands for "no upper limit"."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The words of one document: term numbers and, beside each, the best weight of its fields."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float32]


def compiled(document: Document, table: TermTable) -> Compiled:
    best: dict[int, float] = {}
    for name, weight in WEIGHTS.items():
        for word in document["words"].get(name, ()):
            key = table.number(word)
            if best.get(key, 0.0) < weight:
                best[key] = weight
    return Compiled(
        np.fromiter(best.keys(), dtype=np.int32, count=len(best)),
        np.fromiter(best.values(), dtype=np.float32, count=len(best)),
    )


@dataclass(frozen=True)
class Postings:
    """The services of each term, as slices of two long arrays."""

    starts: NDArray[np.int64]
    services: NDArray[np.int32]
    weights: NDArray[np.float32]

    def of(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        if term + 1 >= len(self.starts):
            return self.services[:0], self.weights[:0]
        span = slice(self.starts[term], self.starts[term + 1])
        return self.services[span], self.weights[span]


@dataclass(frozen=True)
class Index:
    """`ids` in order; everything else speaks of services by their place in it."""

    version: int
    ids: Sequence[UUID]
    documents: Sequence[Document]
    lexicon: Lexicon
    postings: Postings
    finder: Finder
    members: Mapping[Code, NDArray[np.int32]]
    """(facet, code) -> services, those of codes below it among them."""
    term_codes: Mapping[int, Sequence[tuple[Code, float]]]
    """Term -> the codes in whose labels and synonyms it occurs, and its weight there."""
    youngest: NDArray[np.int32]
    oldest: NDArray[np.int32]
    assured: NDArray[np.int32]
    places_as_of: NDArray[np.int32]
    places_state: NDArray[np.str_]
    sample: NDArray[np.bool_]
    point_service: NDArray[np.int32]
    points: NDArray[np.float64]
    """Radians, latitude and longitude of each location, in the order of `point_service`."""
    kept: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out once and does not change with the question."""

    @property
    def size(self) -> int:
        return len(self.ids)

    @cached_property
    def everything(self) -> int:
        return (1 << self.size) - 1

    @cached_property
    def sets(self) -> Mapping[Code, int]:
        """(facet, code) -> the set of services."""
        return {key: bits.from_numbers(numbers, self.size) for key, numbers in self.members.items()}

    @cached_property
    def code_counts(self) -> Mapping[str, NDArray[np.float32]]:
        """For each facet that scores: how many of its codes each service has."""
        return {
            facet: np.fromiter((len(d[facet]) for d in self.documents), np.float32, self.size)
            for facet in TERM_WEIGHTS
        }

    @cached_property
    def numbers(self) -> Mapping[UUID, int]:
        return {key: number for number, key in enumerate(self.ids)}


def build_index(
    version: int,
    documents: Mapping[UUID, Document],
    words: Mapping[UUID, Compiled],
    lexicon: Lexicon,
    table: TermTable,
) -> Index:
    """Put an index together from documents and their compiled words."""
    ids = sorted(documents)
    ordered = [documents[key] for key in ids]
    term_codes = _term_codes(lexicon, table)
    postings = _postings([words[key] for key in ids])
    occurring = set(np.flatnonzero(np.diff(postings.starts)).tolist()) | set(term_codes)
    point_service, points = _points(ordered)
    return Index(
        version=version,
        ids=ids,
        documents=ordered,
        lexicon=lexicon,
        postings=postings,
        finder=Finder(table, occurring),
        members=_members(ordered, lexicon),
        term_codes=term_codes,
        youngest=_whole(d["ages"][0] or 0 for d in ordered),
        oldest=_whole(FOREVER if d["ages"][1] is None else d["ages"][1] for d in ordered),
        assured=_whole(_day(d["assured_on"]) for d in ordered),
        places_as_of=_whole(_day(d["places"][1]) for d in ordered),
        places_state=np.array([d["places"][0] for d in ordered], dtype="U8"),
        sample=np.array([d["sample"] for d in ordered], dtype=np.bool_),
        point_service=point_service,
        points=points,
    )


def _whole(values: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(values, dtype=np.int32)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() if text else 0


def _postings(words: Sequence[Compiled]) -> Postings:
    if not words:
        return Postings(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    terms = np.concatenate([each.terms for each in words])
    weights = np.concatenate([each.weights for each in words])
    lengths = np.fromiter((len(each.terms) for each in words), dtype=np.int64)
    services = np.repeat(np.arange(len(words), dtype=np.int32), lengths)
    order = np.argsort(terms, kind="stable")
    most = int(terms.max()) + 1 if len(terms) else 0
    starts = np.zeros(most + 1, dtype=np.int64)
    np.cumsum(np.bincount(terms, minlength=most), out=starts[1:])
    return Postings(starts, services[order], weights[order])


def _members(documents: Sequence[Document], lexicon: Lexicon) -> dict[Code, NDArray[np.int32]]:
    lines: dict[Code, tuple[str, ...]] = {}
    found: dict[Code, list[int]] = defaultdict(list)

    def lineage(facet: str, code: str) -> tuple[str, ...]:
        if (facet, code) not in lines:
            lines[facet, code] = tuple(lexicon.lineage(facet, code))
        return lines[facet, code]

    for number, document in enumerate(documents):
        for facet in LISTS:
            for code in document[facet]:
                if facet == "serves":
                    found["serves", code].append(number)
                    for region in lineage("place", code)[1:]:
                        found["serves", region].append(number)
                else:
                    for above in lineage(facet, code):
                        found[facet, above].append(number)
        for facet in SINGLES:
            if code := document[facet]:
                for above in lineage(facet, code):
                    found[facet, above].append(number)
        for _, town, *_rest in document["at"]:
            for above in lineage("place", town):
                found["in", above].append(number)
        if document["nationwide"]:
            found["nationwide", ""].append(number)
    return {key: np.unique(np.fromiter(numbers, dtype=np.int32)) for key, numbers in found.items()}


def _term_codes(lexicon: Lexicon, table: TermTable) -> dict[int, list[tuple[Code, float]]]:
    found: dict[int, list[tuple[Code, float]]] = defaultdict(list)
    for code, words in lexicon.words_of.items():
        if weight := TERM_WEIGHTS.get(code[0]):
            for key in {table.number(word) for word in words}:
                found[key].append((code, weight))
    return dict(found)


def _points(documents: Sequence[Document]) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    rows = [
        (number, latitude, longitude)
        for number, document in enumerate(documents)
        for _, _, latitude, longitude, _ in document["at"]
    ]
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int32), np.radians(table[:, 1:])
