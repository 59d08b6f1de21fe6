"""A coordinator begins a round."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.collection.models import Round
from ertad.collection.models.rounds import FIRST_REMINDERS
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand


def draft_round(
    *,
    round_id: UUID,
    period_start: date,
    period_end: date,
    due_on: date,
    by: Actor,
    at: datetime,
    title_ka: str = "",
    title_en: str = "",
    title_fr: str = "",
    reminders: Sequence[int] = FIRST_REMINDERS,
    extension_days: int = 14,
) -> Round:
    """Make a round in draft, which nobody but coordinators sees. `period_start` <= `period_end`."""
    demand("round.run", by)
    round_ = Round(
        id=round_id,
        title_ka=title_ka.strip(),
        title_en=title_en.strip(),
        title_fr=title_fr.strip(),
        period_start=period_start,
        period_end=period_end,
        due_on=due_on,
        reminders=sorted(set(reminders)),
        extension_days=extension_days,
    )
    with traced("round.draft", by=by, at=at, on=round_) as trace:
        return trace.create(round_)
