"""Another institution answers an offer or a request."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.audit.trail import traced
from ertad.cooperation.checking import cleaned, refuse
from ertad.cooperation.exchange.checking import problems_of_answer
from ertad.cooperation.exchange.moves import require_move
from ertad.cooperation.exchange.telling import tell
from ertad.cooperation.models import Offer, OfferAnswer
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand


def answer_offer(
    *, answer_id: UUID, offer: Offer, institution_id: UUID, text: str, contact: str, by: Actor,
    at: datetime,
) -> OfferAnswer:  # fmt: skip
    """One answer from each institution; the same form sent twice gives one.

    Raises NotAllowed, WrongFields; Refused for one's own, a second answer, and what has ended.
    """
    demand("offer.answer", by, institution_id)
    said = cleaned({"text": text, "contact": contact})
    refuse(problems_of_answer(said))
    with traced("offer.answer", by=by, at=at, on=offer) as trace:
        offer = Offer.objects.select_for_update().get(pk=offer.pk)
        if known := OfferAnswer.objects.filter(pk=answer_id, offer=offer).first():
            return known
        move = require_move("offer.answer", offer, by=by, institution_id=institution_id)
        _demand_may_answer(offer, institution_id, at)
        answer = OfferAnswer(
            id=answer_id, offer=offer, institution_id=institution_id, answered_by_id=by.user_id,
            at=at, **said,
        )  # fmt: skip
        trace.create(answer, institution_id)
        trace.update(
            offer, institution_id=offer.institution_id, changed_at=at,
            state=move.target,
        )  # fmt: skip
        tell("offer_answered", offer, [offer.institution_id], by=by, at=at, about=answer.pk)
        return answer


def _demand_may_answer(offer: Offer, institution_id: UUID, at: datetime) -> None:
    if offer.institution_id == institution_id:
        raise Refused(_("An institution does not answer itself."), code="own")
    if offer.expires_on < local_day(at):
        raise Refused(_("It has expired."), code="expired")
    if offer.answers.filter(institution=institution_id).exists():
        raise Refused(_("Your institution has answered already."), code="answered")
