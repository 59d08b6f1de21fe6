"""The rows that hang on a service: rewritten for exactly the parts of a record that changed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import cached_property
from itertools import zip_longest
from typing import Any
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
from ertad.directory.record.reading import TERM_FIELDS
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.models import Term

ROWS_A_STATEMENT = 900


class TermIds:
    """(vocabulary, code) -> row id, read once for a batch of records."""

    @cached_property
    def _ids(self) -> dict[tuple[str, str], int]:
        rows = Term.objects.values_list("vocabulary_id", "code", "id")
        return {(vocabulary, code): key for vocabulary, code, key in rows}

    def __getitem__(self, key: tuple[str, str]) -> int:
        return self._ids[key]


Rows = Iterable[models.Model]


def _attributes(service: UUID, record: Record, terms: TermIds) -> Rows:
    for vocabulary, name in TERM_FIELDS.items():
        for code in record[name]:
            yield Attribute(service_id=service, term_id=terms[vocabulary, code])
    if code := record["prevention_level"]:
        yield Attribute(service_id=service, term_id=terms["prevention_level", code])


def _areas(service: UUID, record: Record, _: TermIds) -> Rows:
    return (ServiceArea(service_id=service, municipality_id=code) for code in record["serves"])


def _languages(service: UUID, record: Record, _: TermIds) -> Rows:
    return (ServiceLanguage(service_id=service, code=code) for code in record["languages"])


def _cost(service: UUID, record: Record, _: TermIds) -> Rows:
    notes = {f"note_{lang}": record[f"cost_note_{lang}"] for lang in LANGUAGES}
    if record["cost"] or any(notes.values()):
        yield CostOption(service_id=service, kind=record["cost"], **notes)


def _places(service: UUID, record: Record, _: TermIds) -> Rows:
    as_of = date.fromisoformat(record["places_as_of"]) if record["places_as_of"] else None
    yield Places(service_id=service, state=record["places"] or "unknown", as_of=as_of)


def _documents(service: UUID, record: Record, _: TermIds) -> Rows:
    lines = (record[f"documents_{lang}"].split("\n") for lang in LANGUAGES)
    for position, texts in enumerate(zip_longest(*lines, fillvalue="")):
        if any(texts):
            said = {f"document_{lang}": t for lang, t in zip(LANGUAGES, texts, strict=True)}
            yield RequiredDocument(service_id=service, position=position, **said)


def _phones(service: UUID, record: Record, _: TermIds) -> Rows:
    for position, phone in enumerate(record["phones"]):
        number, _sep, extension = phone.partition(";ext=")
        yield Phone(service_id=service, position=position, number=number, extension=extension)


def _contact(service: UUID, record: Record, _: TermIds) -> Rows:
    said = {f"function_{lang}": record[f"contact_{lang}"] for lang in LANGUAGES}
    if any(said.values()):
        yield Contact(service_id=service, **said)


def _at(service: UUID, record: Record, _: TermIds) -> Rows:
    return (
        ServiceAtLocation(
            id=uuid5(service, place["location"]),
            service_id=service,
            location_id=UUID(place["location"]),
        )
        for place in record["at"]
    )


Part = tuple[type[models.Model], tuple[str, ...], Callable[[UUID, Record, TermIds], Rows]]
PARTS: tuple[Part, ...] = (
    (Attribute, (*TERM_FIELDS.values(), "prevention_level"), _attributes),
    (ServiceArea, ("serves",), _areas),
    (ServiceLanguage, ("languages",), _languages),
    (CostOption, ("cost", *(f"cost_note_{lang}" for lang in LANGUAGES)), _cost),
    (Places, ("places", "places_as_of"), _places),
    (RequiredDocument, tuple(f"documents_{lang}" for lang in LANGUAGES), _documents),
    (Phone, ("phones",), _phones),
    (Contact, tuple(f"contact_{lang}" for lang in LANGUAGES), _contact),
    (ServiceAtLocation, ("at",), _at),
)


def write_parts(records: Mapping[UUID, tuple[Record | None, Record]], terms: TermIds) -> None:
    """Rewrite the parts that differ between (before, after); before is None when new."""
    for model, keys, rows_of in PARTS:
        changed = [
            service
            for service, (old, new) in records.items()
            if old is None or any(old[key] != new[key] for key in keys)
        ]
        existing = [service for service in changed if records[service][0] is not None]
        manager: Any = model._default_manager
        for start in range(0, len(existing), ROWS_A_STATEMENT):
            manager.filter(service__in=existing[start : start + ROWS_A_STATEMENT]).delete()
        rows = [row for service in changed for row in rows_of(service, records[service][1], terms)]
        manager.bulk_create(rows, ROWS_A_STATEMENT // 3)
        if model is ServiceAtLocation:
            _write_hours(changed, records)


def _write_hours(
    services: Iterable[UUID], records: Mapping[UUID, tuple[Record | None, Record]]
) -> None:
    Schedule.objects.bulk_create(
        [
            Schedule(
                service_at_location_id=uuid5(service, place["location"]),
                day=day,
                opens=time.fromisoformat(opens),
                closes=time.fromisoformat(closes),
            )
            for service in services
            for place in records[service][1]["at"]
            for day, opens, closes in place["hours"]
        ],
        ROWS_A_STATEMENT // 4,
    )
