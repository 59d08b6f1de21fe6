"""The index of this process: made from the entries, brought up to date when they change."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

import numpy as np

from ertad.directory.models import DirectoryState, SearchEntry, SearchWords
from ertad.directory.search.engine import words_in_database
from ertad.directory.search.entries import Document
from ertad.directory.search.facts import CodeTable, Facts, facts_of, plain_facts
from ertad.directory.search.index import Index, build_index
from ertad.directory.search.lexicon import load_lexicon
from ertad.directory.search.terms import TermTable
from ertad.directory.search.words_in_database import DatabaseWords
from ertad.directory.search.words_in_memory import Compiled, MemoryWords, compiled

Stamp = tuple[int, datetime | None]
Documents = Callable[[Sequence[int]], Mapping[int, Document]]


@dataclass
class Held:
    """What a process keeps between rebuilds, so that only changed entries are read again.

    With the words in the database, `numbers` are their rows, and there are no `documents` here.
    """

    stamp: Stamp | None = None
    index: Index | None = None
    in_database: bool = False
    facts: dict[UUID, Facts] = field(default_factory=dict)
    codes: CodeTable = field(default_factory=CodeTable)
    documents: dict[UUID, Document] = field(default_factory=dict)
    words: dict[UUID, Compiled] = field(default_factory=dict)
    table: TermTable = field(default_factory=TermTable)
    numbers: dict[UUID, int] = field(default_factory=dict)


_held = Held()
_one_at_a_time = Lock()


def current_index() -> Index:
    """The index of the directory as it is now; one query when nothing has changed.

    While one thread brings it up to date, others go on with the one before.
    """
    stamp = _stamp()
    if _held.index is not None and _held.stamp == stamp:
        return _held.index
    before = _held.index
    if not _one_at_a_time.acquire(blocking=before is None):
        assert before is not None  # noqa: S101
        return before
    try:
        if _held.index is None or _held.stamp != stamp:
            _update(stamp)
        assert _held.index is not None  # noqa: S101
        return _held.index
    finally:
        _one_at_a_time.release()


def forget_index(*, with_words: bool = False) -> None:
    """Start from nothing at the next search: after a restore, and between tests.

    The numbers of words may be kept, which saves time; those that occur no more are of no harm.
    """
    global _held
    with _one_at_a_time:
        _held = Held() if with_words else Held(table=_held.table)


def _stamp() -> Stamp:
    rows = DirectoryState.objects.filter(id=1).values_list("version", "changed_at")
    return next(iter(rows), (0, None))


def _update(stamp: Stamp) -> None:
    """Read what is newer than what we hold; an older version means a restored database."""
    in_database = words_in_database()
    since = -1 if _held.stamp is None else _held.stamp[0]
    if since >= stamp[0] or in_database != _held.in_database:
        _held.facts, _held.documents, _held.words, _held.numbers, since = {}, {}, {}, {}, -1
    _held.in_database = in_database
    if in_database:
        _read_facts(_held, since)
    else:
        _read_documents(_held, since)
    _held.index = made_index(_held, stamp[0])
    _held.stamp = stamp


def made_index(held: Held, version: int) -> Index:
    """The index of what is held."""
    lexicon = load_lexicon()

    def words(ids: Sequence[UUID]) -> DatabaseWords | MemoryWords:
        if held.in_database:
            numbers = np.array([held.numbers[key] for key in ids], dtype=np.int32)
            return DatabaseWords(numbers, lexicon)
        return MemoryWords([held.words[key] for key in ids], held.table, lexicon)

    def documents(ids: Sequence[UUID]) -> Documents:
        return _from_database(ids) if held.in_database else _from_memory(held.documents, ids)

    return build_index(version, held.facts, held.codes, lexicon, words=words, documents=documents)


def hold(held: Held, key: UUID, document: Document) -> None:
    """Keep a document, its words and its facts in memory."""
    held.documents[key] = document
    held.words[key] = compiled(document, held.table)
    held.facts[key] = facts_of(plain_facts(document), held.codes)


def _read_documents(held: Held, since: int) -> None:
    newer = SearchEntry.objects.filter(version__gt=since)
    for key, document in newer.values_list("service_id", "document").iterator(chunk_size=2000):
        hold(held, key, document)
    if SearchEntry.objects.count() != len(held.documents):
        there = set(SearchEntry.objects.values_list("service_id", flat=True))
        for key in held.documents.keys() - there:
            del held.documents[key], held.words[key], held.facts[key]


def _read_facts(held: Held, since: int) -> None:
    newer = SearchWords.objects.filter(version__gt=since)
    rows = newer.values_list("service_id", "number", "facts")
    for key, number, facts in rows.iterator(chunk_size=2000):
        held.numbers[key] = number
        held.facts[key] = facts_of(json.loads(facts), held.codes)
    if SearchWords.objects.count() != len(held.facts):
        there = set(SearchWords.objects.values_list("service_id", flat=True))
        for key in held.facts.keys() - there:
            del held.facts[key], held.numbers[key]


def _from_memory(documents: Mapping[UUID, Document], ids: Sequence[UUID]) -> Documents:
    ordered = [documents[key] for key in ids]
    return lambda numbers: {number: ordered[number] for number in numbers}


def _from_database(ids: Sequence[UUID]) -> Documents:
    def read(numbers: Sequence[int]) -> Mapping[int, Document]:
        number_of = {ids[number]: number for number in numbers}
        rows = SearchEntry.objects.filter(service__in=number_of)
        found = dict(rows.values_list("service_id", "document")) if number_of else {}
        return {number: found[key] for key, number in number_of.items() if key in found}

    return read
