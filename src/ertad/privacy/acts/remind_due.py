"""The officers are reminded of breaches whose hours run out, and of requests to answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day
from ertad.notices.acts.notify import notify
from ertad.privacy.clock import hours_left
from ertad.privacy.models import AccessRequest, Breach
from ertad.privacy.officers import officers

AT_HOURS = (48, 24, 6, 0)
"""Hours that are left when the officers are reminded; the last one when there are none."""
DAYS_BEFORE = 3


def remind_due(at: datetime) -> Mapping[str, int]:
    """One act each, so that one that fails leaves the others done; a second run finds nothing."""
    breaches = sum(_of_breach(each, at) for each in Breach.objects.undecided())
    soon = local_day(at) + timedelta(days=DAYS_BEFORE)
    waiting = AccessRequest.objects.open().filter(due_on__lte=soon, reminded_on=None)
    requests = sum(_of_request(each, at) for each in waiting)
    found = {"reminders of breaches": breaches, "reminders of requests": requests}
    return {what: count for what, count in found.items() if count}


def _of_breach(breach: Breach, at: datetime) -> bool:
    """Its version stays, so that an officer who is writing is not sent back."""
    left = hours_left(breach.found_at, at)
    step = min((hours for hours in AT_HOURS if left < hours), default=None)
    if step is None or (breach.reminded is not None and breach.reminded <= step):
        return False
    with traced("breach.remind", by=SYSTEM, at=at, on=breach) as trace:
        held = Breach.objects.filter(pk=breach.pk, reminded=breach.reminded)
        if not held.update(reminded=step):
            return False
        trace.details = {"hours": step}
        notify(
            kind="breach_clock", to=officers(), key=f"breach:{breach.pk}:{step}",
            facts={"breach": str(breach.pk), "hours": str(step)}, at=at,
        )  # fmt: skip
    return True


def _of_request(request: AccessRequest, at: datetime) -> bool:
    with traced("request.remind", by=SYSTEM, at=at, on=request):
        held = AccessRequest.objects.filter(pk=request.pk, reminded_on=None)
        if not held.update(reminded_on=local_day(at)):
            return False
        notify(
            kind="request_due", to=officers(), key=f"request:{request.pk}:{request.due_on}",
            facts={"request": str(request.pk), "due": request.due_on.isoformat()}, at=at,
        )  # fmt: skip
    return True
