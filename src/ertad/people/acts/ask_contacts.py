"""The quarterly letter: each contact point is asked whether it is still right."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.people.contacts.letters import put_asked
from ertad.people.models import ContactPoint

EVERY_DAYS = 90
A_RUN = 200
"""Contact points asked in one run; the next run, a minute later, goes on."""


def ask_contacts(at: datetime) -> Mapping[str, int]:
    """A quarter after the last confirmation; a new one at once, unless the person entered it.

    One act each, so that one that fails leaves the others done.
    """
    found = due(local_day(at)).select_related("institution", "user").order_by("since", "pk")
    letters = sum(_ask(contact, at) for contact in found[:A_RUN])
    return {"contact points asked": letters} if letters else {}


def due(today: date) -> QuerySet[ContactPoint]:
    """Those whom nobody has asked or heard for a quarter."""
    long_ago = today - timedelta(days=EVERY_DAYS)
    new = Q(asked_on=None, confirmed_on=None)
    last = Coalesce(F("confirmed_on"), F("asked_on"))
    unasked = Q(asked_on=None) | Q(asked_on__lte=long_ago)
    present = ContactPoint.objects.present().filter(leaving_on=None)
    return present.alias(last=last).filter(new | (Q(last__lte=long_ago) & unasked))


def _ask(contact: ContactPoint, at: datetime) -> bool:
    """Whether a letter was put. Without an address the institution is told in two weeks."""
    today = local_day(at)
    with traced("contact.ask", by=SYSTEM, at=at, on=contact) as trace:
        rows = ContactPoint.objects.filter(pk=contact.pk, asked_on=contact.asked_on)
        if not rows.update(asked_on=today, institution_told_on=None, coordinator_told_on=None):
            return False
        contact.asked_on = today
        put = put_asked(contact, at=at)
        trace.details["letters"] = int(put)
    return put
