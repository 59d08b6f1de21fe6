"""Which engine answers: the words in this process's memory, or those in PostgreSQL.

Both give the same lists. Memory is quicker while the directory is small; where it is large the
database is the better one, for no process has to read and hold all words: see
docs/decisions/search.md.
"""

from django.db import connection, transaction
from django.db.utils import DatabaseError

from ertad.directory.models import SearchEntry
from ertad.directory.search.words_written import kept_here

IN_DATABASE_FROM = 20_000
"""Services from which on the words stay in the database."""
COLUMNS = ("spelt", "fold")


def words_in_database() -> bool:
    """Whether the next index leaves its words in the database."""
    if not kept_here() or SearchEntry.objects.count() < IN_DATABASE_FROM:
        return False
    return not what_is_missing()


_ALL_HERE = """
    SELECT (SELECT count(*) FROM directory_searchentry)
        = (SELECT count(*) FROM directory_searchwords)
"""


def what_is_missing() -> str:
    """What keeps PostgreSQL from being the engine; "" where nothing does, or on SQLite."""
    if not kept_here():
        return ""
    if not _has_trigrams():
        return "pg_trgm is missing: CREATE EXTENSION pg_trgm, then ertad reindex"
    with connection.cursor() as cursor:
        cursor.execute(_ALL_HERE)
        (all_here,) = cursor.fetchone()
    return "" if all_here else "words are missing: ertad reindex"


def prepare() -> bool:
    """Make the trigram indexes if they may be made; whether they are there."""
    if not kept_here():
        return False
    if not _has_trigrams():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                for column in COLUMNS:
                    cursor.execute(
                        f"CREATE INDEX IF NOT EXISTS search_term_{column}_trigrams"
                        f" ON directory_searchterm USING gin ({column} gin_trgm_ops)"
                    )
        except DatabaseError:
            return False
    return _has_trigrams()


def _has_trigrams() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class"
            " WHERE relkind = 'i' AND relname = ANY(%s) AND pg_table_is_visible(oid)",
            [[f"search_term_{column}_trigrams" for column in COLUMNS]],
        )
        (there,) = cursor.fetchone()
    return bool(there == len(COLUMNS))
