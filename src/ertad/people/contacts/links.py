"""The signed link of the quarterly letter: it names a contact point and the day of the asking.

It opens for sixty days, and only until the next letter, the hand-over or the end.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day
from ertad.people.models import ContactPoint

DAYS = 60
LONGEST = 120
_signer = Signer(sep=".", salt="ertad.people.contact-by-link")


class LinkRefused(Exception):
    """Why a link does not open: "altered" (not ours), "expired", or "over" (asked anew, ended)."""


def key_of(contact: ContactPoint) -> str:
    """The part of the address that opens it. It has been asked."""
    if contact.asked_on is None:
        raise ValueError("only who was asked has a link")
    named = urlsafe_b64encode(contact.pk.bytes).decode().rstrip("=")
    return _signer.sign(f"{named}-{contact.asked_on.toordinal()}")


def address_of(contact: ContactPoint, language: str) -> str:
    """The whole address, in the language of the letter."""
    with override(language):
        return absolute(reverse("people:contact_by_link", args=[key_of(contact)]))


def read_link(key: str, at: datetime) -> ContactPoint:
    """The contact point, with its institution. Raises LinkRefused."""
    try:
        if len(key) > LONGEST:
            raise BadSignature("too long")
        named, _dash, day = _signer.unsign(key).rpartition("-")
        pk, asked_on = UUID(bytes=urlsafe_b64decode(named + "==")), date.fromordinal(int(day))
    except (BadSignature, ValueError, OverflowError) as altered:
        raise LinkRefused("altered") from altered
    contact = ContactPoint.objects.select_related("institution").filter(pk=pk).first()
    if contact is None:
        raise LinkRefused("altered")
    if contact.ended_on or contact.asked_on != asked_on:
        raise LinkRefused("over")
    if local_day(at) > asked_on + timedelta(days=DAYS):
        raise LinkRefused("expired")
    return contact
