"""Loads regions, municipalities, other spellings and outlines from the product's own files."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ertad.audit.loading import load_rows
from ertad.audit.trail import Trace
from ertad.engines.script import name_key
from ertad.places.models import Municipality, MunicipalityAlias, OccupiedArea, Region

DATA = Path(__file__).parent / "data"
Rings = list[list[list[float]]]


def load_places(trace: Trace) -> Counter[str]:
    """Load the real places; repeatable. Returns rows new, changed, same."""
    counts = load_rows(trace, Region, _regions())
    counts += load_rows(trace, Municipality, _municipalities())
    counts += load_rows(trace, OccupiedArea, _occupied())
    counts += load_rows(trace, MunicipalityAlias, _aliases(), key=("municipality_id", "name"))
    return counts


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _features(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((DATA / name).read_text("utf-8"))["features"]
    return features


def rings(geometry: dict[str, Any]) -> Rings:
    """Outer rings of a GeoJSON Polygon or MultiPolygon, as [longitude, latitude] points."""
    shapes = geometry["coordinates"]
    return [shape[0] for shape in ([shapes] if geometry["type"] == "Polygon" else shapes)]


def _names(properties: dict[str, str]) -> dict[str, str]:
    return {f"name_{lang}": properties[f"name_{lang}"] for lang in ("ka", "en", "fr")}


def _regions() -> Iterator[dict[str, Any]]:
    outlines = {f["properties"]["region_code"]: f for f in _features("regions.geojson")}
    for code, feature in outlines.items():
        names = _names(feature["properties"])
        yield {"code": code, **names, "outline": rings(feature["geometry"])}


def _municipalities() -> Iterator[dict[str, Any]]:
    outlines = {
        f["properties"]["code"]: rings(f["geometry"]) for f in _features("municipalities.geojson")
    }
    for row in _read("municipalities.csv"):
        yield {
            "code": row["code"],
            "name_ka": row["short_name_ka"],
            "name_en": row["name_en"],
            "name_fr": row["name_fr"],
            "official_name_ka": row["name_ka"],
            "official_name_en": row["official_name_en"],
            "kind": row["type"],
            "region_id": row["region_code"],
            "population": int(row["population"]) if row["population"] else None,
            "population_year": int(row["population_year"]) if row["population_year"] else None,
            "latitude": float(row["lat"]),
            "longitude": float(row["lon"]),
            "seat_latitude": float(row["seat_lat"]) if row["seat_lat"] else None,
            "seat_longitude": float(row["seat_lon"]) if row["seat_lon"] else None,
            "budget_code": row["budget_code"],
            "wof_id": row["wof_id"],
            "wikidata": row["wikidata"],
            "outline": outlines.get(row["code"], []),
        }


def _occupied() -> Iterator[dict[str, Any]]:
    for feature in _features("municipalities.geojson"):
        properties = feature["properties"]
        if properties["status"] == "occupied_territory":
            names = _names(properties)
            yield {"code": properties["code"], **names, "outline": rings(feature["geometry"])}


def _aliases() -> Iterator[dict[str, Any]]:
    """Our list of spellings, and each official and short name, so that one lookup finds all."""
    said = {(row["code"], row["name"]) for row in _read("aliases.csv")}
    for row in _read("municipalities.csv"):
        names = ("name_ka", "name_en", "name_fr", "short_name_ka", "official_name_en")
        said |= {(row["code"], row[name]) for name in names if row[name]}
    for code, name in sorted(said):
        yield {"municipality_id": code, "name": name, "folded": name_key(name)}
