"""Which tables are moved, and in which order: what is pointed to comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from ertad.site.moving.values import own_kind

FILLED_BY_MIGRATE = frozenset({"contenttypes.ContentType", "auth.Permission"})
"""Tables that Django fills itself when it makes the others; the source's rows take their place."""
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Table:
    """A table and the columns of its model."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.label

    @cached_property
    def fields(self) -> list[models.Field[Any, Any]]:
        """In the order of their columns' names, whatever order a version of Ertad has them in."""
        return sorted(self.model._meta.concrete_fields, key=lambda field: str(field.column))

    @property
    def rows_at_once(self) -> int:
        """How many may be in memory together: of files that were sent up, one."""
        files = any(isinstance(field, models.BinaryField) for field in self.fields)
        return 1 if files else ROWS_AT_ONCE

    def named(self, connection: BaseDatabaseWrapper) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    def columns(self, connection: BaseDatabaseWrapper) -> str:
        return ", ".join(connection.ops.quote_name(str(field.column)) for field in self.fields)

    def in_key_order(self, connection: BaseDatabaseWrapper) -> str:
        """All rows; texts are put in order by their bytes, as SQLite does."""
        key = self.model._meta.pk
        column = connection.ops.quote_name(str(key.column))
        textual = isinstance(own_kind(key), models.CharField | models.TextField)
        by_bytes = ' COLLATE "C"' if textual and connection.vendor == "postgresql" else ""
        table = self.named(connection)
        return f"SELECT {self.columns(connection)} FROM {table} ORDER BY {column}{by_bytes}"  # noqa: S608

    def count(self, connection: BaseDatabaseWrapper) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self.named(connection)}")  # noqa: S608
            return int(cursor.fetchone()[0])


def tables(registry: Apps = apps) -> list[Table]:
    """The tables that every kind of database has, in foreign-key order.

    Those of one kind only (PostgreSQL's words of the search) are made from the others.
    """
    found = [
        model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.required_db_vendor
    ]
    return [Table(model) for model in _ordered(found)]


def _ordered(found: list[type[models.Model]]) -> Iterator[type[models.Model]]:
    placed: set[type[models.Model]] = set()
    while rest := [model for model in found if model not in placed]:
        ready = [model for model in rest if not (points_to(model) & set(rest)) - {model}]
        if not ready:
            raise ValueError(f"{[model._meta.label for model in rest]} point at each other")
        placed.update(ready)
        yield from ready


def points_to(model: type[models.Model]) -> set[type[models.Model]]:
    """The models of its foreign keys."""
    related = (field.related_model for field in model._meta.concrete_fields if field.is_relation)
    return {other for other in related if isinstance(other, type)}
