"""What an institution's workbook is filled with, and what its answers are compared with later."""

from collections.abc import Mapping
from typing import Any

from ertad.directory.models import Location, Programme, Service
from ertad.directory.record import Record, read_records
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution

PLACE = "place:"
Place = dict[str, Any]
PLACE_KEYS = (
    *(f"name_{lang}" for lang in LANGUAGES),
    *(f"address_{lang}" for lang in LANGUAGES),
    "municipality",
    "country",
    "latitude",
    "longitude",
    "confidential",
)  # fmt: skip


def base_of(institution: Institution) -> dict[str, list[Any]]:
    """For `Invitation.base`: service id -> [version, record] of every service that runs.

    The institution's places are in it too, as `place:<location id>` -> [version, place].
    """
    rows = Service.objects.active().filter(institution=institution).values_list("id", "version")
    versions = dict(rows)
    base = {
        str(key): [versions[key], record]
        for key, record in read_records(sorted(versions, key=str)).items()
    }
    places = places_of(institution)
    return base | {PLACE + key: [version, place] for key, (version, place) in places.items()}


def places_of(institution: Institution) -> dict[str, tuple[int, Place]]:
    """Location id -> (version, place) of every place of the institution, in a settled order."""
    return {
        str(location.pk): (location.version, place_record(location))
        for location in Location.objects.filter(institution=institution).order_by("id")
    }


def place_record(location: Location) -> Place:
    """A place as a plain object of `PLACE_KEYS`."""
    names = {key: getattr(location, key) for key in PLACE_KEYS if key != "municipality"}
    return {**names, "municipality": location.municipality_id or ""}


def services_in(base: Mapping[str, Any]) -> dict[str, tuple[int, Record]]:
    """The services of a stored base, in the order of their names."""
    found = [(key, *entry) for key, entry in base.items() if not key.startswith(PLACE)]
    found.sort(key=lambda row: (said(row[2], "name").text, row[0]))
    return {key: (version, record) for key, version, record in found}


def places_in(base: Mapping[str, Any]) -> dict[str, tuple[int, Place]]:
    """The places of a stored base."""
    return {
        key.removeprefix(PLACE): (entry[0], entry[1])
        for key, entry in base.items()
        if key.startswith(PLACE)
    }


def programme_names(institution: Institution, language: str) -> dict[str, str]:
    """Programme id -> its name."""
    programmes = Programme.objects.filter(institution=institution).order_by("id")
    return {str(p.pk): said(p, "name", language).text for p in programmes}
