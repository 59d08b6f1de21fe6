"""What goes with a focal point to the successor: what the institution offers, asks and agreed."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.cooperation.models import Offer
from ertad.kernel.handing_over import OpenWork
from ertad.people.models import Membership

_RUNNING = (Offer.State.OPEN, Offer.State.ANSWERED, Offer.State.AGREED)


def _running(user_id: UUID, institution_id: UUID) -> int:
    if not Membership.objects.focal(user_id, institution_id).exists():
        return 0
    return Offer.objects.filter(institution=institution_id, state__in=_RUNNING).count()


HANDED_OVER = (OpenWork("offers", _("Offers and requests that still run"), _running),)
