"""What nobody agreed on in time expires; those who keep it are reminded a week before."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ertad.audit.trail import traced
from ertad.cooperation.exchange.moves import REMINDED_DAYS, require_move
from ertad.cooperation.exchange.telling import tell
from ertad.cooperation.models import Offer
from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import local_day

RUNNING = (Offer.State.OPEN, Offer.State.ANSWERED)


def expire_offers(at: datetime) -> Mapping[str, int]:
    """One act for each; a second run finds nothing left."""
    today = local_day(at)
    running = Offer.objects.filter(state__in=RUNNING)
    late = list(running.filter(expires_on__lt=today).order_by("expires_on", "pk"))
    expired = sum(_expire(offer, at) for offer in late)
    near = running.filter(expires_on__range=(today, today + timedelta(days=REMINDED_DAYS)))
    reminded = sum(_remind(offer, at) for offer in near.order_by("expires_on", "pk"))
    done = {"offers that expired": expired, "offers that expire soon": reminded}
    return {what: count for what, count in done.items() if count}


def _expire(found: Offer, at: datetime) -> bool:
    with traced("offer.expire", by=SYSTEM, at=at, on=found) as trace:
        offer = Offer.objects.select_for_update().get(pk=found.pk)
        if offer.state not in RUNNING or offer.expires_on >= local_day(at):
            return False
        target = require_move("offer.expire", offer, by=SYSTEM).target
        trace.update(offer, institution_id=offer.institution_id, state=target, changed_at=at)
        tell("offer_expired", offer, [offer.institution_id], by=SYSTEM, at=at)
        return True


def _remind(found: Offer, at: datetime) -> bool:
    """Once for each last day: an offer that was extended is reminded of again."""
    if found.reminded_for == found.expires_on:
        return False
    with traced("offer.remind", by=SYSTEM, at=at, on=found) as trace:
        offer = Offer.objects.select_for_update().get(pk=found.pk)
        if offer.reminded_for == offer.expires_on or offer.state not in RUNNING:
            return False
        day = offer.expires_on
        trace.update(offer, institution_id=offer.institution_id, reminded_for=day)
        tell("offer_expires", offer, [offer.institution_id], by=SYSTEM, at=at, about=day)
        return True
