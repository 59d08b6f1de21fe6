"""A breach is added to, assessed, notified or spared, and closed, along the table of moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.moves import Move, require
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand
from ertad.privacy.acts.note_breach import FUTURE, demand_began, demand_plain
from ertad.privacy.clock import due_at
from ertad.privacy.models import Breach
from ertad.privacy.rules import BREACH_MOVES

NEEDED = _("Fill this in.")
BEFORE = _("This is before the breach was found.")


def move_breach(
    *,
    breach_id: UUID,
    act: str,
    fields: Mapping[str, Any],
    version: int,
    by: Actor,
    at: datetime,
) -> Breach:
    """`act`: a key of BREACH_MOVES; of `fields` only those that it asks for are written.

    Raises NotAllowed, Refused, and StaleEdit when it was changed meanwhile.
    """
    demand("breach.keep", by)
    move = BREACH_MOVES[act]
    changes = {name: fields[name] for name in move.asks if name in fields}
    demand_plain(changes)
    with traced(move.act, by=by, at=at) as trace:
        breach = Breach.objects.select_for_update().get(pk=breach_id)
        trace.on(breach)
        require(move, breach, by=by)
        _demand_fits(move, breach, changes, at)
        if move.target:
            changes["state"] = move.target
        if move.act == "breach.spare":
            changes["decided_at"] = at
        if move.act == "breach.close":
            changes["closed_at"] = at
        return trace.update(breach, version=version, **changes)


def _demand_fits(move: Move, breach: Breach, changes: Mapping[str, Any], at: datetime) -> None:
    for name in move.needs:
        if not changes.get(name):
            raise Refused(NEEDED, name)
    demand_began(changes.get("began_on"), at)
    reasons = move.reasons or {}
    if move.act == "breach.close" and changes["telling"] == Breach.Telling.OPEN:
        raise Refused(reasons["telling"], "telling")
    if move.act == "breach.notify":
        moment = changes["notified_at"]
        if moment > at:
            raise Refused(FUTURE, "notified_at")
        if moment < breach.found_at:
            raise Refused(BEFORE, "notified_at")
        if moment > due_at(breach.found_at) and not changes.get("why_late", "").strip():
            raise Refused(reasons["late"], "why_late")
