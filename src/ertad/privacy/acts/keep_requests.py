"""A request of a person is entered, its term prolonged once, and answered."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.privacy.acts.note_breach import FUTURE, demand_plain
from ertad.privacy.models import AccessRequest

LONG_AGO = _("This is more than a year ago. Look at the year.")
BEFORE = _("This is before the request was received.")
ANSWERED = _("This request is answered already.")
ONCE = _("The term was prolonged already; that is done once.")


def term() -> timedelta:
    """How long an answer may take, in calendar days; the same again where it is prolonged."""
    return timedelta(days=settings.PRIVACY_ANSWER_DAYS)


def enter_request(
    *, request_id: UUID, fields: Mapping[str, Any], by: Actor, at: datetime
) -> AccessRequest:
    """`fields`: user_id, reference, what, received_on. Sent twice it is one.

    Raises NotAllowed, or Refused for a day that cannot be.
    """
    demand("request.keep", by)
    demand_plain(fields)
    received: date = fields["received_on"]
    if received > local_day(at):
        raise Refused(FUTURE, "received_on")
    if received < local_day(at) - timedelta(days=365):
        raise Refused(LONG_AGO, "received_on")
    with traced("request.enter", by=by, at=at) as trace:
        if known := AccessRequest.objects.filter(pk=request_id).first():
            return known
        made = AccessRequest(id=request_id, due_on=received + term(), **fields)
        trace.on(made)
        return trace.create(made)


def prolong_request(
    *, request_id: UUID, why: str, version: int, by: Actor, at: datetime
) -> AccessRequest:
    """Once, by the same term again, with a reason. Raises NotAllowed, Refused, StaleEdit."""
    demand("request.keep", by)
    demand_plain({"why": why})
    with traced("request.prolong", by=by, at=at) as trace:
        request = AccessRequest.objects.select_for_update().get(pk=request_id)
        trace.on(request)
        if request.answered_on:
            raise Refused(ANSWERED)
        if request.prolonged:
            raise Refused(ONCE)
        due_on = request.due_on + term()
        return trace.update(
            request, version=version, due_on=due_on, prolonged=why, reminded_on=None
        )


def answer_request(
    *, request_id: UUID, fields: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> AccessRequest:
    """`fields`: answered_on, outcome, note. Raises NotAllowed, Refused, StaleEdit."""
    demand("request.keep", by)
    demand_plain(fields)
    with traced("request.answer", by=by, at=at) as trace:
        request = AccessRequest.objects.select_for_update().get(pk=request_id)
        trace.on(request)
        if request.answered_on:
            raise Refused(ANSWERED)
        if fields["answered_on"] > local_day(at):
            raise Refused(FUTURE, "answered_on")
        if fields["answered_on"] < request.received_on:
            raise Refused(BEFORE, "answered_on")
        return trace.update(request, version=version, **fields)
