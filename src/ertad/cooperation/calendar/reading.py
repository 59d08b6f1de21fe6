"""What is read of the calendar: own entries and what other rooms tell, in the order of time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse

from ertad.cooperation.calendar.filters import Filters
from ertad.cooperation.models import CalendarEntry
from ertad.kernel.calendar import Happening, calendar_sources
from ertad.kernel.languages import said

Place = UUID | Happening


@dataclass(frozen=True)
class Standing:
    """When something is, and where the rest is read: a thousand of these are cheap."""

    starts_on: date
    ends_on: date
    starts_at: time | None
    rest: Place

    @property
    def key(self) -> str:
        """That of the happening."""
        return self.rest.key if isinstance(self.rest, Happening) else str(self.rest)

    @property
    def order(self) -> tuple[date, bool, time, str]:
        """By day; what takes all day comes first."""
        return self.starts_on, self.starts_at is not None, self.starts_at or time.min, self.key


def standing(user: object, filters: Filters, first: date, last: date) -> list[Standing]:
    """All that touches the days from `first` to `last`, in order: one query, and the rooms'."""
    rows = CalendarEntry.objects.visible_to(user).filter(
        filters.on_entries(), starts_on__lte=last, ends_on__gte=first
    )
    found = [
        Standing(starts, ends, at, key)
        for starts, ends, at, key in rows.values_list("starts_on", "ends_on", "starts_at", "pk")
    ]
    for source in calendar_sources():
        if filters.kind in ("", source.kind):
            found += [
                Standing(each.starts_on, each.ends_on, each.starts_at, each)
                for each in source.between(user, first, last)
                if filters.fit(each)
            ]
    return sorted(found, key=lambda each: each.order)


def in_full(chosen: Iterable[Standing]) -> list[Happening]:
    """The same with titles and places, in the same order; one query."""
    known = happenings(each.rest for each in chosen if isinstance(each.rest, UUID))
    found = (
        each.rest if isinstance(each.rest, Happening) else known.get(each.rest) for each in chosen
    )
    return [each for each in found if each]


def happenings(keys: Iterable[UUID]) -> dict[UUID, Happening]:
    """Own entries; the caller has checked that they are visible."""
    rows = CalendarEntry.objects.select_related("institution", "municipality")
    return {each.pk: happening_of(each) for each in rows.filter(pk__in=list(keys))}


def happening_of(entry: CalendarEntry, terms: Collection[tuple[str, str]] = ()) -> Happening:
    """In the active language."""
    return Happening(
        key=str(entry.pk),
        kind=entry.kind,
        title=said(entry, "title"),
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        changed_at=entry.changed_at,
        url=reverse("cooperation:entry", args=[entry.pk]),
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        institution=entry.institution.name,
        place=entry.place,
        municipality=entry.municipality_id or "",
        municipality_name=entry.municipality.name if entry.municipality else "",
        text=said(entry, "text"),
        link=entry.link,
        terms=frozenset(terms),
        cancelled=entry.cancelled_at is not None,
        sequence=entry.version - 1,
    )


def coming(
    user: object, places: Collection[str], first: date, last: date, most: int
) -> list[Happening]:
    """The next things that are not cancelled, in these municipalities or for everybody.

    Without `places`: anywhere. Two queries, and the rooms'.
    """
    rows = CalendarEntry.objects.visible_to(user).filter(
        starts_on__lte=last, ends_on__gte=first, cancelled_at=None
    )
    if places:
        rows = rows.filter(Q(municipality__in=places) | Q(municipality=None))
    rows = rows.order_by("starts_on", F("starts_at").asc(nulls_first=True), "pk")
    found = [
        Standing(starts, ends, at, key)
        for starts, ends, at, key in rows.values_list("starts_on", "ends_on", "starts_at", "pk")[
            :most
        ]
    ]
    for source in calendar_sources():
        found += [
            Standing(each.starts_on, each.ends_on, each.starts_at, each)
            for each in source.between(user, first, last)
            if not each.cancelled and (not places or each.municipality in ("", *places))
        ]
    return in_full(sorted(found, key=lambda each: each.order)[:most])
