"""The words of all documents in PostgreSQL: a text vector each, and a table of terms.

The database finds, this process ranks: for each typed word it gives the few words that may matter,
and the rules of `terms.py` are applied to these as to a whole table, so that the outcome is the
same. That needs every word within reach among them:

- the first 200 words and folds that begin as the typed one do come, with all that share their form
- of misspelt words, each within two slips shares a trigram with the typed one; how many it must
  share at least follows from the length, for a slip changes no more than four
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

from ertad.directory.search.forms import Form, form_of
from ertad.directory.search.index import WEIGHTS, Numbers, TermKey, Worth, words_of_codes
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.directory.search.slips import Slips, most_slips
from ertad.directory.search.terms import (
    MOST_PREFIXED,
    SHORTEST_PREFIX,
    Finder,
    TermTable,
    nearest_names,
)
from ertad.directory.search.words_written import LETTERS, quoted

BEYOND = "\U0010ffff"
KEPT = 5000


@dataclass(frozen=True)
class Found:
    """What a typed word finds: strength by term, and the words of documents behind each term."""

    strengths: Mapping[TermKey, float]
    words: Mapping[TermKey, Sequence[str]]
    nearness: Slips


class DatabaseWords:
    """`numbers`: the number of each service's words, in the order of the index."""

    def __init__(self, numbers: Numbers, lexicon: Lexicon) -> None:
        self._order = np.argsort(numbers).astype(np.int32)
        self._numbers = numbers[self._order]
        self._codes = words_of_codes(lexicon, _plain)
        self._lists = WordsOfLists(lexicon)
        self._found: dict[Form, Found] = {}

    def nearness(self, form: Form) -> Slips:
        return self._look_up(form).nearness

    def find(self, form: Form) -> Mapping[TermKey, float]:
        return self._look_up(form).strengths

    def key(self, word: str) -> TermKey:
        return _plain(word)

    def codes(self, term: TermKey) -> Sequence[tuple[Code, float]]:
        return self._codes.get(term, ())

    def scored(self, form: Form) -> Iterator[tuple[Numbers, Worth]]:
        found = self._look_up(form)
        by_strength: dict[float, list[str]] = defaultdict(list)
        for term, strength in found.strengths.items():
            by_strength[strength] += found.words.get(term, ())
        levels = [
            (np.float32(WEIGHTS[field]) * np.float32(strength), _any_of(letter, words))
            for strength, words in by_strength.items()
            if words
            for field, letter in LETTERS.items()
        ]
        for level, services in self._services([query for _worth, query in levels]):
            yield services, levels[level][0]

    def named(self, forms: Iterable[Form]) -> Numbers:
        folds = sorted({form.fold for form in forms})
        if not folds:
            return np.zeros(0, dtype=np.int32)
        words = _asked("SELECT word FROM directory_searchterm WHERE fold = ANY(%s)", [folds])
        found = self._services([_any_of(LETTERS["name"], words)] if words else [])
        return np.unique(np.concatenate([np.zeros(0, np.int32), *(rows for _, rows in found)]))

    def _services(self, queries: Sequence[str]) -> Iterator[tuple[int, Numbers]]:
        """(position of the query, services that match it), for the queries that match any."""
        if not queries:
            return
        with connection.cursor() as cursor:
            cursor.execute(_MATCHING, [list(range(len(queries))), list(queries)])
            rows = cursor.fetchall()
        for position, numbers in rows:
            found = np.frombuffer(numbers, dtype=">i4").astype(np.int32)
            places = np.searchsorted(self._numbers, found)
            places[places == len(self._numbers)] = 0
            known = self._numbers[places] == found if len(self._numbers) else places < 0
            yield position, self._order[places[known]]

    def _look_up(self, form: Form) -> Found:
        found = self._found.get(form)
        if found is None:
            if len(self._found) > KEPT:
                self._found = {}
            found = self._found[form] = self._looked_up(form)
        return found

    def _looked_up(self, form: Form) -> Found:
        there = _matching(form)
        table = _table({*there, *self._lists.matching(form)})
        finder = Finder(table, set(range(len(table.variants))))
        if not finder.has(form):
            similar = _misspelt(form)
            there = [*there, *similar]
            table = _table({*there, *self._lists.misspelt(form), *self._lists.matching(form)})
            finder = Finder(table, set(range(len(table.variants))))
        terms = {key: plain for plain, key in table.ids.items()}
        words: dict[TermKey, list[str]] = defaultdict(list)
        for word in dict.fromkeys(there):
            words[_plain(word)].append(word)
        strengths: dict[TermKey, float] = {
            terms[key]: strength for key, strength in finder.find(form).items()
        }
        return Found(strengths, words, finder.nearness(form))


