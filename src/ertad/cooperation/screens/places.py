"""The parts of "Plan together", as tabs above each."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.kernel.rights import may


def tabs_of(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """None for the public, which sees the calendar only."""
    if not may(request.user, "offer.see"):
        return []
    parts = (("calendar", _("Calendar")), ("offers", _("Offers and requests")))
    return [
        {"label": label, "url": reverse(f"cooperation:{name}"), "current": name == current}
        for name, label in parts
    ]
