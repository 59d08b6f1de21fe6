"""A list as a spreadsheet: a row a service, as anyone may see it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.directory.listed import Listed, ListedPlace
from ertad.files.phones import phone
from ertad.files.spreadsheets.writing import Column, SheetPlan, write_workbook
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day


def table_of(title: str, services: Sequence[Listed], at: datetime, language: str) -> bytes:
    """An xlsx file in `language`; nothing in it is a formula."""
    with override(language):
        columns = [
            Column(name, width=width, as_typed=True)
            for name, width in (
                (_("Name of the service"), 36),
                (_("State"), 16),
                (_("Run by"), 28),
                (_("Age"), 14),
                (_("How to enter"), 44),
                (_("Phone"), 20),
                (_("E-mail"), 24),
                (_("Places and hours"), 44),
                (_("Cost"), 14),
                (_("Last confirmed"), 16),
                (_("Web page"), 40),
            )
        ]
        day = date_format(local_day(at), "SHORT_DATE_FORMAT")
        plan = SheetPlan(
            _("Services"),
            columns,
            [_row(each) for each in services],
            above=[title, _("As of %(day)s") % {"day": day}],
            room=0,
        )
        return write_workbook([plan], title=title)


def _row(service: Listed) -> list[str]:
    from ertad.directory.templatetags.directory import ages

    state = _("Ended") if service.ended else _("Running")
    if service.sample_as_of:
        state = _("Sample, as of %(when)s, not verified") % {"when": service.sample_as_of}
    confirmed = date_format(service.assured_on, "SHORT_DATE_FORMAT") if service.assured_on else ""
    return [
        service.name.text,
        state,
        service.institution.text,
        ages(service.min_age, service.max_age),
        service.next_step.text,
        "\n".join(phone(number) for number in service.phones),
        service.email,
        "\n".join(where_in_words(place) for place in service.where),
        service.cost,
        confirmed,
        absolute(reverse("directory:service", args=[service.service_id])),
    ]


def where_in_words(place: ListedPlace) -> str:
    """One place with its hours in a line; a confidential one says only that it is."""
    parts = [place.name.text, place.address.text, place.municipality.text]
    if place.confidential:
        parts = [_("confidential address"), place.municipality.text]
    where = ", ".join(part for part in parts if part)
    return f"{where}: {'; '.join(place.hours)}" if place.hours else where
