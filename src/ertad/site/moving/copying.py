"""Copies one table, and makes the digest of its rows while they pass."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db.backends.base.base import BaseDatabaseWrapper

from ertad.site.moving.tables import Table
from ertad.site.moving.telling import Tick
from ertad.site.moving.values import Change, marking, reading, writing

Row = list[Any]


@dataclass
class Digest:
    """Rows in key order as one number to compare; `rows` counts them."""

    table: Table
    rows: int = 0
    _hash: Any = field(default_factory=lambda: hashlib.blake2b(digest_size=16))

    def __post_init__(self) -> None:
        self._marks = _changes(marking(field) for field in self.table.fields)

    def of(self, batch: list[Row]) -> None:
        self.rows += len(batch)
        text = "".join(repr(_changed(row, self._marks)) for row in batch)
        self._hash.update(text.encode("utf-8", "surrogatepass"))

    @property
    def value(self) -> str:
        return str(self._hash.hexdigest())


Changes = list[tuple[int, Change]]


def _changes(found: Iterable[Change | None]) -> Changes:
    return [(at, change) for at, change in enumerate(found) if change]


def _changed(row: Iterable[Any], changes: Changes) -> Row:
    cells = list(row)
    for at, change in changes:
        if cells[at] is not None:
            cells[at] = change(cells[at])
    return cells


def batches(table: Table, connection: BaseDatabaseWrapper) -> Iterator[list[Row]]:
    """The rows in key order and neutral form, some at a time."""
    reads = _changes(reading(field, connection.vendor) for field in table.fields)
    with connection.chunked_cursor() as cursor:
        cursor.cursor.itersize = table.rows_at_once  # of PostgreSQL; elsewhere nobody reads it
        cursor.execute(table.in_key_order(connection))
        rows = iter(cursor)
        while batch := list(islice(rows, table.rows_at_once)):
            yield [_changed(row, reads) for row in batch]


def copy_table(
    table: Table, source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, tick: Tick
) -> Digest:
    """All rows from one database to the other; the digest of what was read."""
    return write_table(table, batches(table, source), target, tick)


def write_table(
    table: Table, rows: Iterable[list[Row]], target: BaseDatabaseWrapper, tick: Tick
) -> Digest:
    """Rows in neutral form, some at a time, into the target; their digest."""
    digest = Digest(table)
    writes = _changes(writing(field, target.vendor) for field in table.fields)
    into = f"{table.named(target)} ({table.columns(target)})"

    def passing() -> Iterator[list[Row]]:
        for batch in rows:
            digest.of(batch)
            yield [_changed(row, writes) for row in batch]
            tick(len(batch))

    with target.wrap_database_errors, target.cursor() as cursor:
        if target.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for batch in passing():
                    for row in batch:
                        copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(table.fields))
            for batch in passing():
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", batch)  # noqa: S608
    return digest


def digest_of(table: Table, connection: BaseDatabaseWrapper, tick: Tick) -> Digest:
    digest = Digest(table)
    for batch in batches(table, connection):
        digest.of(batch)
        tick(len(batch))
    return digest


def set_sequences(written: Sequence[Table], target: BaseDatabaseWrapper) -> None:
    """What is added next gets a number after those that were written."""
    statements = target.ops.sequence_reset_sql(no_style(), [table.model for table in written])
    with target.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
