"""Services as lines of a paper, in the active language, as anybody may read them.

The reader is nobody, whoever asks: no legal pathways, no confidential address.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from ertad.directory.freshness import Freshness, freshness, places_shown
from ertad.directory.models import Location, MoreHowToEnter, Service
from ertad.directory.record import Record, read_records, shown_to
from ertad.directory.record.fields import COST, PLACES, SEX
from ertad.directory.record.wording import DAY_NAMES, Wording
from ertad.directory.templatetags.directory import ages
from ertad.files.phones import phone
from ertad.kernel.languages import LANGUAGES, Said, said
from ertad.vocabulary.models import Term

NOBODY = None
MOST_SERVICES = 1000
"""Of one paper or page; more is for the search."""


@dataclass(frozen=True)
class Where:
    """A place; a confidential one has its municipality only, and no name or address."""

    municipality: Said
    address: Said
    confidential: bool
    hours: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One service. `groups` are codes of kinds of help; the other words are ready to be shown.

    `places` is open, waiting, full or unknown, as it may be said today.
    """

    service_id: UUID
    institution_id: UUID
    institution: Said
    programme_id: UUID | None
    name: Said
    about: Said
    how: Said
    how_draft: bool
    """Nobody who speaks its language has read `how` yet."""
    contact: Said
    bring: Said
    """Papers to bring, one a line."""
    groups: tuple[str, ...]
    types: tuple[str, ...]
    for_whom: tuple[str, ...]
    ages: str
    serves: tuple[str, ...]
    nationwide: bool
    phones: tuple[tuple[str, str], ...]
    """(as dialled, as read)"""
    where: tuple[Where, ...]
    cost: str
    places: str
    places_as_of: date | None
    freshness: Freshness
    assured_on: date | None
    sample_as_of: str
    invented: bool
    level: str

    @property
    def places_words(self) -> str:
        return str(dict(PLACES)[self.places])


def lines(services: QuerySet[Service], today: date) -> list[Line]:
    """In the order of `services`, at most MOST_SERVICES; about twenty queries however many."""
    rows = list(services.select_related("institution")[:MOST_SERVICES])
    found = read_records(row.pk for row in rows)
    records = {key: shown_to(NOBODY, record) for key, record in found.items()}
    wording = Wording(records.values(), NOBODY)
    groups = _groups(records.values())
    places = _places(records.values())
    more = _how_in_active_language(records)
    return [
        _line(row, records[row.pk], wording, groups, places, more, today)
        for row in rows
        if row.pk in records
    ]


def _groups(records: Iterable[Record]) -> dict[str, str]:
    """Code of a type -> code of its kind of help, the top of the list of types."""
    wanted = {code for record in records for code in record["types"]}
    terms = Term.objects.visible_to(NOBODY).filter(vocabulary="service_type", code__in=wanted)
    pairs = terms.values_list("code", "parent__code")
    return {code: parent or code for code, parent in pairs}


def _places(records: Iterable[Record]) -> dict[str, Location]:
    wanted = {place["location"] for record in records for place in record["at"]}
    found = Location.objects.filter(pk__in=wanted).select_related("municipality")
    return {str(place.pk): place for place in found}


def _how_in_active_language(ids: Iterable[UUID]) -> dict[UUID, MoreHowToEnter]:
    """Where the language is none of the three; no query where it is."""
    language = (get_language() or "ka")[:2]
    if language in LANGUAGES:
        return {}
    found = MoreHowToEnter.objects.visible_to(NOBODY).filter(language=language)
    return {row.service_id: row for row in found.filter(service__in=list(ids))}


def _line(
    row: Service,
    record: Record,
    wording: Wording,
    groups: Mapping[str, str],
    places: Mapping[str, Location],
    more: Mapping[UUID, MoreHowToEnter],
    today: date,
) -> Line:
    sample = bool(row.sample_as_of)
    how = more.get(row.pk)
    as_of = date.fromisoformat(record["places_as_of"]) if record["places_as_of"] else None
    state = places_shown(record["places"], as_of, row.assured_on, today, sample=sample)
    sex = dict(SEX)[record["sex"]] if record["sex"] in ("female", "male") else ""
    whom = [*([str(sex)] if sex else []), *wording.lines("target_groups", record["target_groups"])]
    return Line(
        service_id=row.pk,
        institution_id=row.institution_id,
        institution=said(row.institution, "name"),
        programme_id=row.programme_id,
        name=said(record, "name"),
        about=said(record, "description"),
        how=Said(how.text, how.language) if how else said(record, "how_to_enter"),
        how_draft=bool(how and not how.reviewed),
        contact=said(record, "contact"),
        bring=said(record, "documents"),
        groups=tuple(dict.fromkeys(groups[code] for code in record["types"] if code in groups)),
        types=tuple(wording.lines("types", record["types"])),
        for_whom=tuple(whom),
        ages=ages(record["min_age"], record["max_age"]),
        serves=tuple(wording.lines("serves", record["serves"])),
        nationwide=record["nationwide"],
        phones=tuple((number, phone(number)) for number in record["phones"]),
        where=tuple(_where(record, places)),
        cost=str(dict(COST).get(record["cost"], "")),
        places=state,
        places_as_of=as_of if state != "unknown" else None,
        freshness=freshness(row.assured_on, today, sample=sample),
        assured_on=row.assured_on,
        sample_as_of=row.sample_as_of,
        invented=row.invented,
        level=record["level"],
    )


def _where(record: Record, places: Mapping[str, Location]) -> Iterable[Where]:
    """A confidential service hides its places even when these are not marked so themselves."""
    for at in record["at"]:
        if (place := places.get(at["location"])) is None:
            continue
        hidden = record["confidential"] or place.confidential
        yield Where(
            municipality=said(place.municipality, "name") if place.municipality else Said("", "ka"),
            address=Said("", "ka") if hidden else said(place, "address"),
            confidential=hidden,
            hours=tuple(hours_words(at["hours"])),
        )


def hours_words(spans: Sequence[Sequence[Any]]) -> list[str]:
    """Days with the same hours together: Monday–Friday 10:00–18:00."""
    by_day: dict[str, list[str]] = {}
    for day, opens, closes in spans:
        by_day.setdefault(day, []).append(f"{opens}–{closes}")
    runs: list[tuple[list[str], list[str]]] = []
    week = list(DAY_NAMES)
    for day in week:
        if day not in by_day:
            continue
        last = runs[-1] if runs else ([], [])
        if last[1] == by_day[day] and week[week.index(day) - 1] == last[0][-1]:
            last[0].append(day)
        else:
            runs.append(([day], by_day[day]))
    return [f"{_days(days)} {', '.join(hours)}" for days, hours in runs]


def _days(days: Sequence[str]) -> str:
    first, last = str(DAY_NAMES[days[0]]), str(DAY_NAMES[days[-1]])
    return first if len(days) == 1 else f"{first}–{last}"
