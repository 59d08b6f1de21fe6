"""Three-way merge: what the workbook was filled with, what the directory says now, what was sent.

A sent value that was never touched takes nothing from a newer one; two different new values are a
question for a person, and both are kept until it is answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ertad.directory.record import Record, field_of, normalised

Conflict = dict[str, Any]


@dataclass(frozen=True)
class Merged:
    """`record` holds the current value where there is a conflict; `changed` are keys now new."""

    record: Record
    changed: tuple[str, ...] = ()
    conflicts: dict[str, Conflict] = field(default_factory=dict)


def three_way(base: Record | None, current: Record, sent: Mapping[str, Any]) -> Merged:
    """Merge `sent` (record key -> value, only of columns that were there) into `current`.

    Without a base nobody can tell an erased value from one never written: a blank erases nothing,
    every other value is taken.
    """
    sent = tidy({**current, **sent}, sent)
    record = dict(current)
    conflicts: dict[str, Conflict] = {}
    for key, value in sent.items():
        now = current[key]
        before = now if base is None else base[key]
        if value in (now, before):
            continue
        if base is None and value == field_of(key).blank():
            continue
        if now == before:
            record[key] = value
        else:
            conflicts[key] = {"base": before, "current": now, "sent": value, "choice": ""}
    changed = tuple(key for key in sent if record[key] != current[key])
    return Merged(record, changed, conflicts)


def settled(record: Record, conflicts: Mapping[str, Conflict]) -> Record:
    """`record` with every answered conflict in it; those without an answer stay as they are."""
    chosen = {
        key: conflict[conflict["choice"]]
        for key, conflict in conflicts.items()
        if conflict["choice"]
    }
    return normalised({**record, **chosen})


def open_conflicts(conflicts: Mapping[str, Conflict]) -> list[str]:
    """The keys that nobody has decided yet."""
    return [key for key, conflict in conflicts.items() if not conflict["choice"]]


def tidy(record: Record, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `keys` in `record` as they would come back after writing."""
    whole = normalised(record)
    return {key: whole[key] for key in keys}
