"""All that someone needs to go to a service, as a reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ertad.directory.freshness import Freshness, freshness, places_shown
from ertad.directory.models import Location, MoreHowToEnter, Service
from ertad.directory.record import Record, read_record, shown_to
from ertad.directory.record.wording import DAY_NAMES, Wording
from ertad.kernel.languages import Said, more_languages, said
from ertad.kernel.rights import everywhere, held_in

ASKED_BELOW = ("types", "target_groups", "needs", "sex", "serves", "languages", "pathways")


@dataclass(frozen=True)
class Place:
    """A place where the service is given. A confidential one has no address, name or point."""

    id: UUID | None
    name: Said
    address: Said
    municipality: Said
    point: tuple[float, float] | None
    hours: list[dict[str, str]]


@dataclass(frozen=True)
class ServicePage:
    """`places` is the state as it may be shown today; `facts` are (key, label, lines)."""

    service: Service
    record: Record
    name: Said
    description: Said
    how_to_enter: Said
    in_more_languages: Sequence[MoreHowToEnter]
    contact: Said
    cost_note: Said
    documents: Sequence[str]
    documents_language: str
    places: str
    places_as_of: date | None
    freshness: Freshness
    where: Sequence[Place]
    wording: Wording
    own: bool

    @property
    def has_next_step(self) -> bool:
        """Whether anything is known that a reader can do first."""
        reach = (self.record["phones"], self.record["email"], self.record["url"])
        return bool(self.how_to_enter.text or self.contact.text or any(reach))

    @property
    def assured_on(self) -> date | None:
        return self.service.assured_on

    @property
    def sample_as_of(self) -> str:
        return self.service.sample_as_of


def service_page(service: Service, user: object, today: date) -> ServicePage:
    """A constant number of queries. `service` comes from `Service.objects.visible_to(user)`."""
    own = service.institution_id in held_in(user, "confidential.see")
    record = shown_to(user, read_record(service), own=own)
    sample = bool(service.sample_as_of)
    said_on = date.fromisoformat(record["places_as_of"]) if record["places_as_of"] else None
    documents = said(record, "documents")
    return ServicePage(
        service=service,
        record=record,
        name=said(record, "name"),
        description=said(record, "description"),
        how_to_enter=said(record, "how_to_enter"),
        in_more_languages=_in_more_languages(service, user),
        contact=said(record, "contact"),
        cost_note=said(record, "cost_note"),
        documents=documents.text.splitlines(),
        documents_language=documents.language,
        places=places_shown(record["places"], said_on, service.assured_on, today, sample=sample),
        places_as_of=said_on,
        freshness=freshness(service.assured_on, today, sample=sample),
        where=_where(record, user),
        wording=Wording([record], user),
        own=own or everywhere(user, "confidential.see"),
    )


def _in_more_languages(service: Service, user: object) -> list[MoreHowToEnter]:
    """No query where the installation has no further languages."""
    if not more_languages():
        return []
    return list(MoreHowToEnter.objects.visible_to(user).filter(service=service))


def _where(record: Record, user: object) -> list[Place]:
    hours = {place["location"]: place["hours"] for place in record["at"]}
    all_places = Location.objects.filter(pk__in=hours).select_related("municipality")
    visible = {place.pk for place in _only(all_places.visible_to(user), record, user)}
    return [
        Place(
            id=place.pk if place.pk in visible else None,
            name=said(place, "name") if place.pk in visible else Said("", "ka"),
            address=said(place, "address") if place.pk in visible else Said("", "ka"),
            municipality=_town(place),
            point=_point(place) if place.pk in visible else None,
            hours=_week(hours[str(place.pk)]),
        )
        for place in all_places.order_by("pk")
    ]


def _town(place: Location) -> Said:
    """Its municipality; of a place in another country nothing but its address says the town."""
    return said(place.municipality, "name") if place.municipality else Said("", "ka")


def _only(places: QuerySet[Location], record: Record, user: object) -> QuerySet[Location]:
    """A confidential service hides its places even when these are not marked so themselves."""
    if not record["confidential"] or everywhere(user, "confidential.see"):
        return places
    return places.filter(institution__in=held_in(user, "confidential.see"))


def _point(place: Location) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _week(spans: list[list[str]]) -> list[dict[str, str]]:
    """A row for each weekday, closed days too; no row when nothing is said."""
    if not spans:
        return []
    return [
        {
            "day": str(name),
            "hours": ", ".join(f"{opens}–{closes}" for d, opens, closes in spans if d == day),
        }
        for day, name in DAY_NAMES.items()
    ]
