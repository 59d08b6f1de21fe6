"""A value of a column in one neutral form: from either database, for either, and for its digest.

Whole numbers stand for yes and no, 32 hex digits for a UUID, `2026-11-20 09:00:00.5` texts for
moments (UTC), days and times; JSON stays the text that it is. None stays None.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import models

Change = Callable[[Any], Any]
AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.GenericIPAddressField,
)


class Unmovable(TypeError):
    """There is a column of a kind that this module does not know."""


def reading(field: models.Field[Any, Any], vendor: str) -> Change | None:
    """From what this database's driver gives to the neutral form; None where that is the same."""
    there = vendor == "postgresql"
    match own_kind(field):
        case models.UUIDField():
            return (lambda value: value.hex) if there else None
        case models.BooleanField():
            return int
        case models.DateTimeField():
            return _moment
        case models.DateField() | models.TimeField():
            return str
        case models.BinaryField():
            return bytes
        case kind if isinstance(kind, (models.JSONField, *AS_THEY_ARE)):
            return None
    raise Unmovable(f"{field} is of a kind that cannot be moved")


def writing(field: models.Field[Any, Any], vendor: str) -> Change | None:
    """From the neutral form to what this database takes; None where that is the same."""
    if vendor == "postgresql" and isinstance(own_kind(field), models.DateTimeField):
        return lambda value: f"{value}+00"
    return None


def marking(field: models.Field[Any, Any]) -> Change | None:
    """From the neutral form to what a digest is made of; None where that is the same."""
    match own_kind(field):
        case models.JSONField():
            return _json
        case models.FloatField():
            return float
        case models.BinaryField():
            return bytes.hex
    return None


def own_kind(field: Any) -> models.Field[Any, Any]:
    """The field itself, or the key that it points to."""
    while field.is_relation:
        field = field.target_field
    kind: models.Field[Any, Any] = field
    return kind


@lru_cache(maxsize=5000)
def _moment(value: datetime) -> str:
    """SQLite's moments are in UTC and do not say so."""
    return str(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)


def _number(text: str) -> float | int:
    number = float(text)
    return int(number) if number.is_integer() else number


_READ = json.JSONDecoder(parse_float=_number).decode
_WRITTEN = json.JSONEncoder(sort_keys=True).encode
SHORT = 200
"""Characters of JSON that may well come again, such as [] or ["ka"]."""


def _json(text: str) -> str:
    """PostgreSQL keeps JSON without the order of keys, and 1e2 as 100."""
    return _short_json(text) if len(text) <= SHORT else _WRITTEN(_READ(text))


@lru_cache(maxsize=10_000)
def _short_json(text: str) -> str:
    return _WRITTEN(_READ(text))
