"""What names a person goes from offers that are settled, and from what their changes kept."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ertad.audit.acts.forget import forget
from ertad.audit.models import Revision
from ertad.cooperation.models import Offer, OfferAnswer

EMPTIED: Mapping[str, Any] = {"contact": "", "made_by": None}


def empty_offers(ids: Sequence[UUID]) -> None:
    """Within the caller's transaction; also what is kept of answers, even if taken back."""
    Offer.objects.filter(pk__in=ids).update(**EMPTIED)
    kinds = [model._meta.label_lower for model in (Offer, OfferAnswer)]
    about = Revision.objects.filter(kind=kinds[0], object_id__in=[str(each) for each in ids])
    forget(Revision.objects.filter(kind__in=kinds, act_id__in=about.values("act_id")))
