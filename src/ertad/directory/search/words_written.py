"""The words of the search entries for PostgreSQL, written in the transaction of the act.

Acts that write entries hold the row of the directory's version, so they come here one by one.
Elsewhere nothing here does anything.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from ertad.directory.models import SearchTerm
from ertad.directory.search.facts import plain_facts
from ertad.directory.search.forms import Form, form_of
from ertad.kernel import bulk

LETTERS = {"name": "n", "by": "b", "place": "p", "text": "t", "enter": "e"}
"""Field of a document -> the letter before its words in the text vector; best fields first."""
ROWS_A_STATEMENT = 500
_ASCII = re.compile(r"[a-z0-9]+")


class WordsRow(NamedTuple):
    """`vector` and `facts` are texts, `digest` is that of the document; `words` has each once."""

    service_id: UUID
    vector: str
    facts: str
    digest: str
    words: Collection[str]


def kept_here(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether this database keeps words at all."""
    return connections[using].vendor == "postgresql"


def words_row(key: UUID, document: Mapping[str, Any], digest: str) -> WordsRow:
    """What is kept of one entry, made ready before the transaction."""
    letters: dict[str, str] = {}
    for field, letter in LETTERS.items():
        for word in document["words"].get(field, ()):
            letters.setdefault(word, letter)
    vector = " ".join(quoted(letter + word) for word, letter in letters.items())
    return WordsRow(key, vector, bulk.as_json(plain_facts(document)), digest, letters.keys())


def quoted(lexeme: str) -> str:
    """A lexeme as a text vector or a text query wants it."""
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def write_words(
    rows: Sequence[WordsRow],
    *,
    gone: Iterable[UUID] = (),
    new: Container[UUID] = (),
    version: int,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Put these rows in place and take away those of services that are `gone`; terms follow.

    Services that are `new` had no words before.
    """
    if not kept_here(using):
        return
    gone = list(gone)
    with connections[using].cursor() as cursor:
        before: set[str] = set()
        had = [row.service_id for row in rows if row.service_id not in new]
        for batch in _batches([*had, *gone]):
            cursor.execute(_LEXEMES_OF, [batch])
            before.update(lexeme[1:] for (lexeme,) in cursor)
        for part in _batches(gone):
            cursor.execute("DELETE FROM directory_searchwords WHERE service_id = ANY(%s)", [part])
        for some in _batches(rows):
            keys, vectors, facts, digests, _words = zip(*some, strict=True)
            versions = [version] * len(some)
            cursor.execute(_PUT, [list(keys), list(vectors), list(facts), list(digests), versions])
        after = {word for row in rows for word in row.words}
        _add_terms(after - before, using)
        _drop_terms(before - after, using)


_LEXEMES_OF = """
    SELECT DISTINCT lexeme FROM directory_searchwords, unnest(words) WHERE service_id = ANY(%s)
"""
_PUT = """
    INSERT INTO directory_searchwords (service_id, words, facts, digest, version)
    SELECT * FROM unnest(%s::uuid[], %s::text[]::tsvector[], %s::text[], %s::text[], %s::bigint[])
    ON CONFLICT (service_id) DO UPDATE SET words = excluded.words, facts = excluded.facts,
        digest = excluded.digest, version = excluded.version
"""


def _batches(items: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(items), ROWS_A_STATEMENT):
        yield items[start : start + ROWS_A_STATEMENT]


def _term(form: Form) -> SearchTerm:
    odd = not (_ASCII.fullmatch(form.spelt) and _ASCII.fullmatch(form.fold))
    return SearchTerm(word=form.word, plain=form.plain, fold=form.fold, spelt=form.spelt, odd=odd)


def _add_terms(words: Iterable[str], using: str) -> None:
    terms = [_term(form_of(word)) for word in sorted(words)]
    columns = [[getattr(term, name) for term in terms] for name in _TERM]
    with connections[using].cursor() as cursor:
        cursor.execute(_ADD, columns)


_TERM = ("word", "plain", "fold", "spelt", "odd")
_ADD = """
    INSERT INTO directory_searchterm (word, plain, fold, spelt, odd)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::boolean[])
    ON CONFLICT DO NOTHING
"""


def _drop_terms(words: Iterable[str], using: str) -> None:
    """Forget those of the words that occur nowhere any more."""
    words = list(words)
    with connections[using].cursor() as cursor:
        if len(words) > MANY_WORDS:
            cursor.execute(_PUT_IN_ORDER)
        for some in _batches(sorted(words)):
            anywhere = [
                " | ".join(quoted(letter + word) for letter in LETTERS.values()) for word in some
            ]
            cursor.execute(_DROP, [some, anywhere])


MANY_WORDS = 50
_PUT_IN_ORDER = """
    SELECT gin_clean_pending_list(oid) FROM pg_class
    WHERE oid = 'search_words'::regclass AND pg_has_role(relowner, 'USAGE')
"""
"""What the act has written so far is not in the index yet, but in a list that is read for each
word."""
_DROP = """
    DELETE FROM directory_searchterm USING (
        SELECT * FROM unnest(%s::text[], %s::text[]::tsquery[]) AS asked(word, anywhere)
    ) AS asked
    WHERE directory_searchterm.word = asked.word AND NOT EXISTS (
        SELECT FROM directory_searchwords WHERE words @@ asked.anywhere
    )
"""


def drifted_words() -> set[UUID]:
    """Services whose words do not belong to their entry, and those of only one of both."""
    if not kept_here():
        return set()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(entry.service_id, kept.service_id)"
            " FROM directory_searchentry AS entry"
            " FULL JOIN directory_searchwords AS kept ON entry.service_id = kept.service_id"
            " WHERE entry.digest IS DISTINCT FROM kept.digest"
        )
        return {key for (key,) in cursor}


def stale_terms() -> list[SearchTerm]:
    """As they should be: the terms whose forms are not what this version of the fold makes."""
    if not kept_here():
        return []
    return [
        term
        for row in SearchTerm.objects.iterator(chunk_size=2000)
        if _forms(term := _term(form_of(row.word))) != _forms(row)
    ]


def write_terms(terms: Sequence[SearchTerm]) -> None:
    """Bring terms that were stale up to date."""
    SearchTerm.objects.bulk_update(terms, ["plain", "fold", "spelt", "odd"], ROWS_A_STATEMENT)


def _forms(term: SearchTerm) -> tuple[str, str, str, bool]:
    return term.plain, term.fold, term.spelt, term.odd