class WordsOfLists:
    """The words of labels and synonyms, which are few and stay in memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = TermTable()
        keys = set(words_of_codes(lexicon, self._table.number))
        self._finder = Finder(self._table, keys)
        self._words: dict[int, list[str]] = defaultdict(list)
        for word, key in self._table.numbers.items():
            self._words[key].append(word)

    def matching(self, form: Form) -> Iterator[str]:
        for key in self._finder.matches(form):
            yield from self._words[key]

    def misspelt(self, form: Form) -> Iterator[str]:
        for key in self._finder.misspelt(form):
            yield from self._words[key]


def _plain(word: str) -> str:
    return form_of(word).plain


def _table(words: Iterable[str]) -> TermTable:
    table = TermTable()
    for word in sorted(words):
        table.number(word)
    return table


def _any_of(letter: str, words: Iterable[str]) -> str:
    return " | ".join(quoted(letter + word) for word in words)


def _asked(query: str, values: Sequence[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


_MATCHING = """
    SELECT asked.level, string_agg(int4send(kept.number), ''::bytea)
    FROM unnest(%s::int[], %s::text[]::tsquery[]) AS asked(level, query)
    CROSS JOIN LATERAL (
        SELECT number FROM directory_searchwords WHERE words @@ asked.query
    ) AS kept
    GROUP BY asked.level
"""


def _matching(form: Form) -> list[str]:
    """Words of documents that are the typed one, in some form, or begin with it."""
    values: list[Any] = []
    for start in (form.fold, form.plain):
        values += [start, start + BEYOND, MOST_PREFIXED if len(start) >= SHORTEST_PREFIX else 0]
    return _asked(_BEGINNING, [*values, form.fold, form.plain])


_BEGINNING = """
    WITH folds AS (
        SELECT DISTINCT fold FROM directory_searchterm WHERE fold >= %s AND fold < %s
        ORDER BY fold LIMIT %s
    ), plains AS (
        SELECT DISTINCT plain FROM directory_searchterm WHERE plain >= %s AND plain < %s
        ORDER BY plain LIMIT %s
    ), meant AS (
        SELECT plain FROM directory_searchterm WHERE fold IN (SELECT fold FROM folds)
        UNION SELECT plain FROM directory_searchterm WHERE fold = %s
        UNION SELECT plain FROM plains
        UNION SELECT %s
    )
    SELECT word FROM directory_searchterm WHERE plain IN (SELECT plain FROM meant)
"""


def _misspelt(form: Form) -> list[str]:
    """Words of documents that may be meant by one that does not occur."""
    near = {
        column: _near(column, typed)
        for column, typed in (("spelt", form.spelt), ("fold", form.fold))
    }
    if not any(near.values()):
        return []
    return _asked(_ALL_FORMS, [near["spelt"], near["fold"]])


_ALL_FORMS = """
    SELECT word FROM directory_searchterm WHERE plain IN (
        SELECT plain FROM directory_searchterm WHERE spelt = ANY(%s)
        UNION SELECT plain FROM directory_searchterm WHERE fold = ANY(%s)
    )
"""


def _near(column: str, typed: str) -> list[str]:
    """Spellings or folds that are within the slips that a word of this length may have."""
    most = most_slips(typed)
    if not most:
        return []
    lengths = [len(typed) - most, len(typed) + most]
    if typed.isascii() and typed.isalnum():
        with transaction.atomic():
            _asked(
                "SELECT set_config('pg_trgm.similarity_threshold', %s, true)",
                [str(least_similarity(typed))],
            )
            names = _asked(_SIMILAR.format(column=column), [typed, *lengths, *lengths])
    else:
        names = _asked(_OF_LENGTH.format(column=column), lengths)
    return nearest_names(typed, sorted(names, key=lambda name: (len(name), name)))


_OF_LENGTH = (
    "SELECT DISTINCT {column} FROM directory_searchterm WHERE length({column}) BETWEEN %s AND %s"
)
_SIMILAR = """
    SELECT {column} FROM directory_searchterm
    WHERE {column} %% %s AND length({column}) BETWEEN %s AND %s
    UNION SELECT {column} FROM directory_searchterm
    WHERE odd AND length({column}) BETWEEN %s AND %s
"""


def least_similarity(typed: str) -> float:
    """How similar pg_trgm must find every word within `most_slips` of this one.

    A word of n letters has n + 1 trigrams; a slip changes at most four, two letters swapped. Where
    trigrams repeat, only one is sure to be shared.
    """
    padded = f"  {typed} "
    own = [padded[at : at + 3] for at in range(len(typed) + 1)]
    most = most_slips(typed)
    shared = len(own) - 4 * most if len(set(own)) == len(own) else 1
    return 0.99 * shared / (2 * len(own) + most - shared)
