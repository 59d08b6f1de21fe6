"""What this room holds about a person: the calendar as followed, offers, answers."""

from django.utils.translation import gettext_lazy as _

from ertad.cooperation.models import CalendarFollow, Offer, OfferAnswer
from ertad.kernel.personal_data import PersonalData

PERSONAL_DATA = (
    PersonalData(
        "cooperation.calendarfollow", _("How you follow the calendar"),
        lambda pk: CalendarFollow.objects.filter(owner=pk),
    ),
    PersonalData(
        "cooperation.offer", _("Offers and requests that you wrote"),
        lambda pk: Offer.objects.filter(made_by=pk),
    ),
    PersonalData(
        "cooperation.offeranswer", _("Answers to offers that you wrote"),
        lambda pk: OfferAnswer.objects.filter(answered_by=pk),
    ),
)  # fmt: skip
