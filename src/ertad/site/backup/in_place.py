"""A new database takes the place of the current one: whole, or not at all."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from ertad.site.backup.refused import Refused
from ertad.site.moving.connecting import without_pool

SOMEBODY = "Somebody else has the database open. Stop the server, the worker and `run-due` first."
BUSY_SECONDS = 2
WITHOUT_CARE = (
    "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    " PRAGMA cache_size=-65536"
)
"""For a file that is thrown away when anything goes wrong."""


def name_of_old(at: datetime) -> str:
    """The file (SQLite) or schema (PostgreSQL) in which a restore keeps what was there before."""
    if connection.vendor == "sqlite":
        return f"{connection.settings_dict['NAME']}.before-restore-{at:%Y%m%d-%H%M%S}"
    return f"before_restore_{at:%Y%m%d_%H%M%S}"


@contextmanager
def new_database(kept_as: str) -> Iterator[None]:
    """While the block runs, the default database is a new one without a table.

    When it ends well, that is the installation's own, and the old one is kept as `kept_as`, if it
    had any table. When it does not, or the process or the machine ends, the old one is there as it
    was. Raises Refused when somebody else has it open.
    """
    _let_go()
    own = dict(connections.databases[DEFAULT_DB_ALIAS])
    which = _beside if connection.vendor == "sqlite" else _in_one_transaction
    with which(own, kept_as):
        yield


def _let_go() -> None:
    """Of the database, as far as this process has it open."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


@contextmanager
def as_default(settings: dict[str, Any]) -> Iterator[None]:
    own = connections[DEFAULT_DB_ALIAS], connections.databases[DEFAULT_DB_ALIAS]
    connections.databases[DEFAULT_DB_ALIAS] = settings
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS], connections.databases[DEFAULT_DB_ALIAS] = own


@contextmanager
def _beside(own: dict[str, Any], kept_as: str) -> Iterator[None]:
    """SQLite: a file beside, whose pages replace those of the current one in one transaction.

    The file itself stays, for a program that had just opened it would go on in one that was moved.
    """
    path = Path(own["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.restoring")
    with closing(_held_alone(path)) as held:
        beside.unlink(missing_ok=True)
        try:
            options = {"transaction_mode": "IMMEDIATE", "init_command": WITHOUT_CARE}
            with as_default({**own, "NAME": str(beside), "OPTIONS": options}):
                yield
            with closing(sqlite3.connect(beside)) as new:
                (verdict,) = new.execute("PRAGMA quick_check(1)").fetchone()
                if verdict != "ok":
                    raise Refused(f"The new database is damaged: {verdict}.")
                if held.execute("SELECT 1 FROM sqlite_master").fetchone():
                    _keep(held, Path(kept_as))
                new.backup(held)
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            beside.unlink(missing_ok=True)


def _held_alone(path: Path) -> sqlite3.Connection:
    """A connection beside which nobody else can read or write."""
    held = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for statement in ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE", "COMMIT",
                          "PRAGMA synchronous=FULL"):  # fmt: skip
            held.execute(statement)
    except sqlite3.OperationalError as error:
        held.close()
        raise Refused(SOMEBODY if "locked" in str(error) else f"{path}: {error}.") from error
    return held


def _keep(held: sqlite3.Connection, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(part)) as kept:
            held.backup(kept)
            kept.execute("PRAGMA journal_mode=DELETE")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _in_one_transaction(own: dict[str, Any], kept_as: str) -> Iterator[None]:
    """PostgreSQL: the tables go into a schema of their own before the new ones are made."""
    settings = {**own, "OPTIONS": without_pool(own)}
    with as_default(settings):
        _wait_for_others()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                _put_aside(cursor, kept_as)
            yield


OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""
OURS = """
    SELECT 'TABLE', c.oid::regclass::text FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
        AND pg_get_userbyid(c.relowner) = current_user
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
        AND pg_get_userbyid(p.proowner) = current_user
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def _wait_for_others() -> None:
    """A moment, for connections take one to end. Raises Refused when some are still there."""
    until = time.monotonic() + BUSY_SECONDS
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        while cursor.fetchone()[0]:
            if time.monotonic() > until:
                raise Refused(SOMEBODY)
            time.sleep(0.05)
            cursor.execute(OTHERS)


def _put_aside(cursor: CursorWrapper, schema: str) -> None:
    cursor.execute(OURS)
    if not (ours := cursor.fetchall()):
        return
    quoted = connection.ops.quote_name(schema)
    cursor.execute(f"CREATE SCHEMA {quoted}")
    for kind, name in ours:
        cursor.execute(f"ALTER {kind} {name} SET SCHEMA {quoted}")
