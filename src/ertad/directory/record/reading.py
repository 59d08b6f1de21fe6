"""From rows to records, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ertad.directory.models import (
    Attribute,
    Contact,
    CostOption,
    Phone,
    Places,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
)
from ertad.directory.record.fields import Record, blank_record, in_week_order
from ertad.kernel.languages import LANGUAGES

COLUMNS = (
    *(f"{base}_{lang}" for base in ("name", "description", "how_to_enter") for lang in LANGUAGES),
    "min_age", "max_age", "sex", "level", "nationwide", "confidential", "email", "url", "status",
)  # fmt: skip
TERM_FIELDS = {
    "service_type": "types",
    "rnr_need": "needs",
    "target_group": "target_groups",
    "legal_pathway": "pathways",
}
IDS_A_QUERY = 5000


def read_record(service: Service) -> Record:
    """One service as a record."""
    return read_records([service.pk])[service.pk]


def read_records(ids: Iterable[UUID]) -> dict[UUID, Record]:
    """Service id -> record, for those that exist; eleven queries for every 5,000 ids."""
    wanted = list(dict.fromkeys(ids))
    records: dict[UUID, Record] = {}
    for start in range(0, len(wanted), IDS_A_QUERY):
        records |= _read(wanted[start : start + IDS_A_QUERY])
    return records


def _read(ids: list[UUID]) -> dict[UUID, Record]:
    records: dict[UUID, Record] = {}
    for row in Service.objects.filter(pk__in=ids).values(
        "id", "institution_id", "programme_id", "ended_on", *COLUMNS
    ):
        record = blank_record(**{name: row[name] for name in COLUMNS})
        record["institution"] = str(row["institution_id"])
        record["programme"] = str(row["programme_id"] or "")
        record["ended_on"] = row["ended_on"].isoformat() if row["ended_on"] else ""
        records[row["id"]] = record

    def of_services(model: Any, *names: str, order: str = "id") -> Iterable[tuple[Any, ...]]:
        rows: QuerySet[Any] = model.objects.filter(service__in=ids).order_by(order)
        return rows.values_list("service_id", *names).iterator(chunk_size=2000)

    for service, vocabulary, code in of_services(
        Attribute, "term__vocabulary_id", "term__code", order="term__code"
    ):
        if vocabulary == "prevention_level":
            records[service]["prevention_level"] = code
        else:
            records[service][TERM_FIELDS[vocabulary]].append(code)
    for service, code in of_services(ServiceArea, "municipality_id", order="municipality_id"):
        records[service]["serves"].append(code)
    for service, code in of_services(ServiceLanguage, "code", order="code"):
        records[service]["languages"].append(code)
    for service, kind, *notes in of_services(CostOption, "kind", "note_ka", "note_en", "note_fr"):
        records[service]["cost"] = kind
        for lang, note in zip(LANGUAGES, notes, strict=True):
            records[service][f"cost_note_{lang}"] = note
    for service, state, as_of in of_services(Places, "state", "as_of"):
        records[service]["places"] = state
        records[service]["places_as_of"] = as_of.isoformat() if as_of else ""
    for service, *functions in of_services(Contact, "function_ka", "function_en", "function_fr"):
        for lang, function in zip(LANGUAGES, functions, strict=True):
            records[service][f"contact_{lang}"] = function
    for service, number, extension in of_services(Phone, "number", "extension", order="position"):
        records[service]["phones"].append(f"{number};ext={extension}" if extension else number)
    _read_documents(records, of_services)
    _read_places_and_hours(records, ids)
    return records


def _read_documents(records: dict[UUID, Record], of_services: Any) -> None:
    names = tuple(f"document_{lang}" for lang in LANGUAGES)
    lines: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for service, *texts in of_services(RequiredDocument, *names, order="position"):
        for lang, text in zip(LANGUAGES, texts, strict=True):
            lines[service, lang].append(text)
    for (service, lang), texts in lines.items():
        records[service][f"documents_{lang}"] = "\n".join(texts).rstrip("\n")


def _read_places_and_hours(records: dict[UUID, Record], ids: list[UUID]) -> None:
    hours: dict[UUID, list[list[str]]] = defaultdict(list)
    schedules = Schedule.objects.filter(service_at_location__service__in=ids).order_by("id")
    for link, day, opens, closes in schedules.values_list(
        "service_at_location_id", "day", "opens", "closes"
    ).iterator(chunk_size=2000):
        hours[link].append([day, f"{opens:%H:%M}", f"{closes:%H:%M}"])
    links = ServiceAtLocation.objects.filter(service__in=ids).order_by("location_id")
    for link, service, location in links.values_list("id", "service_id", "location_id"):
        records[service]["at"].append(
            {"location": str(location), "hours": in_week_order(hours[link])}
        )
    for record in records.values():
        record["at"].sort(key=lambda place: place["location"])
