"""The table of words that occur, and how a word of a question finds those it may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ertad.directory.search.forms import Form, form_of

EXACT, PREFIX, FOLD, FOLD_PREFIX, SLIP, TWO_SLIPS = 1.0, 0.8, 0.6, 0.5, 0.35, 0.25
"""How much a match is worth, times the weight of the field it is found in."""
SHORTEST_PREFIX = 3
SHORTEST_SLIP = 4
TWO_SLIPS_FROM = 8
MOST_PREFIXED = 200
MOST_MISSPELT = 30


@dataclass
class TermTable:
    """Numbers every distinct word; grows only, so that numbers stay good between rebuilds."""

    ids: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    by_fold: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    folds: list[str] = field(default_factory=list)

    def number(self, word: str) -> int:
        """The number of a word as written; spellings with the same plain letters share one."""
        known = self.numbers.get(word)
        if known is not None:
            return known
        form = form_of(word)
        key = self.ids.get(form.plain)
        if key is None:
            key = self.ids[form.plain] = len(self.folds)
            self.folds.append(form.fold)
        if key not in self.by_fold[form.fold]:
            self.by_fold[form.fold].append(key)
        self.numbers[word] = key
        return key


class Finder:
    """Looks words up among the terms that occur; made with each index, safe to share."""

    def __init__(self, table: TermTable, occurring: set[int]) -> None:
        self._table = table
        self._ids = {plain: key for plain, key in table.ids.items() if key in occurring}
        self._plain = sorted(self._ids)
        self._by_fold: dict[str, list[int]] = {}
        for fold, keys in table.by_fold.items():
            if present := [key for key in keys if key in occurring]:
                self._by_fold[fold] = present
        self._folds = sorted(self._by_fold)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for fold in self._folds:
            self._by_length[len(fold)].append(fold)
        self._found: dict[Form, dict[int, float]] = {}

    def knows(self, form: Form) -> bool:
        """Whether the word occurs, in some form or as the beginning of another."""
        return bool(self._matches(form))

    def number(self, word: str) -> int:
        """The number of a word of a document."""
        return self._table.number(word)

    def same(self, form: Form) -> list[int]:
        """The terms that are the same word, in whatever form."""
        return self._by_fold.get(form.fold, [])

    def find(self, form: Form) -> dict[int, float]:
        """Term number -> strength of the match, the strongest way a term is reached."""
        found = self._found.get(form)
        if found is None:
            found = self._matches(form)
            if form.plain not in self._ids and form.fold not in self._by_fold:
                for key, strength in self._slips(form.fold):
                    found[key] = max(found.get(key, 0.0), strength)
            if len(self._found) > 5000:
                self._found = {}
            self._found[form] = found
        return found

    def _matches(self, form: Form) -> dict[int, float]:
        found: dict[int, float] = {}
        for fold in _beginning(self._folds, form.fold):
            strength = FOLD if fold == form.fold else FOLD_PREFIX
            found.update((key, strength) for key in self._by_fold[fold])
        for key in self._by_fold.get(form.fold, ()):
            found[key] = FOLD
        for plain in _beginning(self._plain, form.plain):
            found[self._ids[plain]] = PREFIX
        if form.plain in self._ids:
            found[self._ids[form.plain]] = EXACT
        return found

    def _slips(self, fold: str) -> Iterator[tuple[int, float]]:
        if len(fold) < SHORTEST_SLIP:
            return
        most = 2 if len(fold) >= TWO_SLIPS_FROM else 1
        near = [
            name
            for length in range(len(fold) - most, len(fold) + most + 1)
            for name in self._by_length.get(length, ())
        ]
        for name, slips, _ in process.extract(
            fold, near, scorer=OSA.distance, score_cutoff=most, limit=MOST_MISSPELT
        ):
            for key in self._by_fold[name]:
                yield key, SLIP if slips <= 1 else TWO_SLIPS


def _beginning(names: list[str], start: str) -> Iterator[str]:
    """Those of the sorted `names` that begin with `start`, at most 200."""
    if len(start) < SHORTEST_PREFIX:
        return
    first = bisect_left(names, start)
    for name in names[first : first + MOST_PREFIXED]:
        if not name.startswith(start):
            return
        yield name
