"""Texts that exist in one language only: the coordinator's queue, with suggestions.

One language is enough to submit; the others fall back visibly until they are translated here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ertad.directory.models import Service
from ertad.directory.record import FIELDS, Field, Record, read_record
from ertad.kernel.languages import LANGUAGES, Said, said
from ertad.vocabulary.models import Term

TRANSLATED: tuple[Field, ...] = tuple(field for field in FIELDS if field.translated)
COUNTED = ("name", "description", "how_to_enter")
"""The texts of a service that stand in its own row; a service that lacks one is in the queue."""


@dataclass(frozen=True)
class Suggestion:
    """`source` says where it is from: "vocabulary", or "directory" (translated so elsewhere)."""

    text: str
    source: str


@dataclass(frozen=True)
class Missing:
    """One text without a translation: `key` is the record key to fill, `told` what there is."""

    key: str
    field: Field
    told: Said
    suggestion: Suggestion | None


def untranslated(user: object, language: str) -> QuerySet[Service]:
    """Running services that say something in another language but not in `language`.

    Samples are left out: nobody speaks for them. Those without a name come first.
    """
    rows = Service.objects.visible_to(user).active().filter(sample_as_of="")
    wanted = Q()
    for name in COUNTED:
        wanted |= _silent(name, language)
    return rows.filter(wanted).order_by(f"name_{language}", "institution", "pk")


def _silent(name: str, language: str) -> Q:
    elsewhere = Q()
    for other in LANGUAGES:
        if other != language:
            elsewhere |= ~Q(**{f"{name}_{other}": ""})
    return Q(**{f"{name}_{language}": ""}) & elsewhere


def waiting(user: object) -> Mapping[str, int]:
    """Language -> how many services wait for a translation into it; one query."""
    rows = Service.objects.visible_to(user).active().filter(sample_as_of="")
    counts = {}
    for language in LANGUAGES:
        wanted = Q()
        for name in COUNTED:
            wanted |= _silent(name, language)
        counts[language] = Count("pk", filter=wanted)
    found: Mapping[str, int] = rows.aggregate(**counts)
    return found


def missing(service: Service, language: str) -> list[Missing]:
    """What the service does not say in `language`; two queries for each text and one for types."""
    record = read_record(service)
    found = []
    for field in TRANSLATED:
        key = f"{field.key}_{language}"
        told = said(record, field.key, language)
        if told.text and not record[key]:
            found.append(Missing(key, field, told, _suggestion(record, field, told, language)))
    return found


def _suggestion(record: Record, field: Field, told: Said, language: str) -> Suggestion | None:
    """As the same text was translated elsewhere; for a name also the label of its type."""
    if field.key in COUNTED:
        same = Service.objects.active().filter(**{f"{field.key}_{told.language}": told.text})
        done = same.exclude(**{f"{field.key}_{language}": ""})
        often = (
            done.values_list(f"{field.key}_{language}")
            .annotate(times=Count("pk"))
            .order_by("-times", f"{field.key}_{language}")
        )
        if best := often.first():
            return Suggestion(best[0], "directory")
    if field.key == "name" and record["types"]:
        label = f"label_{language}"
        terms = Term.objects.filter(vocabulary="service_type", code__in=record["types"])
        if text := terms.order_by("position").values_list(label, flat=True).first():
            return Suggestion(text, "vocabulary")
    return None


def next_after(user: object, language: str, service_id: UUID | None) -> Service | None:
    """The next service of the queue, in its order, behind the one just done or put off."""
    ids: Sequence[UUID] = list(untranslated(user, language).values_list("pk", flat=True))
    if not ids:
        return None
    at = ids.index(service_id) + 1 if service_id in ids else 0
    return Service.objects.visible_to(user).get(pk=ids[at % len(ids)])
