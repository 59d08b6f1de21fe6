"""The fictional Example region: ten municipalities, drawn by us, in the open sea on purpose."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ertad.audit.loading import load_rows
from ertad.audit.trail import Trace
from ertad.engines.script import name_key
from ertad.places.models import Municipality, MunicipalityAlias, Region

DATA = Path(__file__).parent / "data"
REGION = "GE-EX"


def load_example_region(trace: Trace) -> Counter[str]:
    """Region `GE-EX` and municipalities `example-1` to `example-10`; repeatable."""
    region = {
        "code": REGION,
        "name_ka": "სამაგალითო მხარე",
        "name_en": "Example region",
        "name_fr": "Région d’exemple",
        "invented": True,
    }
    counts = load_rows(trace, Region, [region])
    counts += load_rows(trace, Municipality, _municipalities())
    counts += load_rows(trace, MunicipalityAlias, _aliases(), key=("municipality_id", "name"))
    return counts


def _read() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / "example_region.json").read_text("utf-8"))
    return rows


def _names(number: int) -> dict[str, str]:
    return {
        "name_ka": f"სამაგალითო {number}",
        "name_en": f"Example {number}",
        "name_fr": f"Exemple {number}",
    }


def _municipalities() -> Iterator[dict[str, Any]]:
    for row in _read():
        longitude, latitude = row["town"]
        yield {
            "code": row["code"],
            **_names(row["number"]),
            "official_name_ka": f"სამაგალითო {row['number']}-ის მუნიციპალიტეტი",
            "official_name_en": f"Example {row['number']} Municipality",
            "kind": "self_governing_community",
            "region_id": REGION,
            "population": row["population"],
            "latitude": latitude,
            "longitude": longitude,
            "seat_latitude": latitude,
            "seat_longitude": longitude,
            "outline": row["outline"],
            "invented": True,
        }


def _aliases() -> Iterator[dict[str, Any]]:
    for row in _read():
        for name in _names(row["number"]).values():
            yield {"municipality_id": row["code"], "name": name, "folded": name_key(name)}
