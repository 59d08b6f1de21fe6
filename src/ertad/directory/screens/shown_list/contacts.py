"""Services as contacts for a telephone: function, number, address; never a person."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ertad.directory.listed import Listed
from ertad.files.cards import ContactCard, write_cards
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day


def contacts_of(services: Sequence[Listed], at: datetime) -> bytes:
    """A vCard file of those that run; a confidential one has only its municipality."""
    return write_cards([_card(each, at) for each in services if not each.ended], at=at)


def _card(service: Listed, at: datetime) -> ContactCard:
    place = service.where[0] if service.where else None
    page = absolute(reverse("directory:service", args=[service.service_id]))
    day = date_format(local_day(at), "SHORT_DATE_FORMAT")
    note = [
        service.next_step.text,
        *(line for each in service.where for line in each.hours),
        _("From the directory, as of %(day)s.") % {"day": day},
    ]
    return ContactCard(
        uid=f"urn:uuid:{service.service_id}",
        name=service.name.text,
        organisation=service.institution.text,
        role=service.contact.text,
        phones=service.phones,
        email=service.email,
        url=page,
        street=place.address.text if place else "",
        town=place.municipality.text if place else "",
        point=place.point if place else None,
        note="\n".join(line for line in note if line),
    )
