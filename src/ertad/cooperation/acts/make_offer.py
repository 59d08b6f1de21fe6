"""An institution offers something to the others, or asks for it; and corrects what it wrote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ertad.audit.trail import traced
from ertad.cooperation.checking import cleaned, refuse
from ertad.cooperation.exchange.checking import FIELDS, problems_of_offer
from ertad.cooperation.exchange.moves import require_move
from ertad.cooperation.models import Offer
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.people.models import Institution


def make_offer(
    *, offer_id: UUID, institution_id: UUID, fields: Mapping[str, Any], by: Actor, at: datetime
) -> Offer:
    """`fields`: those of `exchange.checking.FIELDS`.

    An id that is there already is left as it is: a form sent twice makes one. Raises NotAllowed,
    WrongFields.
    """
    demand("offer.keep", by, institution_id)
    said = cleaned(fields)
    refuse(problems_of_offer(said, local_day(at)))
    with traced("offer.make", by=by, at=at, on=Offer(pk=offer_id)) as trace:
        Institution.objects.select_for_update().get(pk=institution_id)  # sent twice at once
        if known := Offer.objects.filter(pk=offer_id).first():
            return known
        offer = Offer(
            id=offer_id, institution_id=institution_id, made_by_id=by.user_id, created_at=at,
            changed_at=at, **{name: said[name] for name in FIELDS},
        )  # fmt: skip
        return trace.create(offer, institution_id)


def change_offer(
    *, offer: Offer, version: int, fields: Mapping[str, Any], by: Actor, at: datetime
) -> Offer:
    """Raises NotAllowed, WrongFields, Refused, StaleEdit."""
    said = cleaned(fields)
    refuse(problems_of_offer(said, local_day(at)))
    with traced("offer.change", by=by, at=at, on=offer) as trace:
        offer = Offer.objects.select_for_update().get(pk=offer.pk)
        require_move("offer.change", offer, by=by)
        changes = {name: said[name] for name in FIELDS}
        return trace.update(
            offer, version=version, institution_id=offer.institution_id, changed_at=at, **changes
        )
