"""A coordinator invites institutions to a round."""

from collections.abc import Sequence
from datetime import datetime

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.letters.putting import put_asked
from ertad.collection.models import Invitation, Round
from ertad.collection.rules import ROUND_MOVES, require
from ertad.kernel.actor import SYSTEM, Actor
from ertad.people.models import Institution


def invite(
    *, round: Round, institutions: Sequence[Institution], by: Actor, at: datetime
) -> list[Invitation]:
    """Invite them all in one act; those invited before stay as they are. Returns the new ones."""
    with traced("round.invite", by=by, at=at, on=round) as trace:
        require(ROUND_MOVES["round.invite"], round, by=by)
        invited = set(round.invitations.values_list("institution_id", flat=True))
        new = {place.pk: place for place in institutions if place.pk not in invited}
        trace.details["invited"] = len(new)
        made = [
            keeping.create(
                trace, Invitation(round=round, institution=place), institution_id=place.pk
            )
            for place in new.values()
        ]
        if round.state == Round.State.OPEN and by != SYSTEM:
            put_asked(trace, made, at=at)
        return made
