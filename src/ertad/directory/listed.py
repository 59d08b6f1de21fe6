"""Several services as anyone may see them, for lists, hand-outs, contacts and fragments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.directory.freshness import Freshness, freshness, places_shown
from ertad.directory.models import Location, Service
from ertad.directory.models.services import Status
from ertad.directory.record import Record, read_records, shown_to
from ertad.directory.record.fields import COST, WEEK
from ertad.directory.record.wording import DAY_NAMES, language_name
from ertad.kernel.languages import Said, said

NOBODY = None
"""The reader: whoever holds the link or the paper may pass it on."""
LONGEST_CHAIN = 20
"""Merges of merges that are followed."""

Span = tuple[str, str, str]
"""(day, opens, closes)"""


@dataclass(frozen=True)
class ListedPlace:
    """Where a service is given. A confidential place has only its municipality.

    `hours` are lines such as "Monday–Friday 10:00–18:00"; `spans` the same as data.
    """

    name: Said
    address: Said
    municipality: Said
    point: tuple[float, float] | None
    confidential: bool
    hours: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Listed:
    """A service on a list, as of today; what ended says so and keeps its place on the list."""

    service_id: UUID
    name: Said
    description: Said
    institution_id: UUID
    institution: Said
    min_age: int | None
    max_age: int | None
    next_step: Said
    contact: Said
    phones: tuple[str, ...]
    email: str
    url: str
    cost: str
    languages: tuple[str, ...]
    where: tuple[ListedPlace, ...]
    serves: tuple[str, ...]
    nationwide: bool
    ended: bool
    ended_on: date | None
    places: str
    places_as_of: date | None
    freshness: Freshness
    assured_on: date | None
    sample_as_of: str
    invented: bool


def listed(ids: Sequence[UUID], today: date) -> list[Listed]:
    """The services in the order of `ids`, each once; a merged one is shown as what it became.

    A constant number of queries, some more where services were merged.
    """
    services = _survivors(ids)
    records = {
        key: shown_to(NOBODY, record)
        for key, record in read_records([service.pk for service in services]).items()
    }
    places = _places(records.values())
    return [_listed(each, records[each.pk], places, today) for each in services]


def _survivors(ids: Sequence[UUID]) -> list[Service]:
    """The services, merged ones replaced by what they became."""
    rows = Service.objects.visible_to(NOBODY).select_related("institution")
    known = rows.in_bulk(list(ids))
    for _step in range(LONGEST_CHAIN):
        into = {s.merged_into_id for s in known.values() if s.merged_into_id} - known.keys()
        if not into:
            break
        known |= rows.in_bulk(list(into))
    found: dict[UUID, Service] = {}
    for key in ids:
        service = known.get(key)
        while service and service.status == Status.MERGED and service.merged_into_id:
            service = known.get(service.merged_into_id)
        if service:
            found.setdefault(service.pk, service)
    return list(found.values())


def _places(records: Iterable[Record]) -> dict[str, Location]:
    """Every place of the records, by id; whether it may be told is decided in `_place`."""
    wanted = {place["location"] for record in records for place in record["at"]}
    rows = Location.objects.filter(pk__in=wanted).select_related("municipality")
    return {str(row.pk): row for row in rows.defer("municipality__outline")}


def _listed(
    service: Service, record: Record, places: Mapping[str, Location], today: date
) -> Listed:
    sample = bool(service.sample_as_of)
    as_of = date.fromisoformat(record["places_as_of"]) if record["places_as_of"] else None
    state = places_shown(record["places"], as_of, service.assured_on, today, sample=sample)
    where = [
        _place(
            places[at["location"]],
            tuple((day, opens, closes) for day, opens, closes in at["hours"]),
            hidden=record["confidential"],
        )
        for at in record["at"]
        if at["location"] in places
    ]
    return Listed(
        service_id=service.pk,
        name=said(record, "name"),
        description=said(record, "description"),
        institution_id=service.institution_id,
        institution=said(service.institution, "name"),
        min_age=record["min_age"],
        max_age=record["max_age"],
        next_step=said(record, "how_to_enter"),
        contact=said(record, "contact"),
        phones=tuple(record["phones"]),
        email=record["email"],
        url=record["url"],
        cost=str(dict(COST).get(record["cost"], "")),
        languages=tuple(language_name(code) for code in record["languages"]),
        where=tuple(where),
        serves=tuple(record["serves"]),
        nationwide=record["nationwide"],
        ended=service.status == Status.ENDED,
        ended_on=service.ended_on,
        places=state,
        places_as_of=as_of if state != "unknown" else None,
        freshness=freshness(service.assured_on, today, sample=sample),
        assured_on=service.assured_on,
        sample_as_of=service.sample_as_of,
        invented=service.invented,
    )


def _place(place: Location, spans: tuple[Span, ...], *, hidden: bool) -> ListedPlace:
    confidential = hidden or place.confidential
    nothing = Said("", "ka")
    return ListedPlace(
        name=nothing if confidential else said(place, "name"),
        address=nothing if confidential else said(place, "address"),
        municipality=said(place.municipality, "name") if place.municipality else nothing,
        point=None if confidential else _point(place),
        confidential=confidential,
        hours=tuple(hours_in_short(spans)),
        spans=spans,
    )


def _point(place: Location) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def hours_in_short(spans: Sequence[Span]) -> list[str]:
    """Days that follow each other with the same hours in one line: "Monday–Friday 10:00–18:00"."""
    of_day: dict[str, list[str]] = defaultdict(list)
    for day, opens, closes in spans:
        of_day[day].append(f"{opens}–{closes}")
    runs: list[tuple[list[str], str]] = []
    for day in WEEK:
        hours = ", ".join(of_day.get(day, ()))
        if runs and runs[-1][1] == hours:
            runs[-1][0].append(day)
        else:
            runs.append(([day], hours))
    return [f"{_days(days)} {hours}" for days, hours in runs if hours]


def _days(days: Sequence[str]) -> str:
    if len(days) == len(WEEK):
        return _("Every day")
    first, last = DAY_NAMES[days[0]], DAY_NAMES[days[-1]]
    if len(days) == 1:
        return str(first)
    return f"{first}–{last}" if len(days) > 2 else f"{first}, {last}"
