"""The institution that answered takes its answer back, as long as nothing is agreed."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.cooperation.exchange.moves import require_move
from ertad.cooperation.exchange.telling import tell
from ertad.cooperation.models import Offer, OfferAnswer
from ertad.kernel.actor import Actor


def take_back_answer(*, answer: OfferAnswer, by: Actor, at: datetime) -> Offer:
    """The answer goes, its last state stays in the history; the same institution may answer anew.

    A second time changes nothing. Raises NotAllowed; Refused once the offer is agreed or over.
    """
    with traced("offer.take_back", by=by, at=at, on=answer.offer) as trace:
        offer = Offer.objects.select_for_update().get(pk=answer.offer_id)
        found = offer.answers.filter(pk=answer.pk).first()
        if found is None:
            return offer
        place = found.institution_id
        move = require_move("offer.take_back", offer, by=by, institution_id=place)
        trace.delete(found, place)
        state = offer.state if offer.answers.exists() else move.target
        trace.update(offer, institution_id=offer.institution_id, state=state, changed_at=at)
        tell("offer_taken_back", offer, [offer.institution_id], by=by, at=at, about=answer.pk)
        return offer
