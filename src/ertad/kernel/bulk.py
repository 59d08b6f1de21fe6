"""Many rows at once: plain tuples, one statement a table, the same on SQLite and PostgreSQL.

Django's bulk_create and bulk_update make an object and an expression of every cell; a publication
writes some hundred thousand of them in one short transaction. Values are made ready for the
database before it (`ready`), so that within it only the statements run.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]
Model = type[models.Model]
AS_THEY_ARE = (
    models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField,
)  # fmt: skip


def ready(model: Model, columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """Rows of Python values as the database wants them; `columns` are attribute names."""
    changing = _conversions(model, tuple(columns), connection.vendor)
    result = []
    for row in rows:
        cells = list(row)
        for at, function in changing:
            if cells[at] is not None:
                cells[at] = function(cells[at])
        result.append(tuple(cells))
    return result


def insert(model: Model, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows made `ready`; columns that are left out get the database's own value."""
    if not rows:
        return
    table, names = _table(model), ", ".join(_columns(model, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def update(model: Model, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Update by primary key; each row made `ready` holds the columns' values, then the key."""
    if not rows:
        return
    sets = ", ".join(f"{name} = %s" for name in _columns(model, columns))
    key = _columns(model, [str(model._meta.pk and model._meta.pk.attname)])[0]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_table(model)} SET {sets} WHERE {key} = %s", rows)  # noqa: S608


def delete(model: Model, column: str, values: Sequence[Any]) -> None:
    """Delete the rows whose `column` is one of `values`; what hangs on them must be gone."""
    if not values:
        return
    name = _columns(model, [column])[0]
    rows = ready(model, [column], ((value,) for value in values))
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_table(model)} WHERE {name} = %s", rows)  # noqa: S608


@contextmanager
def many_pages() -> Iterator[None]:
    """Around a large act, on SQLite: room for all the pages that it changes.

    Otherwise the act reads and writes them several times while everybody waits. And what was
    written to the log goes into the database after the act, when nobody waits for it.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = [_pragma(cursor, name) for name in ("cache_size", "wal_autocheckpoint")]
        _set_pragmas(cursor, PAGES_OF_A_LARGE_ACT, 0)
        try:
            yield
        finally:
            _set_pragmas(cursor, *before)
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


PAGES_OF_A_LARGE_ACT = -128 * 1024
"""Negative, as SQLite counts kilobytes."""


def _pragma(cursor: CursorWrapper, name: str) -> int:
    cursor.execute(f"PRAGMA {name}")
    return int(cursor.fetchone()[0])


def _set_pragmas(cursor: CursorWrapper, cache_size: int, wal_autocheckpoint: int) -> None:
    cursor.execute(f"PRAGMA cache_size={cache_size}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={wal_autocheckpoint}")


def as_json(value: Any) -> str:
    """Compact JSON text, letters as they are."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=DjangoJSONEncoder().default
)


@lru_cache(maxsize=100)
def _conversions(
    model: Model, columns: tuple[str, ...], _vendor: str
) -> list[tuple[int, Callable[[Any], Any]]]:
    """(position, function) of the columns whose values this kind of database wants otherwise."""
    fields = (model._meta.get_field(name) for name in columns)
    convert = ((at, _converter(field)) for at, field in enumerate(fields))
    return [(at, function) for at, function in convert if function]


def _converter(field: Any) -> Callable[[Any], Any] | None:
    while field.is_relation:
        field = field.target_field
    match field:
        case models.UUIDField():
            return None if connection.features.has_native_uuid_field else _hex
        case models.JSONField():
            return as_json
        case models.DecimalField():
            raise TypeError(f"{field} is not written in bulk")
        case _ if isinstance(field, AS_THEY_ARE):
            return None
        case _:
            return lru_cache(maxsize=5000)(lambda v: field.get_db_prep_save(v, connection))


def _hex(value: UUID) -> str:
    return value.hex


def _table(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: Model, names: Sequence[str]) -> list[str]:
    columns = (getattr(model._meta.get_field(name), "column", name) for name in names)
    return [connection.ops.quote_name(str(column)) for column in columns]
