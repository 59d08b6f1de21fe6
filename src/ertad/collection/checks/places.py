"""Checks of places and opening hours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from ertad.collection.checks.registry import Declared, Severity, Spot, check, declare
from ertad.collection.checks.subjects import PlaceSubject, Span
from ertad.directory.models.locations import HERE
from ertad.kernel.languages import LANGUAGES


@check(
    "place_without_name", Severity.ERROR, "place",
    _("The place has neither a name nor an address."),
    _("Write a name by which the sheets Services and Hours can refer to it."),
)  # fmt: skip
def place_without_name(place: PlaceSubject) -> Iterator[Spot]:
    said = (place.place[f"{stem}_{lang}"] for stem in ("name", "address") for lang in LANGUAGES)
    if not any(said):
        yield Spot("place_without_name", "place_name")


@check(
    "place_without_municipality", Severity.ERROR, "place",
    _("Nothing says in which municipality the place is."),
    _("Choose the municipality from the list of the column."),
)  # fmt: skip
def place_without_municipality(place: PlaceSubject) -> Iterator[Spot]:
    here = place.place.get("country", HERE) == HERE
    if here and not place.place["municipality"] and "municipality" not in place.texts:
        yield Spot("place_without_municipality", "municipality")


@check(
    "address_missing", Severity.WARNING, "place",
    _("The place has no address."),
    _("Write street and number, so that people find it."),
)  # fmt: skip
def address_missing(place: PlaceSubject) -> Iterator[Spot]:
    told = any(place.place[f"address_{lang}"] for lang in LANGUAGES)
    if not told and not place.place["confidential"]:
        yield Spot("address_missing", "address")


@check(
    "hours_reversed", Severity.ERROR, "hours",
    _("It closes at %(closes)s, before or when it opens at %(opens)s."),
    _("Exchange the two times. What lasts past midnight takes two rows."),
)  # fmt: skip
def hours_reversed(spans: Sequence[Span]) -> Iterator[Spot]:
    for _day, opens, closes in spans:
        if closes <= opens:
            yield Spot("hours_reversed", "closes", {"opens": opens, "closes": closes})


@check(
    "hours_overlapping", Severity.ERROR, "hours",
    _("Two rows give hours for the same day that overlap: %(one)s and %(two)s."),
    _("Keep one of the two rows, or correct the times."),
)  # fmt: skip
def hours_overlapping(spans: Sequence[Span]) -> Iterator[Spot]:
    days: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        days[span[0]].append(span)
    for same_day in days.values():
        same_day.sort(key=lambda span: span[1:])
        for (_d, opens, closes), (_e, later, end) in pairwise(same_day):
            if later < closes:
                told = {"one": f"{opens}–{closes}", "two": f"{later}–{end}"}
                yield Spot("hours_overlapping", "opens", told)


NOTICED: tuple[Declared, ...] = (
    ("place_unknown", Severity.ERROR, "cell",
     _("“%(text)s” is not in the sheet Places. Similar: %(nearest)s."),
     _("Write the place into the sheet Places first, or use one of its names.")),
    ("place_twice", Severity.ERROR, "place",
     _("Two places are called “%(text)s”."),
     _("Give each place a name of its own, for example with its street.")),
    ("place_unused", Severity.WARNING, "place",
     _("No service of the sheet is given at this place; what is new about it was not taken."),
     _("Write the name of the place into the column Where of its services.")),
    ("place_changed_meanwhile", Severity.WARNING, "place",
     _("The directory has a newer value, “%(current)s”, which stays; you sent “%(sent)s”."),
     _("If yours is right, take a fresh workbook and write it there.")),
    ("place_has_errors", Severity.ERROR, "service",
     _("The place “%(text)s” of this service has errors."),
     _("Correct the place in the sheet Places first.")),
    ("hours_service_unknown", Severity.ERROR, "hours",
     _("“%(text)s” is not a service of the sheet Services. Similar: %(nearest)s."),
     _("Choose the service from the list of the column.")),
    ("hours_left_out", Severity.WARNING, "hours",
     _("“%(text)s” is not in the sheet Services any more, so its hours were left out."),
     _("The service goes on. If it has ended, take a fresh workbook and choose “ended” there.")),
    ("hours_service_unclear", Severity.ERROR, "hours",
     _("Several services are called “%(text)s”."),
     _("Give each service a name of its own, for example with its place.")),
    ("hours_place_unknown", Severity.ERROR, "hours",
     _("“%(text)s” is not in the sheet Places. Similar: %(nearest)s."),
     _("Write the place into the sheet Places first, or choose one from the list.")),
    ("hours_place_missing", Severity.ERROR, "hours",
     _("Nothing says at which place these hours are."),
     _("Choose the place from the list of the column.")),
    ("hours_day_unknown", Severity.ERROR, "hours",
     _("“%(text)s” is not a day of the week."),
     _("Choose a day from the list, or write a range such as MO-FR.")),
    ("hours_unreadable", Severity.ERROR, "hours",
     _("“%(text)s” is not a time."),
     _("Write the time as 09:30.")),
    ("hours_incomplete", Severity.ERROR, "hours",
     _("The row gives no complete hours: the service, the day, or a time is missing."),
     _("Fill in service, place, day, opens and closes, or empty the row.")),
)  # fmt: skip
"""What reading the sheets Places and Hours notices by itself."""

for row in NOTICED:
    declare(*row)
