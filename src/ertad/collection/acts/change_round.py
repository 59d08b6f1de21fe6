"""A coordinator corrects title, period, due day, or what happens around it."""

from datetime import datetime
from typing import Any

from ertad.audit.trail import traced
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require

CHANGEABLE = frozenset(
    {"title_ka", "title_en", "title_fr", "period_start", "period_end", "due_on", "reminders",
     "extension_days"}
)  # fmt: skip


def change_round(
    *, round: Round, by: Actor, at: datetime, version: int | None = None, **changes: Any
) -> Round:
    """Set some of `CHANGEABLE`. Raises StaleEdit, Refused, NotAllowed; TypeError for others."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"a round's {', '.join(sorted(unknown))} cannot be changed so")
    with traced("round.change", by=by, at=at, on=round) as trace:
        require(ROUND_MOVES["round.change"], round, by=by)
        return trace.update(round, version=version, **changes)
