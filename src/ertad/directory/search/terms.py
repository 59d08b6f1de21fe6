"""The table of words that occur, and how a word of a question finds those it may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ertad.directory.search.forms import Form, form_of
from ertad.directory.search.slips import FAR, NONE, Slips, most_slips, slips_between

EXACT, PREFIX, FOLD, FOLD_PREFIX, SLIP, LOOSE_SLIP, TWO_SLIPS = 1.0, 0.8, 0.6, 0.5, 0.35, 0.3, 0.25
"""How much a match is worth, times the weight of the field it is found in."""
SHORTEST_PREFIX = 3
MOST_PREFIXED = 200
MOST_MISSPELT = 30


@dataclass
class TermTable:
    """Numbers every distinct word; grows only, so that numbers stay good between rebuilds."""

    ids: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    by_fold: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    variants: list[set[tuple[str, str]]] = field(default_factory=list)
    """Of each word, its spellings, which differ in doubled letters, and the fold of each."""

    def number(self, word: str) -> int:
        """The number of a word as written; spellings with the same plain letters share one."""
        known = self.numbers.get(word)
        if known is not None:
            return known
        form = form_of(word)
        key = self.ids.get(form.plain)
        if key is None:
            key = self.ids[form.plain] = len(self.variants)
            self.variants.append(set())
        if key not in self.by_fold[form.fold]:
            self.by_fold[form.fold].append(key)
        self.variants[key].add((form.spelt, form.fold))
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
        self._by_spelling: dict[str, list[int]] = defaultdict(list)
        for key in sorted(occurring):
            for spelt in sorted({spelt for spelt, _fold in table.variants[key]}):
                self._by_spelling[spelt].append(key)
        self._near_folds = _by_length(self._by_fold)
        self._near_spellings = _by_length(self._by_spelling)
        self._found: dict[Form, dict[int, float]] = {}

    def knows(self, form: Form) -> bool:
        """Whether the word occurs, in some form or as the beginning of another."""
        return bool(self.matches(form))

    def same(self, form: Form) -> list[int]:
        """The terms that are the same word, in whatever form."""
        return self._by_fold.get(form.fold, [])

    def nearness(self, form: Form) -> Slips:
        """How far the word is from the nearest that occurs; NONE when it occurs itself."""
        if self.knows(form):
            return NONE
        return min(self.misspelt(form).values(), default=FAR)

    def find(self, form: Form) -> dict[int, float]:
        """Term number -> strength of the match, the strongest way a term is reached."""
        found = self._found.get(form)
        if found is None:
            found = self.matches(form)
            if not self.has(form):
                for key, slips in self.misspelt(form).items():
                    found[key] = max(found.get(key, 0.0), _strength(slips))
            if len(self._found) > 5000:
                self._found = {}
            self._found[form] = found
        return found

    def has(self, form: Form) -> bool:
        """Whether the word itself occurs, in some form."""
        return form.plain in self._ids or form.fold in self._by_fold

    def matches(self, form: Form) -> dict[int, float]:
        """Terms that are the word, in some form, or begin with it."""
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

    def misspelt(self, form: Form) -> dict[int, Slips]:
        """Terms that may be meant by a word that does not occur, at most some 60."""
        keys: set[int] = set()
        for typed, near, known in (
            (form.spelt, self._near_spellings, self._by_spelling),
            (form.fold, self._near_folds, self._by_fold),
        ):
            most = most_slips(typed)
            lengths = range(len(typed) - most, len(typed) + most + 1) if most else ()
            names = [name for length in lengths for name in near.get(length, ())]
            for name in nearest_names(typed, names):
                keys.update(known[name])
        return {
            key: min(slips_between(form, spelt, fold) for spelt, fold in self._table.variants[key])
            for key in sorted(keys)
        }


def nearest_names(typed: str, names: Sequence[str]) -> list[str]:
    """Those within as many slips as a word of this length may have, at most 30, the nearest first;
    equals as they come in `names`, which are sorted by length, then by letters."""
    most = most_slips(typed)
    found = process.extract(
        typed, names, scorer=OSA.distance, score_cutoff=most, limit=MOST_MISSPELT
    )
    return [name for name, _slips, _at in found]


def _strength(slips: Slips) -> float:
    """One slip by both counts before one by either, before two."""
    fewer, together = slips
    if fewer > 1:
        return TWO_SLIPS
    return SLIP if together <= 2 else LOOSE_SLIP


def _by_length(names: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[len(name)].append(name)
    return found


def _beginning(names: list[str], start: str) -> Iterator[str]:
    """Those of the sorted `names` that begin with `start`, at most 200."""
    if len(start) < SHORTEST_PREFIX:
        return
    first = bisect_left(names, start)
    for name in names[first : first + MOST_PREFIXED]:
        if not name.startswith(start):
            return
        yield name
