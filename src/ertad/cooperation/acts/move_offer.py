"""The institution that made an offer or a request takes it further: agrees, finishes, withdraws."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.audit.trail import traced
from ertad.cooperation.exchange.moves import DAYS, require_move
from ertad.cooperation.exchange.telling import answering, tell
from ertad.cooperation.models import Offer, OfferAnswer
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused


def agree(*, offer: Offer, answer_id: UUID, by: Actor, at: datetime) -> Offer:
    """With one of those that answered; the others are told that it was another.

    Raises NotAllowed, Refused; OfferAnswer.DoesNotExist for an answer to something else.
    """
    with traced("offer.agree", by=by, at=at, on=offer) as trace:
        offer = _locked(offer)
        move = require_move("offer.agree", offer, by=by)
        answer = OfferAnswer.objects.select_related("institution").get(pk=answer_id, offer=offer)
        trace.update(
            offer, institution_id=offer.institution_id, state=move.target, changed_at=at,
            agreed_with=answer.institution,
        )  # fmt: skip
        tell("offer_agreed", offer, [answer.institution_id], by=by, at=at)
        others = answering(offer, but=answer.institution_id)
        tell("offer_given_to_another", offer, others, by=by, at=at)
        return offer


def finish(*, offer: Offer, by: Actor, at: datetime) -> Offer:
    """What was agreed has taken place. Raises NotAllowed, Refused."""
    with traced("offer.finish", by=by, at=at, on=offer) as trace:
        offer = _locked(offer)
        move = require_move("offer.finish", offer, by=by)
        trace.update(offer, institution_id=offer.institution_id, state=move.target, changed_at=at)
        if offer.agreed_with:
            tell("offer_done", offer, [offer.agreed_with.pk], by=by, at=at)
        return offer


def withdraw(*, offer: Offer, by: Actor, at: datetime) -> Offer:
    """It is no longer meant; whoever answered is told. Raises NotAllowed, Refused."""
    with traced("offer.withdraw", by=by, at=at, on=offer) as trace:
        offer = _locked(offer)
        move = require_move("offer.withdraw", offer, by=by)
        trace.update(offer, institution_id=offer.institution_id, state=move.target, changed_at=at)
        tell("offer_withdrawn", offer, answering(offer), by=by, at=at)
        return offer


def extend(*, offer: Offer, by: Actor, at: datetime) -> Offer:
    """It stands for 60 days from today. Raises NotAllowed; Refused when it stands longer anyway."""
    with traced("offer.extend", by=by, at=at, on=offer) as trace:
        offer = _locked(offer)
        require_move("offer.extend", offer, by=by)
        until = local_day(at) + timedelta(days=DAYS)
        if offer.expires_on >= until:
            raise Refused(_("It stands for 60 days or more already."), code="long_enough")
        return trace.update(
            offer, institution_id=offer.institution_id, expires_on=until, changed_at=at
        )


def _locked(offer: Offer) -> Offer:
    return Offer.objects.select_for_update().get(pk=offer.pk)
