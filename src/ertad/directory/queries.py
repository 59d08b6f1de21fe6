"""Reads of the directory's screens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ertad.directory.freshness import Freshness
from ertad.directory.search.results import Results
from ertad.kernel.languages import Said


@dataclass(frozen=True)
class Card:
    """A hit as a list shows it. `address` is None when confidential or not known.

    `types` are labels in the reader's language; `pathways` likewise, empty but for specialists.
    `places` is one of open, waiting, full, unknown, as it may be shown today.
    """

    service_id: UUID
    name: Said
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


def cards(results: Results, user: object, today: date) -> Sequence[Card]:
    """The page's hits with what a list shows of them, in a constant number of queries."""
    raise NotImplementedError
