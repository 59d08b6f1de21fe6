"""Confirm that a contact point is still right."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.people.contacts.answering import demand_answer
from ertad.people.models import ContactPoint


def confirm_contact(*, contact: ContactPoint, by: Actor, at: datetime) -> bool:
    """Whether it was still open: on one day it is confirmed once, and what has ended never.

    Raises NotAllowed.
    """
    demand_answer("contact.confirm", contact, by)
    today = local_day(at)
    with traced("contact.confirm", by=by, at=at, on=contact) as trace:
        held = ContactPoint.objects.select_for_update().get(pk=contact.pk)
        if held.ended_on or (held.confirmed_on == today and held.leaving_on is None):
            return False
        trace.update(
            held, institution_id=held.institution_id, confirmed_on=today,
            confirmed_by_id=by.user_id, leaving_on=None,
        )  # fmt: skip
    return True
