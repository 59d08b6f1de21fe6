"""The ids that other lists give to services and places: kept, so that the next list finds them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from ertad.collection.models import SourceRow, Submission
from ertad.collection.publishing.rows import TAKEN, PlannedRow
from ertad.directory.models import Location, Service, ServiceForeignId
from ertad.directory.models.locations import LocationForeignId

A_STATEMENT = 200


def write_foreign_ids(submissions: Iterable[UUID], rows: Iterable[PlannedRow]) -> None:
    """Within the act that publishes; an id that is known already stays where it is."""
    files = list(submissions)
    left_out = {row.service_id for row in rows if row.fate == "left_out"}
    found = SourceRow.objects.filter(submission__in=files).exclude(locations=[], foreign=[])
    services: dict[tuple[str, str], UUID] = {}
    places: dict[tuple[str, str], UUID] = {}
    for key, foreign, told, outcome in found.values_list(
        "service_id", "foreign", "locations", "outcome"
    ):
        if outcome not in TAKEN:
            continue
        places |= _places(told)
        if foreign and key not in left_out:
            services[foreign[0], foreign[1]] = key
    unplaced = Submission.objects.filter(pk__in=files).exclude(places=[])
    for told in unplaced.values_list("places", flat=True):
        places |= _places(told)
    ServiceForeignId.objects.bulk_create(
        [ServiceForeignId(service_id=key, **told) for key, told in _there(Service, services)],
        A_STATEMENT,
        ignore_conflicts=True,
    )
    LocationForeignId.objects.bulk_create(
        [LocationForeignId(location_id=key, **told) for key, told in _there(Location, places)],
        A_STATEMENT,
        ignore_conflicts=True,
    )


def _places(told: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], UUID]]:
    for place in told:
        if foreign := place.get("foreign"):
            yield (foreign[0], foreign[1]), UUID(str(place["id"]))


def _there(
    model: type[Service | Location], ids: Mapping[tuple[str, str], UUID]
) -> Iterator[tuple[UUID, dict[str, str]]]:
    """Those whose service or place is there, with source and value as long as they may be."""
    there = set(model.objects.filter(pk__in=ids.values()).values_list("pk", flat=True))
    for (source, value), key in ids.items():
        if key in there:
            yield key, {"source": source[:120], "value": value[:200]}
