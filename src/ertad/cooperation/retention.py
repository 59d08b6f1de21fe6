"""How long it is held who follows the calendar, and whom to call about an offer."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from ertad.cooperation.acts.empty_offers import EMPTIED, empty_offers
from ertad.cooperation.models import CalendarFollow, Offer, OfferAnswer
from ertad.kernel.retention import YEAR, Retention

_SETTLED = (
    Offer.State.AGREED, Offer.State.DONE, Offer.State.WITHDRAWN, Offer.State.EXPIRED,
)  # fmt: skip
_TO_CALL = _("so that the institutions can reach each other")
_THE_TWO = _("the two institutions and the coordinator")


def _follows_of_nobody() -> QuerySet[CalendarFollow]:
    return CalendarFollow.objects.filter(owner__name="", owner__is_active=False)


def _settled() -> QuerySet[Offer]:
    return Offer.objects.filter(state__in=_SETTLED)


def _answers_to_settled() -> QuerySet[OfferAnswer]:
    return OfferAnswer.objects.filter(offer__state__in=_SETTLED).annotate(
        settled_at=F("offer__changed_at")
    )


RETENTION = (
    Retention(
        "calendar_follows", "cooperation.calendarfollow", _("How you follow the calendar"),
        _("so that your calendar program and the letters show what you chose"), _("you alone"),
        days=0, since="changed_at", rows=_follows_of_nobody,
        until=_("until you stop; at the latest until the account is emptied"),
    ),
    Retention(
        "offers", "cooperation.offer",
        _("Whom to call about an offer or request, and who wrote it"), _TO_CALL,
        _("members of the network"), days=YEAR, since="changed_at", rows=_settled,
        empty=EMPTIED, take=empty_offers,
        until=_("one year after it was agreed, done or withdrawn, or has expired"),
    ),
    Retention(
        "offer_answers", "cooperation.offeranswer",
        _("Whom to call about an answer, and who wrote it"), _TO_CALL, _THE_TWO,
        days=YEAR, since="settled_at", rows=_answers_to_settled,
        empty={"contact": "", "answered_by": None},
        until=_("one year after the offer was agreed, done or withdrawn, or has expired"),
    ),
)  # fmt: skip
