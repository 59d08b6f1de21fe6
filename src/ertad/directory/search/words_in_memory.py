"""The words of all documents as postings in memory, for any directory of ordinary size."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ertad.directory.search.entries import Document
from ertad.directory.search.forms import Form
from ertad.directory.search.index import (
    WEIGHTS,
    Numbers,
    TermKey,
    Worth,
    words_of_codes,
)
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.directory.search.slips import Slips
from ertad.directory.search.terms import Finder, TermTable


@dataclass(frozen=True, slots=True)
class Compiled:
    """The words of one document: term numbers and, beside each, the best weight of its fields."""

    terms: Numbers
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
    services: Numbers
    weights: NDArray[np.float32]

    def of(self, term: int) -> tuple[Numbers, NDArray[np.float32]]:
        if term + 1 >= len(self.starts):
            return self.services[:0], self.weights[:0]
        span = slice(self.starts[term], self.starts[term + 1])
        return self.services[span], self.weights[span]


class MemoryWords:
    """`documents`: the compiled words of each service, in order; `table` has numbered them."""

    def __init__(self, documents: Sequence[Compiled], table: TermTable, lexicon: Lexicon) -> None:
        self._table = table
        self._codes = words_of_codes(lexicon, table.number)
        self._postings = _postings(documents)
        occurring = np.flatnonzero(np.diff(self._postings.starts)).tolist()
        self._finder = Finder(table, {*occurring, *self._codes})

    def nearness(self, form: Form) -> Slips:
        return self._finder.nearness(form)

    def find(self, form: Form) -> Mapping[TermKey, float]:
        return self._finder.find(form)

    def key(self, word: str) -> int:
        return self._table.number(word)

    def scored(self, form: Form) -> Iterator[tuple[Numbers, Worth]]:
        for term, strength in self._finder.find(form).items():
            services, weights = self._postings.of(term)
            yield services, weights * np.float32(strength)

    def named(self, forms: Iterable[Form]) -> Numbers:
        found = [np.zeros(0, dtype=np.int32)]
        for form in forms:
            for term in self._finder.same(form):
                services, weights = self._postings.of(term)
                found.append(services[weights >= WEIGHTS["name"]])
        return np.unique(np.concatenate(found))

    def codes(self, term: TermKey) -> Sequence[tuple[Code, float]]:
        return self._codes.get(term, ())


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
