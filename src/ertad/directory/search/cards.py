"""The page of results as cards: what a list shows of each hit, read from the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any
from uuid import UUID

from ertad.directory.freshness import Freshness, freshness, places_shown
from ertad.directory.models import Location, Phone, SearchEntry, Service
from ertad.directory.record.fields import COST
from ertad.directory.record.shown import SEES_PATHWAYS
from ertad.directory.search.labels import language_label
from ertad.directory.search.results import Hit, Results
from ertad.kernel.languages import Said, said
from ertad.kernel.roles import roles_of
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

BEGINNING = 160
"""Characters of a description in a list."""


@dataclass(frozen=True)
class Card:
    """A hit as a list shows it. `address` is None when confidential or not known.

    `types`, `cost` and `languages` are labels in the reader's language; `pathways` likewise, empty
    but for specialists. `about` is how the description begins.
    `places` is one of open, waiting, full, unknown, as it may be shown today.
    """

    service_id: UUID
    name: Said
    about: Said
    institution_id: UUID
    institution: Said
    types: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    why: tuple[str, ...]
    location_id: UUID | None
    address: Said | None
    municipality_code: str
    municipality: str
    km: float | None
    confidential: bool
    serves: tuple[str, ...]
    nationwide: bool
    phone: str
    next_step: Said
    cost: str
    languages: tuple[str, ...]
    days: tuple[str, ...]
    places: str
    places_as_of: date | None
    freshness: Freshness
    assured_on: date | None
    sample_as_of: str
    invented: bool
    pathways: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """What the page's cards are made of."""

    services: Mapping[UUID, Service]
    documents: Mapping[UUID, dict[str, Any]]
    phones: Mapping[UUID, str]
    places: Mapping[UUID, Location]
    towns: Mapping[str, Municipality]
    labels: Mapping[tuple[str, str], str]
    sees_pathways: bool


def cards(results: Results, user: object, today: date) -> Sequence[Card]:
    """The page's hits with what a list shows of them, in six queries.

    A service that ended since the search is left out.
    """
    rows = _read(results.hits, user)
    return [
        _card(hit, rows, today)
        for hit in results.hits
        if hit.service_id in rows.services and hit.service_id in rows.documents
    ]


def _read(hits: Iterable[Hit], user: object) -> _Rows:
    active = Service.objects.visible_to(user).active().select_related("institution")
    services = {row.pk: row for row in active.filter(pk__in=[hit.service_id for hit in hits])}
    documents = dict(
        SearchEntry.objects.filter(service__in=services).values_list("service_id", "document")
    )
    phones = {
        key: f"{number};ext={extension}" if extension else number
        for key, number, extension in Phone.objects.filter(service__in=services)
        .order_by("-position")
        .values_list("service_id", "number", "extension")
    }
    shown = Location.objects.visible_to(user)
    places = {
        place.pk: place
        for place in shown.filter(pk__in=[hit.location_id for hit in hits if hit.location_id])
    }
    towns = Municipality.objects.filter(pk__in={hit.municipality for hit in hits}).defer("outline")
    sees_pathways = bool(roles_of(user) & SEES_PATHWAYS)
    return _Rows(
        services=services,
        documents=documents,
        phones=phones,
        places=places,
        towns={town.pk: town for town in towns},
        labels=_labels(documents.values(), sees_pathways),
        sees_pathways=sees_pathways,
    )


def _labels(
    documents: Iterable[Mapping[str, Any]], sees_pathways: bool
) -> dict[tuple[str, str], str]:
    names = {"type": "service_type", **({"pathway": "legal_pathway"} if sees_pathways else {})}
    codes = {code for document in documents for name in names for code in document[name]}
    terms = Term.objects.filter(vocabulary__in=names.values(), code__in=codes)
    return {(term.vocabulary_id, term.code): term.label for term in terms}


def _beginning(description: Said) -> Said:
    """The first paragraph, cut between words."""
    first = description.text.strip().partition("\n")[0]
    return Said(shorten(first, BEGINNING, placeholder=" …"), description.language)


def _card(hit: Hit, rows: _Rows, today: date) -> Card:
    service, document = rows.services[hit.service_id], rows.documents[hit.service_id]
    place = rows.places.get(hit.location_id) if hit.location_id else None
    address = said(place, "address") if place else None
    town = rows.towns.get(hit.municipality)
    sample = bool(service.sample_as_of)
    as_of = date.fromisoformat(document["places"][1]) if document["places"][1] else None
    state = places_shown(document["places"][0], as_of, service.assured_on, today, sample=sample)
    pathways = document["pathway"] if rows.sees_pathways else []
    return Card(
        service_id=service.pk,
        name=said(service, "name"),
        about=_beginning(said(service, "description")),
        institution_id=service.institution_id,
        institution=said(service.institution, "name"),
        types=tuple(rows.labels.get(("service_type", code), code) for code in document["type"]),
        min_age=service.min_age,
        max_age=service.max_age,
        why=hit.why,
        location_id=place.pk if place else None,
        address=address if address and address.text else None,
        municipality_code=hit.municipality,
        municipality=town.name if town else "",
        km=hit.km,
        confidential=place is None and any(hidden for *_at, hidden in document["at"]),
        serves=tuple(document["serves"]),
        nationwide=service.nationwide,
        phone=rows.phones.get(service.pk, ""),
        next_step=said(service, "how_to_enter"),
        cost=str(dict(COST).get(document["cost"], "")),
        languages=tuple(language_label(code) for code in document["language"]),
        days=tuple(document["day"]),
        places=state,
        places_as_of=as_of if state != "unknown" else None,
        freshness=freshness(service.assured_on, today, sample=sample),
        assured_on=service.assured_on,
        sample_as_of=service.sample_as_of,
        invented=service.invented,
        pathways=tuple(rows.labels.get(("legal_pathway", code), code) for code in pathways),
    )
