"""The person says: I am no longer this. It is marked at once; the institution names a successor."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.people.contacts.answering import demand_answer
from ertad.people.contacts.letters import put_leaving
from ertad.people.models import ContactPoint


def leave_contact(*, contact: ContactPoint, by: Actor, at: datetime) -> bool:
    """Whether it was not said before. Until the hand-over the deputy stands in.

    Raises NotAllowed.
    """
    demand_answer("contact.end", contact, by)
    with traced("contact.leave", by=by, at=at, on=contact) as trace:
        held = (
            ContactPoint.objects.select_related("institution")
            .select_for_update(of=("self",))
            .get(pk=contact.pk)
        )
        if held.ended_on or held.leaving_on:
            return False
        trace.update(held, institution_id=held.institution_id, leaving_on=local_day(at))
        trace.details["letters"] = put_leaving(held, at=at)
    return True
