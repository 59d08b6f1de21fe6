"""A coordinator opens a closed round again, for those who were late."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import Actor


def reopen_round(*, round: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    move = ROUND_MOVES["round.reopen"]
    with traced(move.act, by=by, at=at, on=round) as trace:
        require(move, round, by=by)
        return trace.update(round, version=version, state=move.target, closed_at=None)
