"""Name a contact point of an institution."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.people.contacts.named import demand_account_free, demand_deputy, demand_new
from ertad.people.contacts.writing import Told, checked, write_sets, write_words
from ertad.people.models import ContactPoint, Institution


def add_contact(
    *,
    contact_id: UUID,
    institution: Institution,
    told: Told,
    by: Actor,
    at: datetime,
    user_id: UUID | None = None,
    deputy: ContactPoint | None = None,
) -> ContactPoint:
    """`contact_id` is the form's: sent twice, it is named once. Who names oneself confirms it.

    Raises Refused, NotAllowed.
    """
    demand("contact.add", by, institution.pk)
    columns = checked(told.columns)
    with traced("contact.add", by=by, at=at) as trace:
        # The institution is held, so that the same form sent twice waits for itself.
        Institution.objects.select_for_update().get(pk=institution.pk)
        there = ContactPoint.objects.filter(pk=contact_id, institution=institution).first()
        if there:
            trace.on(there)
            return there
        demand_new(contact_id)
        demand_account_free(user_id, institution.pk)
        demand_deputy(deputy, institution.pk)
        contact = ContactPoint(
            id=contact_id, institution=institution, user_id=user_id, deputy=deputy,
            since=local_day(at), **columns,
        )  # fmt: skip
        if user_id is not None and user_id == by.user_id:
            contact.confirmed_on, contact.confirmed_by_id = local_day(at), user_id
        write_words(contact)
        trace.create(contact, institution.pk)
        trace.on(contact)
        write_sets(trace, contact, told)
    return contact
