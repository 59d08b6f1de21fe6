"""The parts of "Plan together" that this room holds."""

from django.utils.translation import gettext_lazy as _

PLAN_TABS = (
    (_("Calendar"), "cooperation:calendar", "calendar.see"),
    (_("Offers and requests"), "cooperation:offers", "offer.see"),
)
