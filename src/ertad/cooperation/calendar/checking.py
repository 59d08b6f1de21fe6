"""What must be true of an entry of the calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ertad.cooperation.checking import problems_in_days, problems_in_words
from ertad.cooperation.models import CalendarEntry
from ertad.vocabulary.models import Term

FIELDS = (
    "kind", "title_ka", "title_en", "title_fr", "text_ka", "text_en", "text_fr", "starts_on",
    "ends_on", "starts_at", "ends_at", "place", "municipality_id", "link", "open_to",
)  # fmt: skip
THEMES, GROUPS = "service_type", "target_group"
"""Vocabularies of themes (their uppermost terms) and of groups."""


def problems_of_entry(fields: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """In the order of the fields of the form."""
    yield from problems_in_words(fields)
    first, last = fields["starts_on"], fields["ends_on"]
    yield from problems_in_days(first, last, ("starts_on", "ends_on"), today)
    starts, ends = fields["starts_at"], fields["ends_at"]
    if ends and not starts:
        yield "starts_at", _("Say also when it begins.")
    elif starts and ends and first == last and ends <= starts:
        yield "ends_at", _("It ends before it begins.")
    if fields["kind"] not in CalendarEntry.Kind.values:
        yield "kind", _("Choose one of the list.")
    if fields["open_to"] not in CalendarEntry.OpenTo.values:
        yield "open_to", _("Choose one of the list.")
    if fields["link"] and not fields["link"].startswith(("https://", "http://")):
        yield "link", _("An address begins with https://")


def themes() -> list[Term]:
    """The uppermost kinds of help, in their order."""
    return list(Term.objects.filter(vocabulary=THEMES, parent=None).order_by("position"))


def groups() -> list[Term]:
    """Groups of people, those of one heading together."""
    return list(Term.objects.filter(vocabulary=GROUPS).order_by("position"))
