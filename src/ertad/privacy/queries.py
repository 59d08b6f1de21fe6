"""Reads of the room, one for each screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from ertad.privacy.clock import Clock, clock
from ertad.privacy.models import AccessRequest, Breach


@dataclass(frozen=True)
class BreachLine:
    breach: Breach
    clock: Clock


@dataclass(frozen=True)
class RequestLine:
    """`left`: days until the answer is due, below zero when late; None once answered."""

    request: AccessRequest
    left: int | None


def breach_lines(user: object, at: datetime) -> Sequence[BreachLine]:
    """Those that run first, then the latest; one query."""
    lines = [BreachLine(each, clock(each, at)) for each in Breach.objects.visible_to(user)]
    running = [line for line in lines if line.clock.left is not None]
    rest = [line for line in lines if line.clock.left is None]
    return [*sorted(running, key=lambda line: line.clock.due_at), *rest]


def request_lines(user: object, today: date) -> Sequence[RequestLine]:
    """Open ones first, by the day on which they are due; one query."""
    every: QuerySet[AccessRequest] = AccessRequest.objects.visible_to(user).select_related("user")
    lines = [RequestLine(each, days_left(each, today)) for each in every]
    waiting = [line for line in lines if line.left is not None]
    rest = [line for line in lines if line.left is None]
    return [*sorted(waiting, key=lambda line: line.request.due_on), *rest]


def days_left(request: AccessRequest, today: date) -> int | None:
    return None if request.answered_on else (request.due_on - today).days
