"""The search entry of each service, written in the transaction of the act that changes it.

An entry is a JSON document of codes and of the service's own words as written. Labels and synonyms
of its codes are the vocabulary's; an index joins them when it is built. Of a confidential place it
holds the municipality and its town point, never the place. Keys:

- `words`: field -> distinct words of all languages (`name`, `text`, `enter`, `by`, `place`)
- `type`, `need`, `group`, `pathway`, `language`, `serves`, `day`: lists of codes
- `prevention`, `cost`, `run_by`: a code or ""; `ages`: [from, to], None for no limit
- `nationwide`, `sample`: bool; `assured_on`: ISO day or ""; `places`: [state, ISO day or ""]
- `at`: [location id or "" when confidential, municipality, latitude, longitude, confidential];
  places in another country are found by their words and are not among them
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.directory.models import DirectoryState, Location, SearchEntry, Service
from ertad.directory.record.fields import WEEK, Record
from ertad.directory.record.reading import read_records
from ertad.directory.search.forms import forms_of
from ertad.directory.search.words_written import drifted_words, words_row, write_words
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution
from ertad.people.models.institutions import InstitutionAlias
from ertad.places.models import Municipality

Document = dict[str, Any]
IDS_A_BATCH = 2000
ROWS_A_STATEMENT = 200


def write_entries(
    ids: Sequence[UUID], *, version: int, at: datetime, even_same: bool = False
) -> None:
    """Write the entries of these services anew; services that are not active have none.

    An entry whose digest says that it is the same stays, but with `even_same`.

    The number of queries does not grow with the services within a batch of 2,000.
    """
    for start in range(0, len(ids), IDS_A_BATCH):
        batch = ids[start : start + IDS_A_BATCH]
        rows = SearchEntry.objects.filter(service__in=batch)
        had = dict(rows.values_list("service_id", "digest"))
        documents = documents_of(batch)
        entries = [
            SearchEntry(service_id=key, document=document, digest=mark, version=version)
            for key, document in documents.items()
            if had.get(key) != (mark := digest(document)) or even_same
        ]
        SearchEntry.objects.bulk_create(
            entries,
            ROWS_A_STATEMENT,
            update_conflicts=True,
            unique_fields=["service"],
            update_fields=["document", "digest", "version"],
        )
        if gone := had.keys() - documents.keys():
            SearchEntry.objects.filter(service__in=gone).delete()
        words = [words_row(entry.service_id, entry.document, entry.digest) for entry in entries]
        write_words(words, gone=set(batch) - documents.keys(), version=version)


@dataclass(frozen=True)
class Drift:
    """Service ids whose entry is missing, should not be there, or differs from the service."""

    missing: list[UUID]
    extra: list[UUID]
    different: list[UUID]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.different)


def drift() -> Drift:
    """Compare every entry, its document and its digest, with what would be written now."""
    entries = SearchEntry.objects.values_list("service_id", "digest", "document")
    had = {
        key: mark if mark == digest(document) else ""
        for key, mark, document in entries.iterator(chunk_size=IDS_A_BATCH)
    }
    found = Drift([], [], [])
    active: set[UUID] = set()
    for batch in _active_ids():
        for key, document in documents_of(batch).items():
            active.add(key)
            if key not in had:
                found.missing.append(key)
            elif had[key] != digest(document):
                found.different.append(key)
    found.extra.extend(sorted(had.keys() - active))
    for key in sorted(drifted_words().difference(found.missing, found.extra, found.different)):
        (found.different if key in active else found.extra).append(key)
    return found


def rewrite_entries(*, version: int, at: datetime) -> Drift:
    """Bring every entry in line with its service. Returns what had drifted."""
    found = drift()
    touched = [*found.missing, *found.extra, *found.different]
    if touched:
        write_entries(touched, version=version, at=at, even_same=True)
    return found


def _active_ids() -> Iterator[list[UUID]]:
    ids = list(Service.objects.active().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), IDS_A_BATCH):
        yield ids[start : start + IDS_A_BATCH]


def digest(document: Document) -> str:
    """Two documents are the same when their digests are."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def documents_of(ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Service id -> document, for the active ones among `ids`, in service-id order."""
    known = {
        key: (assured_on, sample_as_of)
        for key, assured_on, sample_as_of in Service.objects.active()
        .filter(pk__in=list(ids))
        .order_by("pk")
        .values_list("pk", "assured_on", "sample_as_of")
    }
    records = read_records(known)
    surroundings = Surroundings.around(records.values())
    result = {}
    for key, (assured_on, sample_as_of) in known.items():
        document = document_of(records[key], surroundings)
        document["assured_on"] = assured_on.isoformat() if assured_on else ""
        document["sample"] = bool(sample_as_of)
        result[key] = document
    return result


