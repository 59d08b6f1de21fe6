"""Who did not answer the quarterly letter: the institution is told, then the coordinator."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.people.contacts.letters import put_unconfirmed, put_unheard
from ertad.people.models import ContactPoint
from ertad.people.models.contact_points import UNHEARD_DAYS


def tell_unconfirmed(at: datetime) -> Mapping[str, int]:
    """After 14 days one letter to each institution, after 28 one to each coordinator."""
    told = {
        "institutions told of contacts": _institutions(at),
        "coordinator told": _coordinator(at),
    }
    return {name: number for name, number in told.items() if number}


def _institutions(at: datetime) -> int:
    today, letters = local_day(at), 0
    waiting = ContactPoint.objects.unconfirmed(today).filter(institution_told_on=None)
    rows = waiting.select_related("institution").order_by("institution_id", "pk")
    for institution, group in groupby(list(rows), key=lambda each: each.institution):
        asked = list(group)
        with traced("contact.tell_institution", by=SYSTEM, at=at, on=institution) as trace:
            if _mark(asked, "institution_told_on", at):
                trace.details["letters"] = put_unconfirmed(institution, asked, at)
                letters += trace.details["letters"]
    return letters


def _coordinator(at: datetime) -> int:
    waiting = ContactPoint.objects.unconfirmed(local_day(at), days=UNHEARD_DAYS)
    asked = list(
        waiting.filter(coordinator_told_on=None)
        .select_related("institution")
        .order_by("institution__code", "pk")
    )
    if not asked:
        return 0
    with traced("contact.tell_coordinator", by=SYSTEM, at=at) as trace:
        if not _mark(asked, "coordinator_told_on", at):
            return 0
        trace.details["letters"] = number = put_unheard(asked, at=at)
    return number


def _mark(asked: list[ContactPoint], column: str, at: datetime) -> int:
    """Those that no other process has marked meanwhile."""
    rows = ContactPoint.objects.filter(pk__in=[each.pk for each in asked], **{column: None})
    return rows.update(**{column: local_day(at)})
