"""A coordinator closes a round: no more files are taken; review goes on."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import Actor


def close_round(*, round: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    move = ROUND_MOVES["round.close"]
    with traced(move.act, by=by, at=at, on=round) as trace:
        require(move, round, by=by)
        return trace.update(round, version=version, state=move.target, closed_at=at)
