"""What happens by itself: agreements enter into force, fall due for review, run out."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from ertad.agreements.acts.change_draft import locked
from ertad.agreements.models import AgreementVersion
from ertad.agreements.models.agreements import RUNNING
from ertad.agreements.rules import FEWEST
from ertad.agreements.telling import tell
from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.clock import local_day

S = AgreementVersion.State
BEFORE_THE_END = timedelta(days=60)
"""An agreement that ends is looked at two months before."""


def move_due(at: datetime) -> Mapping[str, int]:
    """One act each, so that one that fails leaves the others done; a second run finds nothing."""
    today = local_day(at)
    rows = AgreementVersion.objects.all()
    gone = Q(parties__institution__dissolved_on__lte=today)
    over = rows.filter(Q(ends_on__lt=today) | gone, state__in=RUNNING | {S.SIGNED})
    found = {"agreements over": sum(_run_out(text, at) for text in over.distinct())}
    beginning = rows.filter(state=S.SIGNED, starts_on__lte=today)
    found["agreements in force"] = sum(start(pk, by=SYSTEM, at=at) for pk in _keys(beginning))
    due = rows.filter(Q(due_on__lte=today) | gone, state=S.IN_FORCE)
    found["agreements due"] = sum(_fall_due(pk, at) for pk in _keys(due))
    return {what: count for what, count in found.items() if count}


def start(text_id: UUID, *, by: Actor, at: datetime) -> bool:
    """In force, when it is signed and its day has come; an earlier version gives way to it."""
    today = local_day(at)
    rows = AgreementVersion.objects.filter(state=S.SIGNED, starts_on__lte=today)
    if not rows.filter(pk=text_id).exists():
        return False
    with traced("agreement.start", by=by, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        if text.state != S.SIGNED:
            return False
        lead = text.agreement.led_by_id
        for earlier in text.agreement.versions.filter(state__in=RUNNING):
            trace.update(earlier, institution_id=lead, state=S.REPLACED, ended_on=today)
        days = [text.review_on, text.ends_on - BEFORE_THE_END if text.ends_on else None]
        due_on = min(day for day in days if day)
        trace.update(text, institution_id=lead, state=S.IN_FORCE, due_on=due_on)
        tell("agreement_in_force", text, by=by, at=at)
    return True


def _fall_due(text_id: UUID, at: datetime) -> bool:
    with traced("agreement.fall_due", by=SYSTEM, at=at) as trace:
        text = locked(text_id)
        trace.on(text.agreement)
        if text.state != S.IN_FORCE:
            return False
        trace.update(text, institution_id=text.agreement.led_by_id, state=S.DUE)
        tell("agreement_due", text, by=SYSTEM, at=at, key=local_day(at).isoformat())
    return True


def _run_out(text: AgreementVersion, at: datetime) -> bool:
    """After its last day; or when fewer than two parties are still there."""
    ended_on = _over_since(text, local_day(at))
    if ended_on is None:
        return False
    with traced("agreement.run_out", by=SYSTEM, at=at) as trace:
        text = locked(text.pk)
        trace.on(text.agreement)
        if text.state not in RUNNING | {S.SIGNED}:
            return False
        lead = text.agreement.led_by_id
        trace.update(text, institution_id=lead, state=S.ENDED, ended_on=ended_on)
        tell("agreement_over", text, by=SYSTEM, at=at)
    return True


def _over_since(text: AgreementVersion, today: date) -> date | None:
    there = text.parties.exclude(institution__dissolved_on__lte=today).count()
    if text.ends_on and text.ends_on < today:
        return text.ends_on + timedelta(days=1)
    return today if there < FEWEST else None


def _keys(rows: QuerySet[AgreementVersion]) -> list[UUID]:
    return list(dict.fromkeys(rows.values_list("pk", flat=True)))
