"""Places as an earlier copy of the workbook showed them: the round keeps only the newest base."""

from collections.abc import Mapping
from typing import Any

from ertad.audit.models import Revision
from ertad.collection.staging.known import Known
from ertad.collection.workbook.base import PLACE_KEYS, Place
from ertad.directory.models import Location
from ertad.files.spreadsheets import values
from ertad.files.spreadsheets.tables import Table

LABEL = Location._meta.label_lower
IDS_A_QUERY = 900


def take_back(known: Known, table: Table) -> None:
    """Put the places of `known.base_places` back to what the rows of the sheet Places were made of.

    One query for every 900 places that were changed between two copies.
    """
    wanted: dict[str, int] = {}
    for row in table.rows:
        key = values.as_text(row.values.get("place_id"))
        version, _code = values.whole_number(row.values.get("base_version"))
        kept = known.base_places.get(key)
        if kept and version is not None and version < kept[0]:
            wanted[key] = version
    for key, (version, place) in _in_history(wanted).items():
        known.base_places[key] = version, {**known.base_places[key][1], **place}


def _in_history(wanted: Mapping[str, int]) -> dict[str, tuple[int, Place]]:
    """Location id -> (version, the place at that version), for those of which it is known.

    It is what the revision to that version left, or what the one after it found.
    """
    found: dict[str, tuple[int, Place]] = {}
    keys = list(wanted)
    for start in range(0, len(keys), IDS_A_QUERY):
        rows = Revision.objects.filter(
            kind=LABEL, object_id__in=keys[start : start + IDS_A_QUERY]
        ).order_by("id")
        for key, *states in rows.values_list("object_id", "before", "after"):
            for state in states:
                if state and state.get("version") == wanted[key]:
                    found[key] = wanted[key], _as_place(state)
    return found


def _as_place(columns: Mapping[str, Any]) -> Place:
    named = {**columns, "municipality": columns.get("municipality_id") or ""}
    return {key: named[key] for key in PLACE_KEYS if key in named}
