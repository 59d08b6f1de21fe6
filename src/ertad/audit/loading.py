"""Loading reference rows, repeatable: what is new is added, what differs changed, each traced."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import models

from ertad.audit.trail import Trace, snapshot

BATCH = 500


def load_rows(
    trace: Trace,
    model: type[models.Model],
    rows: Iterable[dict[str, Any]],
    *,
    key: tuple[str, ...] = ("pk",),
) -> Counter[str]:
    """Bring the table to `rows` ({column attname: value}); rows not named are left alone.

    Returns how many were new, changed and same. `key` names the columns that identify a row.
    """
    manager = model._default_manager
    name = model._meta.pk.attname if key == ("pk",) else ""
    columns = (name,) if name else key
    existing = {tuple(getattr(o, c) for c in columns): o for o in manager.all()}
    fresh, changed, counts = [], [], Counter[str]()
    touched: set[str] = set()
    for row in rows:
        record = existing.get(tuple(row[c] for c in columns))
        if record is None:
            record = model(**row)
            existing[tuple(row[c] for c in columns)] = record
            fresh.append(record)
            continue
        differing = {c: v for c, v in row.items() if getattr(record, c) != v}
        counts["changed" if differing else "same"] += 1
        if differing:
            before = snapshot(record)
            for column, value in differing.items():
                setattr(record, column, value)
            changed.append(record)
            touched |= set(differing)
            trace.revised(model._meta.label_lower, record.pk, before, snapshot(record))
    manager.bulk_create(fresh, BATCH)
    for record in fresh:
        trace.revised(model._meta.label_lower, record.pk, None, snapshot(record))
    if changed:
        fields = [f.name for f in model._meta.concrete_fields if f.attname in touched]
        manager.bulk_update(changed, fields, BATCH)
    counts["new"] = len(fresh)
    return counts
