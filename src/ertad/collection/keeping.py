"""Revisions of invitations and submissions without their files and kept bases."""

import json
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ertad.audit.trail import StaleEdit, Trace

M = TypeVar("M", bound=models.Model)
LEFT_OUT = frozenset({"content", "base", "raw", "past", "columns"})
"""Columns that never change after they were written, or that are themselves copies or read anew."""


def change(
    trace: Trace,
    record: M,
    /,
    *,
    institution_id: object,
    version: int | None = None,
    **changes: Any,
) -> M:
    """As `Trace.update`, for records that carry a file: one versioned update and its revision.

    Raises StaleEdit with the current record when `version` (or the record's own) is not current.
    """
    before = _columns(record)
    expected = record.version if version is None else version  # type: ignore[attr-defined]
    changes["version"] = expected + 1
    rows = type(record)._default_manager.filter(pk=record.pk, version=expected)
    if not rows.update(**changes):
        heavy = [f.attname for f in record._meta.concrete_fields if f.attname in LEFT_OUT]
        raise StaleEdit(type(record)._default_manager.defer(*heavy).get(pk=record.pk))
    for name, value in changes.items():
        setattr(record, name, value)
    label = record._meta.label_lower
    trace.revised(label, record.pk, before, _columns(record), institution_id)
    return record


def create(trace: Trace, record: M, *, institution_id: object) -> M:
    """As `Trace.create`, for records that carry a file."""
    record.save(force_insert=True)
    label = record._meta.label_lower
    trace.revised(label, record.pk, None, _columns(record), institution_id)
    return record


def _columns(record: models.Model) -> dict[str, Any]:
    unread = record.get_deferred_fields() | LEFT_OUT
    columns = {
        field.attname: field.value_from_object(record)
        for field in record._meta.concrete_fields
        if field.attname not in unread
    }
    plain: dict[str, Any] = json.loads(json.dumps(columns, cls=DjangoJSONEncoder))
    return plain
