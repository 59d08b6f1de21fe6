"""A coordinator opens a round: workbooks can be taken and sent up."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import Actor


def open_round(*, round: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    """Freezes nothing: each invitation's base is taken when its workbook is."""
    move = ROUND_MOVES["round.open"]
    with traced(move.act, by=by, at=at, on=round) as trace:
        require(move, round, by=by)
        return trace.update(round, version=version, state=move.target, opened_at=at)
