"""The directory of contacts to take along: spreadsheet, cards, paper. All begin with `shown`."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.files.cards import ContactCard, write_cards
from ertad.files.papers import print_pdf
from ertad.files.spreadsheets.writing import Column, SheetPlan, write_workbook
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day
from ertad.people.contacts.shown import ShownContact

MOST_ON_PAPER = 800


def sheet_of(contacts: Sequence[ShownContact], at: datetime, *, persons: bool) -> bytes:
    """An xlsx file in the active language; nothing in it is a formula."""
    titles = [
        (_("Institution"), 34), (_("Function"), 28), *([(_("Name"), 24)] if persons else []),
        (_("Phone"), 20), (_("E-mail"), 28), (_("Themes"), 44), (_("Where"), 30),
        (_("Languages"), 20), (_("Hours"), 26), (_("Deputy"), 28), (_("State"), 18),
        (_("Last confirmed"), 16),
    ]  # fmt: skip
    title = _("Contacts")
    plan = SheetPlan(
        title,
        [Column(name, width=width, as_typed=True) for name, width in titles],
        [_row(each, persons=persons) for each in contacts],
        above=[title, _("As of %(day)s") % {"day": _day(at)}],
        room=0,
    )
    return write_workbook([plan], title=title)


def _row(contact: ShownContact, *, persons: bool) -> list[str]:
    confirmed = contact.confirmed_on
    deputy = contact.deputy
    return [
        contact.institution.name,
        contact.function.text,
        *([contact.person] if persons else []),
        contact.number_in_words,
        contact.address,
        "\n".join(theme.text for theme in contact.themes),
        ", ".join(contact.where),
        ", ".join(contact.languages),
        "\n".join(contact.hours),
        (deputy.person or deputy.function.text) if deputy else "",
        contact.tag[0],
        date_format(confirmed, "SHORT_DATE_FORMAT") if confirmed else "",
    ]


def cards_of(contacts: Sequence[ShownContact], at: datetime) -> bytes:
    """A vCard file: of persons where the reader sees them, else of functions."""
    return write_cards([_card(each, at) for each in contacts], at=at)


def _card(contact: ShownContact, at: datetime) -> ContactCard:
    note = [
        *(theme.text for theme in contact.themes),
        ", ".join(contact.where),
        *contact.hours,
        contact.tag[0],
        _("From the directory, as of %(day)s.") % {"day": _day(at)},
    ]
    organisation = contact.institution.name
    return ContactCard(
        uid=f"urn:uuid:{contact.id}",
        name=f"{contact.function.text}, {organisation}",
        organisation=organisation,
        phones=(contact.number,) if contact.number else (),
        email=contact.address,
        url=absolute(reverse("people:contact", args=[contact.id])),
        note="\n".join(line for line in note if line),
        person=contact.person,
        title=contact.function.text if contact.person else "",
    )


def paper_of(contacts: Sequence[ShownContact], at: datetime, *, persons: bool) -> bytes:
    """A PDF, by institution. Raises PaperBusy or NoPaper."""
    context = {
        "language": get_language() or "ka",
        "title": _("Contacts"),
        "standing": {"day": local_day(at)},
        "contacts": contacts,
        "persons": persons,
        "address": absolute(reverse("people:contacts")),
        "invented": any(each.institution.invented for each in contacts),
    }
    return print_pdf([render_to_string("people/screens/contacts/paper.html", context)])


def _day(at: datetime) -> str:
    return str(date_format(local_day(at), "SHORT_DATE_FORMAT"))
