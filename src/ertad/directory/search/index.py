"""The index: what facets and ranking touch, in memory, one a process, never changed once made.

Its words are in memory too (`words_in_memory.py`), or in the database where that is the better
engine (`words_in_database.py`); its documents likewise.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from ertad.directory.search import bits
from ertad.directory.search.entries import Document
from ertad.directory.search.facts import (
    STATES,
    CodeTable,
    Facts,
    counts_of,
    members_of,
    points_of,
)
from ertad.directory.search.forms import Form
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.directory.search.slips import Slips

WEIGHTS: dict[str, float] = {"name": 10.0, "by": 5.0, "place": 3.0, "text": 2.0, "enter": 1.0}
"""What a word is worth in each field of the document."""
TERM_WEIGHTS: dict[str, float] = {"type": 8.0, "need": 5.0, "group": 5.0}
"""What a word is worth in the labels and synonyms of a code of the service."""

Numbers = NDArray[np.int32]
Worth = NDArray[np.float32] | np.float32
TermKey = Any
"""What stands for all words of the same plain letters; each kind of `Words` has its own."""
WordsOfCodes = Mapping[TermKey, Sequence[tuple[Code, float]]]


class Words(Protocol):
    """The words of all documents and of the lists: which a typed word may mean, and where."""

    def nearness(self, form: Form) -> Slips:
        """How far the word is from the nearest that occurs; NONE when it occurs itself."""

    def find(self, form: Form) -> Mapping[TermKey, float]:
        """Term -> strength of the match."""

    def key(self, word: str) -> TermKey:
        """The term of a word of a document."""

    def scored(self, form: Form) -> Iterable[tuple[Numbers, Worth]]:
        """Services in whose documents what `form` finds occurs, and what each is worth there."""

    def named(self, forms: Iterable[Form]) -> Numbers:
        """Services whose name has one of the words, in any form; in order, each once."""

    def codes(self, term: TermKey) -> Sequence[tuple[Code, float]]:
        """The codes in whose labels and synonyms the term occurs, and its weight there."""


@dataclass(frozen=True)
class Index:
    """`ids` in order; everything else speaks of services by their place in it."""

    version: int
    ids: Sequence[UUID]
    documents: Callable[[Sequence[int]], Mapping[int, Document]]
    """Of those services; one that ended meanwhile may be missing."""
    lexicon: Lexicon
    words: Words
    members: Mapping[Code, Numbers]
    """(facet, code) -> services, those of codes below it among them."""
    code_counts: Mapping[str, NDArray[np.float32]]
    """For each facet that scores: how many of its codes each service has."""
    youngest: Numbers
    oldest: Numbers
    assured: Numbers
    places_as_of: Numbers
    places_state: NDArray[np.str_]
    sample: NDArray[np.bool_]
    point_service: Numbers
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


def build_index(
    version: int,
    facts: Mapping[UUID, Facts],
    table: CodeTable,
    lexicon: Lexicon,
    *,
    words: Callable[[Sequence[UUID]], Words],
    documents: Callable[[Sequence[UUID]], Callable[[Sequence[int]], Mapping[int, Document]]],
) -> Index:
    """Put an index together; `words` and `documents` are given the ids in order."""
    ids = sorted(facts, key=lambda key: key.int)
    ordered = [facts[key] for key in ids]
    rows = np.array([each.numbers for each in ordered], dtype=np.int32).reshape(-1, 6)
    point_service, points = points_of(ordered)
    return Index(
        version=version,
        ids=ids,
        documents=documents(ids),
        lexicon=lexicon,
        words=words(ids),
        members=members_of(ordered, table, lexicon),
        code_counts=counts_of(ordered, table, TERM_WEIGHTS),
        youngest=rows[:, 0].copy(),
        oldest=rows[:, 1].copy(),
        assured=rows[:, 2].copy(),
        places_as_of=rows[:, 3].copy(),
        places_state=np.array(STATES, dtype="U8")[rows[:, 4]],
        sample=rows[:, 5].astype(np.bool_),
        point_service=point_service,
        points=points,
    )


def words_of_codes(lexicon: Lexicon, key: Callable[[str], TermKey]) -> WordsOfCodes:
    """Term -> the codes in whose labels and synonyms it occurs, and what it is worth there."""
    found: dict[TermKey, list[tuple[Code, float]]] = {}
    for code, words in lexicon.words_of.items():
        if weight := TERM_WEIGHTS.get(code[0]):
            for term in {key(word) for word in words}:
                found.setdefault(term, []).append((code, weight))
    return found
