"""The index of this process: made from the entries, brought up to date when they change."""

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

from ertad.directory.models import DirectoryState, SearchEntry
from ertad.directory.search.entries import Document
from ertad.directory.search.index import Compiled, Index, build_index, compiled
from ertad.directory.search.lexicon import load_lexicon
from ertad.directory.search.terms import TermTable

Stamp = tuple[int, datetime | None]


@dataclass
class Held:
    """What a process keeps between rebuilds, so that only changed entries are read again."""

    stamp: Stamp | None = None
    index: Index | None = None
    documents: dict[UUID, Document] = field(default_factory=dict)
    words: dict[UUID, Compiled] = field(default_factory=dict)
    table: TermTable = field(default_factory=TermTable)


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


def forget_index() -> None:
    """Start from nothing at the next search: after a restore, and between tests."""
    global _held
    with _one_at_a_time:
        _held = Held(table=_held.table)


def _stamp() -> Stamp:
    rows = DirectoryState.objects.filter(id=1).values_list("version", "changed_at")
    return next(iter(rows), (0, None))


def _update(stamp: Stamp) -> None:
    """Read what is newer than what we hold; an older version means a restored database."""
    version = stamp[0]
    if _held.stamp is None or _held.stamp[0] >= version:
        _held.documents, _held.words, since = {}, {}, -1
    else:
        since = _held.stamp[0]
    newer = SearchEntry.objects.filter(version__gt=since)
    for key, document in newer.values_list("service_id", "document").iterator(chunk_size=2000):
        _held.documents[key] = document
        _held.words[key] = compiled(document, _held.table)
    if SearchEntry.objects.count() != len(_held.documents):
        there = set(SearchEntry.objects.values_list("service_id", flat=True))
        for key in _held.documents.keys() - there:
            del _held.documents[key], _held.words[key]
    lexicon = load_lexicon()
    _held.index = build_index(version, _held.documents, _held.words, lexicon, _held.table)
    _held.stamp = stamp
