"""Letters of a round into the outbox, within the act that they tell of."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import override

from ertad.audit.trail import Trace, keyed_digest
from ertad.collection.letters import wording
from ertad.collection.links import address_of
from ertad.collection.models import Extension, Invitation
from ertad.directory.models import Service
from ertad.kernel.clock import local_day
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Message
from ertad.people.models import Institution
from ertad.people.recipients import coordinating_institution, recipients_of

ASKED, REMINDER = "round.asked", "round.reminder"
RETURNED, ACCEPTED = "file.returned", "file.accepted"
MORE_TIME, UNANSWERED = "extension.answered", "round.unanswered"
LINK = "link.renewed"
TO_INSTITUTIONS = (ASKED, REMINDER, RETURNED, ACCEPTED, MORE_TIME, LINK)
"""Letters that are about an invitation; the rest is about a round and goes to coordinators."""
Write = Callable[[Invitation, Institution | None], Message]


def put_asked(
    trace: Trace, invitations: Sequence[Invitation], *, at: datetime, occasion: str = "first"
) -> int:
    """The letter that asks; how many were put. The round of the invitations is open."""
    places = [invitation.institution_id for invitation in invitations]
    counted = Service.objects.active().filter(institution__in=places).values_list("institution_id")
    services = dict(counted.annotate(number=Count("id")).order_by())

    def write(invitation: Invitation, sender: Institution | None) -> Message:
        number = services.get(invitation.institution_id, 0)
        return wording.asked(invitation, address_of(invitation, at), number, sender)

    return _put(trace, invitations, ASKED, occasion, write, at)


def put_reminders(trace: Trace, invitations: Sequence[Invitation], *, at: datetime) -> int:
    """At most one a day to an address, whoever asks for it."""
    today = local_day(at)

    def write(invitation: Invitation, sender: Institution | None) -> Message:
        return wording.reminder(invitation, address_of(invitation, at), today, sender)

    return _put(trace, invitations, REMINDER, today.isoformat(), write, at)


def put_returned(trace: Trace, invitation: Invitation, *, at: datetime) -> int:
    """Nothing once the round is closed: no corrected answer is taken then."""
    if invitation.round.state != "open":
        return 0

    def write(invitation: Invitation, sender: Institution | None) -> Message:
        return wording.returned(invitation, address_of(invitation, at), sender)

    return _put(trace, [invitation], RETURNED, at.isoformat(), write, at)


def put_accepted(trace: Trace, invitation: Invitation, *, at: datetime) -> int:
    return _put(trace, [invitation], ACCEPTED, at.isoformat(), wording.accepted, at)


def put_more_time(trace: Trace, extension: Extension, *, at: datetime) -> int:
    """The answer to a request for more time, in the round that is open."""

    def write(invitation: Invitation, sender: Institution | None) -> Message:
        return wording.more_time(extension, address_of(invitation, at), sender)

    if extension.invitation.round.state != "open":
        return 0
    return _put(trace, [extension.invitation], MORE_TIME, str(extension.pk), write, at)


def letter_key(kind: str, about: object, occasion: str, address: str) -> str:
    """What makes a letter the same. The address itself is in no key."""
    return f"{kind}:{about}:{occasion}:{keyed_digest(address)[:16]}"


def _put(
    trace: Trace,
    invitations: Sequence[Invitation],
    kind: str,
    occasion: str,
    write: Write,
    at: datetime,
) -> int:
    sender = coordinating_institution()
    reply_to = sender.email if sender else ""
    reached = recipients_of([invitation.institution for invitation in invitations])
    number = 0
    for invitation in invitations:
        for recipient in reached.get(invitation.institution_id, ()):
            with override(recipient.language):
                message = write(invitation, sender)
            number += put_letter(
                key=letter_key(kind, invitation.pk, occasion, recipient.address), kind=kind,
                about=invitation.pk, institution_id=invitation.institution_id,
                to=recipient.address, reply_to=reply_to, language=recipient.language,
                message=message, at=at,
            )  # fmt: skip
    trace.details["letters"] = trace.details.get("letters", 0) + number
    return number