@dataclass(frozen=True)
class Surroundings:
    """What the documents say of other records: institutions, locations, municipalities."""

    kinds: dict[str, str]
    names: dict[str, list[str]]
    locations: dict[str, Location]
    towns: dict[str, Municipality]

    @classmethod
    def around(cls, records: Iterable[Record]) -> "Surroundings":
        """Four queries, whatever the number of records."""
        institutions = {record["institution"] for record in records}
        kinds: dict[str, str] = {}
        names: dict[str, list[str]] = defaultdict(list)
        for key, kind, *said in Institution.objects.filter(pk__in=institutions).values_list(
            "pk", "kind", "name_ka", "name_en", "name_fr"
        ):
            kinds[str(key)], names[str(key)] = kind, said
        for key, name in InstitutionAlias.objects.filter(institution__in=institutions).values_list(
            "institution_id", "name"
        ):
            names[str(key)].append(name)
        wanted = {place["location"] for record in records for place in record["at"]}
        locations = {
            str(place.pk): place
            for start in range(0, len(wanted), IDS_A_BATCH)
            for place in Location.objects.filter(pk__in=sorted(wanted)[start : start + IDS_A_BATCH])
        }
        towns = {town.pk: town for town in Municipality.objects.defer("outline")}
        return cls(kinds, names, locations, towns)


def document_of(record: Record, around: Surroundings) -> Document:
    """The document of one record, but for the keys `assured_on` and `sample`."""
    places = [
        (around.locations[place["location"]], place)
        for place in record["at"]
        if place["location"] in around.locations
    ]
    days = {day for _, place in places for day, _, _ in place["hours"]}
    return {
        "words": {
            "name": _words(record, "name"),
            "text": _words(record, "description"),
            "enter": _words(record, "how_to_enter"),
            "by": _distinct(around.names.get(record["institution"], ())),
            "place": _distinct(
                text
                for place, _ in places
                for text in _place_texts(place, around, record["confidential"])
            ),
        },
        "type": record["types"],
        "need": record["needs"],
        "group": record["target_groups"],
        "pathway": record["pathways"],
        "prevention": record["prevention_level"],
        "run_by": around.kinds.get(record["institution"], ""),
        "language": record["languages"],
        "cost": record["cost"],
        "day": sorted(days, key=WEEK.index),
        "ages": [record["min_age"], record["max_age"]],
        "serves": record["serves"],
        "nationwide": record["nationwide"],
        "at": [
            _point(place, around.towns[place.municipality_id], record["confidential"])
            for place, _ in places
            if place.municipality_id
        ],
        "places": [record["places"] or "unknown", record["places_as_of"]],
    }


def _words(record: Record, field: str) -> list[str]:
    return _distinct(record[f"{field}_{lang}"] for lang in LANGUAGES)


def _distinct(texts: Iterable[str]) -> list[str]:
    return sorted({form.word for text in texts for form in forms_of(text)})


def _place_texts(place: Location, around: Surroundings, confidential: bool) -> Iterator[str]:
    if place.municipality_id:
        town = around.towns[place.municipality_id]
        yield from (town.name_ka, town.name_en, town.name_fr)
    if not (confidential or place.confidential):
        yield from (getattr(place, f"{name}_{lang}")
                    for name in ("name", "address") for lang in LANGUAGES)  # fmt: skip


def _point(place: Location, town: Municipality, confidential: bool) -> list[Any]:
    """A confidential place is stood for by the town point of its municipality."""
    hidden = confidential or place.confidential
    latitude, longitude = town.town
    if not hidden and place.latitude is not None and place.longitude is not None:
        latitude, longitude = place.latitude, place.longitude
    return ["" if hidden else str(place.pk), place.municipality_id, latitude, longitude, hidden]


def version_now() -> int:
    """The directory's version; 0 before anything was written."""
    return DirectoryState.objects.values_list("version", flat=True).filter(id=1).first() or 0
