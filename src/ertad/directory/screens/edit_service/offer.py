"""What the form offers to choose from, in the reader's language."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ertad.directory.models import Location, Programme
from ertad.directory.record import FIELDS, Record
from ertad.directory.record.wording import place_name
from ertad.engines.script import fold
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN

Choices = Sequence[tuple[Any, Any]]
"""(code, label), or (heading, [(code, label), ...]) for a group."""


@dataclass(frozen=True)
class Offer:
    """`terms` by vocabulary; `places`: id -> name of those the reader may see."""

    terms: Mapping[str, Choices]
    municipalities: Choices
    languages: Choices
    programmes: Choices
    places: Mapping[str, str]


def offer_for(institution: Institution, record: Record, user: object, words: str = "") -> Offer:
    """Choices for one service, in five queries. Only municipalities matching `words` are offered;
    what the record already holds always is."""
    own = Location.objects.visible_to(user).filter(institution=institution)
    used = Location.objects.visible_to(user).filter(pk__in=[at["location"] for at in record["at"]])
    places = (own | used).select_related("municipality").order_by("name_ka", "name_en", "id")
    programmes = Programme.objects.visible_to(user).filter(institution=institution)
    return Offer(
        terms=_terms(record),
        municipalities=_municipalities(institution, set(record["serves"]), words),
        languages=[*SPOKEN.items(), *((c, c) for c in record["languages"] if c not in SPOKEN)],
        programmes=[(str(programme.pk), programme.name) for programme in programmes],
        places={str(place.pk): place_name(place) for place in places},
    )


def _terms(record: Record) -> dict[str, Choices]:
    """Terms under the heading of their parent; a parent itself only where the record holds it."""
    fields = {field.vocabulary: field for field in FIELDS if field.vocabulary}
    terms = Term.objects.filter(vocabulary__in=fields).order_by("vocabulary", "position")
    by_id = {term.pk: term for term in terms}
    parents = {term.parent_id for term in by_id.values()}
    groups: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for term in by_id.values():
        held = record[fields[term.vocabulary_id].key]
        if term.pk in parents and term.code not in held:
            continue
        heading = by_id[term.parent_id].label if term.parent_id else ""
        if term.pk in parents:
            heading = term.label
        groups[term.vocabulary_id].setdefault(heading, []).append((term.code, term.label))
    return {name: _grouped(found) for name, found in groups.items()}


def _municipalities(institution: Institution, held: set[str], words: str) -> Choices:
    """By region; invented ones are offered to invented institutions only, and the other way."""
    wanted = fold(words)
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in Municipality.objects.select_related("region").order_by(
        "region", "name_ka", "code"
    ):
        offered = place.invented == institution.invented and _matches(place, wanted)
        if offered or place.pk in held:
            groups.setdefault(place.region.name, []).append((place.pk, place.name))
    return _grouped(groups)


def _matches(place: Municipality, wanted: list[str]) -> bool:
    names = fold(f"{place.name_ka} {place.name_en} {place.name_fr}")
    return all(any(name.startswith(word) for name in names) for word in wanted)


def _grouped(groups: Mapping[str, list[tuple[str, str]]]) -> Choices:
    flat = groups.get("", [])
    return [*flat, *((heading, found) for heading, found in groups.items() if heading)]
