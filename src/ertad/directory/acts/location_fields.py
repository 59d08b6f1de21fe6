"""What a place consists of when somebody types it, and what must be true of it."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from ertad.directory.models.locations import HERE
from ertad.directory.record.checking import Problem, personal_number_in
from ertad.kernel.languages import LANGUAGES
from ertad.places.distance import kilometres
from ertad.places.models import Municipality

TEXTS = tuple(f"{base}_{lang}" for base in ("name", "address") for lang in LANGUAGES)
LOCATION_KEYS = (*TEXTS, "municipality_id", "country", "latitude", "longitude", "confidential")
LONGEST = 300
FARTHEST_KM = 100
"""No municipality of the country reaches farther from its town."""

LocationFields = Mapping[str, Any]
"""Every key of LOCATION_KEYS: texts as str, coordinates in degrees or None, confidential bool.

`country` may be left out: it is Georgia then. Elsewhere `municipality_id` is None.
"""


def tidy(fields: LocationFields) -> dict[str, Any]:
    """The fields without white space around texts."""
    known = {"country": HERE, **fields}
    return {key: known[key].strip() if key in TEXTS else known[key] for key in LOCATION_KEYS}


def problems_of(fields: LocationFields) -> Iterator[Problem]:
    """What keeps the place from being written; one query for the municipality."""
    if not any(fields[key] for key in TEXTS):
        yield Problem("address_ka", "no_address")
    for key in TEXTS:
        if personal_number_in(fields[key]):
            yield Problem(key, "personal_number")
        if len(fields[key]) > LONGEST:
            yield Problem(key, "too_long", {"limit": LONGEST})
    town = Municipality.objects.filter(pk=fields["municipality_id"]).first()
    if town is None and fields["country"] != HERE and not fields["municipality_id"]:
        yield from _problems_of_point(fields["latitude"], fields["longitude"], None)
        return
    if town is None:
        code = fields["municipality_id"]
        yield Problem(
            "municipality_id", "unknown_code" if code else "no_municipality", {"code": code}
        )
        return
    yield from _problems_of_point(fields["latitude"], fields["longitude"], town)


def _problems_of_point(
    latitude: float | None, longitude: float | None, town: Municipality | None
) -> Iterator[Problem]:
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        yield Problem("latitude" if latitude is None else "longitude", "half_a_point")
    elif (
        not (isfinite(latitude) and isfinite(longitude))
        or abs(latitude) > 90
        or abs(longitude) > 180
    ):
        yield Problem("latitude", "no_such_point")
    elif town and (far := kilometres((latitude, longitude), town.town)) > FARTHEST_KM:
        yield Problem("latitude", "far_away", {"km": round(far), "town": town.name})
