"""Change what is said of a contact point."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.audit.trail import Trace, traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.people.contacts.answering import demand_answer, is_oneself
from ertad.people.contacts.named import demand_account_free, demand_deputy
from ertad.people.contacts.writing import Told, checked, texts_of, words_of, write_sets
from ertad.people.models import ContactPoint

BY_ONESELF = frozenset(
    {"position_ka", "position_en", "position_fr", "phone", "hours", "languages", "away_until"}
)
"""What a letter's link changes: nothing of it says who the person is."""


def change_contact(
    *,
    contact: ContactPoint,
    version: int,
    told: Told,
    by: Actor,
    at: datetime,
    user_id: UUID | None = None,
    deputy: ContactPoint | None = None,
) -> ContactPoint:
    """All that the form of the institution holds. Raises Refused, NotAllowed, StaleEdit."""
    demand_answer("contact.change", contact, by)
    columns = checked(told.columns)
    with traced("contact.change", by=by, at=at, on=contact) as trace:
        _demand_present(contact)
        demand_account_free(user_id, contact.institution_id, but=contact)
        demand_deputy(deputy, contact.institution_id, of=contact)
        columns |= {"user_id": user_id, "deputy_id": deputy.pk if deputy else None}
        return _write(trace, contact, version, replace(told, columns=columns))


def change_own_contact(
    *, contact: ContactPoint, version: int, told: Told, by: Actor, at: datetime
) -> ContactPoint:
    """What the person says of oneself, by the letter's link; it is confirmed with it."""
    demand_answer("contact.change", contact, by)
    columns = checked(told.columns)
    if beyond := set(columns) - BY_ONESELF:
        raise ValueError(f"not changed by a link: {sorted(beyond)}")
    with traced("contact.change", by=by, at=at, on=contact) as trace:
        _demand_present(contact)
        if is_oneself(contact, by):
            columns |= {"confirmed_on": local_day(at), "confirmed_by_id": by.user_id}
            columns["leaving_on"] = None
        return _write(trace, contact, version, replace(told, columns=columns))


def _write(trace: Trace, contact: ContactPoint, version: int, told: Told) -> ContactPoint:
    institution = contact.institution
    words = words_of({**texts_of(contact), **told.columns}, institution)
    changes = {**told.columns, **words}
    trace.update(contact, version=version, institution_id=institution.pk, **changes)
    write_sets(trace, contact, told)
    return contact


def _demand_present(contact: ContactPoint) -> None:
    if contact.ended_on:
        raise Refused(_("This contact point has ended; name a new one."))
