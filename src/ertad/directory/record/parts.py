"""The rows that hang on a service: rewritten for exactly the parts of a record that changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import zip_longest
from uuid import UUID, uuid5

from django.db import models

from ertad.directory.models import (
    Attribute,
    Contact,
    CostOption,
    Phone,
    Places,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
)
from ertad.directory.record.fields import Record
from ertad.directory.record.reading import IDS_A_QUERY, TERM_FIELDS
from ertad.kernel import bulk
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.models import Term


class TermIds:
    """(vocabulary, code) -> row id, read once for a batch of records."""

    @cached_property
    def _ids(self) -> dict[tuple[str, str], int]:
        rows = Term.objects.values_list("vocabulary_id", "code", "id")
        return {(vocabulary, code): key for vocabulary, code, key in rows}

    def __getitem__(self, key: tuple[str, str]) -> int:
        return self._ids[key]


Rows = Iterable[bulk.Row]


def _attributes(service: UUID, record: Record, terms: TermIds) -> Rows:
    for vocabulary, name in TERM_FIELDS.items():
        for code in record[name]:
            yield service, terms[vocabulary, code]
    if code := record["prevention_level"]:
        yield service, terms["prevention_level", code]


def _areas(service: UUID, record: Record, _: TermIds) -> Rows:
    return ((service, code) for code in record["serves"])


def _languages(service: UUID, record: Record, _: TermIds) -> Rows:
    return ((service, code) for code in record["languages"])


def _cost(service: UUID, record: Record, _: TermIds) -> Rows:
    notes = [record[f"cost_note_{lang}"] for lang in LANGUAGES]
    if record["cost"] or any(notes):
        yield service, record["cost"], *notes


def _places(service: UUID, record: Record, _: TermIds) -> Rows:
    as_of = date.fromisoformat(record["places_as_of"]) if record["places_as_of"] else None
    yield service, record["places"] or "unknown", as_of


def _documents(service: UUID, record: Record, _: TermIds) -> Rows:
    lines = (record[f"documents_{lang}"].split("\n") for lang in LANGUAGES)
    for position, texts in enumerate(zip_longest(*lines, fillvalue="")):
        if any(texts):
            yield service, position, *texts


def _phones(service: UUID, record: Record, _: TermIds) -> Rows:
    for position, phone in enumerate(record["phones"]):
        number, _sep, extension = phone.partition(";ext=")
        yield service, position, number, extension


def _contact(service: UUID, record: Record, _: TermIds) -> Rows:
    functions = [record[f"contact_{lang}"] for lang in LANGUAGES]
    if any(functions):
        yield service, *functions


def _at(service: UUID, record: Record, _: TermIds) -> Rows:
    for place in record["at"]:
        yield uuid5(service, place["location"]), service, UUID(place["location"])


def _hours(service: UUID, record: Record, _: TermIds) -> Rows:
    for place in record["at"]:
        link = uuid5(service, place["location"])
        for day, opens, closes in place["hours"]:
            yield link, day, time.fromisoformat(opens), time.fromisoformat(closes)


@dataclass(frozen=True)
class Part:
    """A table, the record keys it holds, its columns, and the rows of one service in it."""

    model: type[models.Model]
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows_of: Callable[[UUID, Record, TermIds], Rows]


def _said(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{lang}" for lang in LANGUAGES)


PARTS: tuple[Part, ...] = (
    Part(
        Attribute, (*TERM_FIELDS.values(), "prevention_level"), ("service_id", "term_id"),
        _attributes,
    ),
    Part(ServiceArea, ("serves",), ("service_id", "municipality_id"), _areas),
    Part(ServiceLanguage, ("languages",), ("service_id", "code"), _languages),
    Part(
        CostOption, ("cost", *_said("cost_note")), ("service_id", "kind", *_said("note")), _cost
    ),
    Part(Places, ("places", "places_as_of"), ("service_id", "state", "as_of"), _places),
    Part(
        RequiredDocument, _said("documents"), ("service_id", "position", *_said("document")),
        _documents,
    ),
    Part(Phone, ("phones",), ("service_id", "position", "number", "extension"), _phones),
    Part(Contact, _said("contact"), ("service_id", *_said("function")), _contact),
    Part(ServiceAtLocation, ("at",), ("id", "service_id", "location_id"), _at),
    Part(Schedule, ("at",), ("service_at_location_id", "day", "opens", "closes"), _hours),
)  # fmt: skip


@dataclass(frozen=True)
class ReadyPart:
    """Of the services `anew` the rows are taken away; then `rows` are put in."""

    part: Part
    anew: Sequence[UUID]
    rows: Sequence[bulk.Row]


def ready_parts(
    records: Mapping[UUID, tuple[Record | None, Record]], terms: TermIds
) -> list[ReadyPart]:
    """What to write for the parts that differ between (before, after); before None: new."""
    result = []
    for part in PARTS:
        changed = [
            service
            for service, (old, new) in records.items()
            if old is None or any(old[key] != new[key] for key in part.keys)
        ]
        rows = [row for key in changed for row in part.rows_of(key, records[key][1], terms)]
        anew = [key for key in changed if records[key][0] is not None]
        result.append(ReadyPart(part, anew, bulk.ready(part.model, part.columns, rows)))
    return result


def write_parts(parts: Sequence[ReadyPart]) -> None:
    """Take the old rows away and put the new ones in; a constant number of statements."""
    for ready in parts:
        if ready.part.model is ServiceAtLocation:
            _delete_hours(ready.anew)
        if ready.part.model is not Schedule:
            bulk.delete(ready.part.model, "service_id", ready.anew)
        bulk.insert(ready.part.model, ready.part.columns, ready.rows)


def _delete_hours(services: Sequence[UUID]) -> None:
    links = [
        link
        for start in range(0, len(services), IDS_A_QUERY)
        for link in ServiceAtLocation.objects.filter(
            service__in=services[start : start + IDS_A_QUERY]
        ).values_list("pk", flat=True)
    ]
    bulk.delete(Schedule, "service_at_location_id", links)
