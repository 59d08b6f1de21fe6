"""The page of results as cards: what a list shows of each hit, read from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from ertad.directory.freshness import Freshness, freshness, places_shown
from ertad.directory.models import Location, Phone, Service
from ertad.directory.record.fields import COST
from ertad.directory.search.labels import language_label, reader_language
from ertad.directory.search.lexicon import Lexicon
from ertad.directory.search.results import Hit, Results
from ertad.kernel.languages import LANGUAGES, Said, said, shortened
from ertad.kernel.rights import everywhere

NAMES = tuple(f"name_{language}" for language in LANGUAGES)
SHOWN = (
    "id",
    *NAMES,
    *(f"institution__{name}" for name in NAMES),
    *(f"{name}_{language}" for name in ("description", "how_to_enter") for language in LANGUAGES),
    "institution_id", "min_age", "max_age", "nationwide", "assured_on", "sample_as_of", "invented",
)  # fmt: skip
ADDRESS = tuple(f"address_{language}" for language in LANGUAGES)
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
    why: tuple[str, ...] = field(compare=False)
    """Hangs on the question; two cards are equal when all else is."""
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

    services: Mapping[UUID, Mapping[str, Any]]
    phones: Mapping[UUID, str]
    places: Mapping[UUID, Mapping[str, Any]]
    lexicon: Lexicon
    language: str
    sees_pathways: bool

    def label(self, facet: str, code: str) -> str:
        return self.lexicon.label(facet, code, self.language) if code else ""


def cards(results: Results, user: object, today: date) -> Sequence[Card]:
    """The page's hits with what a list shows of them, in three queries.

    A service that ended since the search is left out.
    """
    if not results.hits:
        return []
    rows = _read(results.hits, results.lexicon, user)
    return [_card(hit, rows, today) for hit in results.hits if hit.service_id in rows.services]


def _read(hits: Sequence[Hit], lexicon: Lexicon, user: object) -> _Rows:
    active = Service.objects.visible_to(user).active()
    rows = active.filter(pk__in=[hit.service_id for hit in hits]).order_by().values(*SHOWN)
    services = {row["id"]: row for row in rows}
    phones = {
        key: f"{number};ext={extension}" if extension else number
        for key, number, extension in Phone.objects.filter(service__in=services)
        .order_by("-position")
        .values_list("service_id", "number", "extension")
    }
    shown = Location.objects.visible_to(user)
    at = shown.filter(pk__in=[hit.location_id for hit in hits if hit.location_id])
    places = {row["id"]: row for row in at.order_by().values("id", *ADDRESS)}
    return _Rows(
        services=services,
        phones=phones,
        places=places,
        lexicon=lexicon,
        language=reader_language(),
        sees_pathways=everywhere(user, "pathway.see"),
    )


def _beginning(description: Said) -> Said:
    """The first paragraph, cut between words."""
    first = description.text.strip().partition("\n")[0]
    return shortened(Said(first, description.language), BEGINNING)


def _card(hit: Hit, rows: _Rows, today: date) -> Card:
    service, document = rows.services[hit.service_id], hit.document
    place = rows.places.get(hit.location_id) if hit.location_id else None
    address = said(place, "address") if place else None
    sample, assured_on = bool(service["sample_as_of"]), service["assured_on"]
    as_of = date.fromisoformat(document["places"][1]) if document["places"][1] else None
    state = places_shown(document["places"][0], as_of, assured_on, today, sample=sample)
    pathways = document["pathway"] if rows.sees_pathways else []
    return Card(
        service_id=service["id"],
        name=said(service, "name"),
        about=_beginning(said(service, "description")),
        institution_id=service["institution_id"],
        institution=said(service, "institution__name"),
        types=tuple(rows.label("type", code) for code in document["type"]),
        min_age=service["min_age"],
        max_age=service["max_age"],
        why=hit.why,
        location_id=place["id"] if place else None,
        address=address if address and address.text else None,
        municipality_code=hit.municipality,
        municipality=rows.label("place", hit.municipality),
        km=hit.km,
        confidential=place is None and any(hidden for *_at, hidden in document["at"]),
        serves=tuple(document["serves"]),
        nationwide=service["nationwide"],
        phone=rows.phones.get(hit.service_id, ""),
        next_step=said(service, "how_to_enter"),
        cost=str(dict(COST).get(document["cost"], "")),
        languages=tuple(language_label(code) for code in document["language"]),
        days=tuple(document["day"]),
        places=state,
        places_as_of=as_of if state != "unknown" else None,
        freshness=freshness(assured_on, today, sample=sample),
        assured_on=assured_on,
        sample_as_of=service["sample_as_of"],
        invented=service["invented"],
        pathways=tuple(rows.label("pathway", code) for code in pathways),
    )
