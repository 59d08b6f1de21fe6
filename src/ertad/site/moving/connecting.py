"""Two more connections: one that reads a single snapshot of the source, one to the target."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

SOURCE, TARGET = "move_source", "move_target"


def add_connection(alias: str, settings: dict[str, Any]) -> BaseDatabaseWrapper:
    """Name a database of these settings; what they leave out is as Django has it."""
    connections.databases[alias] = ConnectionHandler({"default": settings}).databases["default"]
    return connections[alias]


def source_settings() -> dict[str, Any]:
    """The installation's own database, read at one moment however long it takes.

    SQLite's deferred transaction reads one snapshot and keeps nobody from writing.
    """
    own = dict(connections.databases["default"])
    if connections["default"].vendor == "sqlite":
        options = {**own["OPTIONS"], "transaction_mode": "DEFERRED"}
    else:
        from psycopg import IsolationLevel

        options = {
            **{name: value for name, value in own["OPTIONS"].items() if name != "pool"},
            "isolation_level": IsolationLevel.REPEATABLE_READ,
        }
    return {**own, "OPTIONS": options}


def target_settings(url: str) -> dict[str, Any]:
    """A database by its address, such as `postgres://user:password@host/ertad`."""
    settings: dict[str, Any] = environ.Env().db_url_config(url)
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536"
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return settings


@contextmanager
def both(url: str) -> Iterator[tuple[BaseDatabaseWrapper, BaseDatabaseWrapper]]:
    """(source, target); the source stands still until the block ends."""
    source = add_connection(SOURCE, source_settings())
    target = add_connection(TARGET, target_settings(url))
    try:
        with transaction.atomic(using=SOURCE):
            yield source, target
    finally:
        for alias in (SOURCE, TARGET):
            connections[alias].close()
            del connections[alias]
            del connections.databases[alias]
