"""Two more connections: one that reads a single snapshot of the source, one to the target."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

SOURCE, TARGET = "move_source", "move_target"


def source_settings() -> dict[str, Any]:
    """The installation's own database, read at one moment however long it takes.

    SQLite's deferred transaction reads one snapshot and keeps nobody from writing.
    """
    own = dict(connections.databases["default"])
    if connections["default"].vendor == "sqlite":
        options = {**own["OPTIONS"], "transaction_mode": "DEFERRED"}
    else:
        from psycopg import IsolationLevel

        options = {**without_pool(own), "isolation_level": IsolationLevel.REPEATABLE_READ}
    return {**own, "OPTIONS": options}


def without_pool(settings: dict[str, Any]) -> dict[str, Any]:
    """The options of a database for one connection only."""
    return {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}


def target_settings(url: str) -> dict[str, Any]:
    """A database by its address, such as `postgres://user:password@host/ertad`."""
    settings: dict[str, Any] = environ.Env().db_url_config(url)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536"
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return settings


@contextmanager
def connected(alias: str, settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Name a database of these settings while the block runs; the rest is as Django has it."""
    connections.databases[alias] = ConnectionHandler({"default": settings}).databases["default"]
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


@contextmanager
def standing_still() -> Iterator[BaseDatabaseWrapper]:
    """The installation's own database as it is now, until the block ends; others write on."""
    with connected(SOURCE, source_settings()) as source, transaction.atomic(using=SOURCE):
        if source.vendor == "postgresql":
            with source.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        yield source


@contextmanager
def both(url: str) -> Iterator[tuple[BaseDatabaseWrapper, BaseDatabaseWrapper]]:
    """(source, target); the source stands still until the block ends."""
    with connected(TARGET, target_settings(url)) as target, standing_still() as source:
        yield source, target
