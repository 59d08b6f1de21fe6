"""A breach is noted: its 72 hours begin with the moment at which it was found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.files.spreadsheets.values import holds_personal_number
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.notices.acts.notify import notify
from ertad.privacy.models import Breach
from ertad.privacy.officers import officers

NO_NUMBERS = _("Remove the 11-digit number; it could be a personal number.")
FUTURE = _("This lies in the future.")


def note_breach(*, breach_id: UUID, fields: Mapping[str, Any], by: Actor, at: datetime) -> Breach:
    """`fields`: found_at, began_on, kind, what, data, people, measures. Sent twice it is one.

    The other officers are told. Raises NotAllowed, or Refused for a moment in the future.
    """
    demand("breach.keep", by)
    if by.user_id is None:
        raise ValueError("a breach is noted by a person")
    demand_plain(fields)
    if fields["found_at"] > at:
        raise Refused(FUTURE, "found_at")
    demand_began(fields.get("began_on"), at)
    with traced("breach.note", by=by, at=at) as trace:
        if known := Breach.objects.filter(pk=breach_id).first():
            return known
        breach = trace.create(Breach(id=breach_id, noted_by=by.user_id, **fields))
        trace.on(breach)
        others = [each for each in officers() if each != by.user_id]
        notify(
            kind="breach_noted", to=others, key=f"breach:{breach.pk}",
            facts={"breach": str(breach.pk)}, at=at,
        )  # fmt: skip
    return breach


def demand_plain(fields: Mapping[str, Any]) -> None:
    """Raises Refused where a text holds what could be a personal number."""
    for name, value in fields.items():
        if isinstance(value, str) and holds_personal_number(value):
            raise Refused(NO_NUMBERS, name)


def demand_began(began_on: Any, at: datetime) -> None:
    if began_on and began_on > local_day(at):
        raise Refused(FUTURE, "began_on")
