"""End a contact point for which there is no successor; what it was stays in the history."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.people.models import ContactPoint


def end_contact(*, contact: ContactPoint, version: int, by: Actor, at: datetime) -> None:
    """From today; nobody has it as deputy any more. Raises NotAllowed, StaleEdit."""
    demand("contact.end", by, contact.institution_id)
    place = contact.institution_id
    with traced("contact.end", by=by, at=at, on=contact) as trace:
        for other in ContactPoint.objects.present().filter(deputy=contact):
            trace.update(other, institution_id=place, deputy_id=None)
        trace.update(contact, version=version, institution_id=place, ended_on=local_day(at))
