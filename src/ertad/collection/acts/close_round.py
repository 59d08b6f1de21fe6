"""A coordinator closes a round: no more files are taken; review goes on.

Answers in the browser that were not sent are deleted: nobody can send them any more.
"""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection.answers.drafting import drop
from ertad.collection.models import AnswerDraft, Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import Actor


def close_round(*, round: Round, by: Actor, at: datetime, version: int | None = None) -> Round:
    move = ROUND_MOVES["round.close"]
    with traced(move.act, by=by, at=at, on=round) as trace:
        require(move, round, by=by)
        drafts = AnswerDraft.objects.filter(invitation__round=round)
        trace.details["unsent"] = drop(trace, drafts.select_related("invitation").defer("record"))
        return trace.update(round, version=version, state=move.target, closed_at=at)
