"""What the directory said when a file was checked, of records that were edited live since."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from ertad.audit.models import Revision

IDS_A_QUERY = 5000


def as_checked(kind: str, checked_at: Mapping[str, datetime]) -> dict[str, dict[str, Any] | None]:
    """Record id -> what it was at its `checked_at`, for those changed later.

    It is the state before the first revision after that moment. One query for 5,000 ids.
    """
    if not checked_at:
        return {}
    found: dict[str, dict[str, Any] | None] = {}
    ids, earliest = sorted(checked_at), min(checked_at.values())
    for start in range(0, len(ids), IDS_A_QUERY):
        later = Revision.objects.filter(
            kind=kind, object_id__in=ids[start : start + IDS_A_QUERY], at__gt=earliest
        )
        for key, at, before in later.order_by("id").values_list("object_id", "at", "before"):
            if at > checked_at[key]:
                found.setdefault(key, before)
    return found


def overruled(
    base: Mapping[str, Any], live: Mapping[str, Any], sent: Mapping[str, Any], keys: Collection[str]
) -> tuple[dict[str, Any], list[str]]:
    """(merged values of `keys`, the keys where a newer live value stays against the one sent)."""
    result, kept = {}, []
    for key in keys:
        mine = sent[key] != base[key]
        theirs = live[key] not in (base[key], sent[key])
        result[key] = sent[key] if mine and not theirs else live[key]
        if mine and theirs:
            kept.append(key)
    return result, kept
