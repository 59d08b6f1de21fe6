"""A coordinator opens a round: each institution gets its letter; answers are taken."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.letters.putting import put_asked
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import SYSTEM, Actor


def open_round(*, round: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    """Freezes nothing: each invitation's base is taken when its workbook is.

    A round that a command makes around a list of its own asks nobody: no letters.
    """
    move = ROUND_MOVES["round.open"]
    with traced(move.act, by=by, at=at, on=round) as trace:
        require(move, round, by=by)
        trace.update(round, version=version, state=move.target, opened_at=at)
        rows = round.invitations.select_related("round", "institution").defer("base")
        if by != SYSTEM:
            put_asked(trace, list(rows), at=at)
        return round
