"""Letters about contact points. They name institution and function, never a person."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ertad.audit.trail import keyed_digest
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day
from ertad.kernel.languages import said
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Link, Message, Part
from ertad.people.contacts.links import address_of
from ertad.people.models import ContactPoint, Institution, User
from ertad.people.recipients import (
    Recipient,
    coordinating_institution,
    coordinators,
    recipients_of,
    signed,
)

ASKED, UNCONFIRMED = "contact.asked", "contact.unconfirmed"
UNHEARD, LEAVING = "contact.unheard", "contact.leaving"


def put_asked(contact: ContactPoint, *, at: datetime) -> bool:
    """To the person; whether there is an address, of the person or else of the account."""
    account: User | None = contact.user
    address = contact.email or (account.email if account and account.is_active else "")
    if not address:
        return False
    language = account.language if account else contact.institution.language
    sender = coordinating_institution()
    with override(language):
        message = _asked(contact, language, sender)
    return put_letter(
        key=f"{ASKED}:{contact.pk}:{contact.asked_on}", kind=ASKED, about=contact.pk,
        institution_id=contact.institution_id, to=address, language=language, message=message,
        at=at, reply_to=sender.email if sender else "",
    )  # fmt: skip


def put_unconfirmed(institution: Institution, asked: Sequence[ContactPoint], at: datetime) -> int:
    """One letter to each address of the institution about all of `asked`."""
    sender = coordinating_institution()

    def write() -> Message:
        parts: list[Part] = [
            _("We asked the contact points of your institution whether their entry is still right."
              " These have not answered for two weeks, and are marked as unconfirmed:"),
            [said(contact, "position").text for contact in asked],
            _("Please confirm them, change them, or hand them over to a successor."),
            Link(_("The contact points of your institution:"), _page_of(institution)),
        ]  # fmt: skip
        subject = ngettext(
            "%(count)s contact point of yours is not confirmed",
            "%(count)s contact points of yours are not confirmed",
            len(asked),
        ) % {"count": len(asked)}
        return Message(subject, institution.name, parts, sender=signed(sender))

    reached = recipients_of([institution]).get(institution.pk, [])
    occasion = f"{institution.pk}:{local_day(at)}"
    return _put_all(UNCONFIRMED, institution, reached, write, occasion, at)


def put_unheard(asked: Sequence[ContactPoint], *, at: datetime) -> int:
    """To each coordinator: functions that nobody has confirmed for four weeks."""
    sender = coordinating_institution()

    def write() -> Message:
        lines = [
            f"{said(each.institution, 'name').text}: {said(each, 'position').text}"
            for each in asked
        ]
        page = absolute(reverse("people:contacts") + "?state=unheard")
        parts: list[Part] = [
            _("Neither these contact points nor their institutions have answered for four weeks:"),
            lines,
            Link(_("All that are not confirmed:"), page),
        ]
        name = sender.name if sender else ""
        return Message(
            _("Contact points without an answer"),
            name,
            parts,
            sender=signed(sender),
        )

    return _put_all(UNHEARD, sender, coordinators(), write, str(local_day(at)), at)


def put_leaving(contact: ContactPoint, *, at: datetime) -> int:
    """To the institution, when the person said: I am no longer this."""
    institution, sender = contact.institution, coordinating_institution()

    def write() -> Message:
        page = absolute(reverse("people:hand_over_contact", args=[contact.pk]))
        parts: list[Part] = [
            _("This contact point of your institution has told us that it is so no longer:"),
            [said(contact, "position").text],
            Link(_("Name the successor here; all goes over in one step:"), page),
        ]
        subject = _("A contact point of yours needs a successor")
        return Message(subject, institution.name, parts, sender=signed(sender))

    reached = recipients_of([institution]).get(institution.pk, [])
    return _put_all(LEAVING, institution, reached, write, f"{contact.pk}:{contact.version}", at)


def _asked(contact: ContactPoint, language: str, sender: Institution | None) -> Message:
    parts: list[Part] = [
        _("Others in the network find you as: %(function)s. Is that still right?")
        % {"function": said(contact, "position").text},
        Link(_("Look at it and confirm it with one click; no account is needed:"),
             address_of(contact, language)),
        _("There you can also change it, or say that you are no longer the contact point."),
        _("The link is for you alone and opens for 60 days."),
    ]  # fmt: skip
    subject = _("Are you still the contact point?")
    return Message(subject, contact.institution.name, parts, sender=signed(sender))


def _put_all(
    kind: str,
    institution: Institution | None,
    reached: Sequence[Recipient],
    write: Callable[[], Message],
    occasion: str,
    at: datetime,
) -> int:
    number = 0
    for recipient in reached:
        with override(recipient.language):
            message = write()
        number += put_letter(
            key=f"{kind}:{occasion}:{keyed_digest(recipient.address)[:16]}", kind=kind,
            about=institution.pk if institution else "", to=recipient.address,
            institution_id=institution.pk if institution else "", language=recipient.language,
            message=message, at=at,
        )  # fmt: skip
    return number


def _page_of(institution: Institution) -> str:
    return absolute(f"{reverse('people:contacts')}?institution={institution.code}")
