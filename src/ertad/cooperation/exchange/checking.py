"""What must be true of an offer or a request, and of an answer."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ertad.cooperation.checking import problems_in_days, problems_in_words
from ertad.cooperation.exchange.moves import MOST_DAYS
from ertad.cooperation.models import Offer

FIELDS = (
    "side", "what", "title_ka", "title_en", "title_fr", "text_ka", "text_en", "text_fr", "place",
    "municipality_id", "from_on", "until_on", "contact", "expires_on",
)  # fmt: skip


def problems_of_offer(fields: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """In the order of the fields of the form."""
    yield from problems_in_words(fields)
    days = fields["from_on"], fields["until_on"]
    yield from problems_in_days(*days, ("from_on", "until_on"), today)
    if fields["until_on"] and fields["until_on"] < today:
        yield "until_on", _("This day has passed.")
    if fields["expires_on"] < today:
        yield "expires_on", _("This day has passed.")
    elif fields["expires_on"] > today + timedelta(days=MOST_DAYS):
        yield "expires_on", _("At most %(days)s days from today.") % {"days": MOST_DAYS}
    if fields["side"] not in Offer.Side.values:
        yield "side", _("Choose one of the list.")
    if fields["what"] not in Offer.What.values:
        yield "what", _("Choose one of the list.")
    if not fields["contact"]:
        yield "contact", _("Say whom to call.")


def problems_of_answer(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """`fields`: text and contact."""
    yield from problems_in_words(fields)
    if not fields["text"]:
        yield "text", _("Say what you can do.")
    if not fields["contact"]:
        yield "contact", _("Say whom to call.")
