"""Nouns of the room."""

from ertad.cooperation.models.entries import CalendarEntry
from ertad.cooperation.models.follows import CalendarFollow
from ertad.cooperation.models.offers import Offer, OfferAnswer

__all__ = ["CalendarEntry", "CalendarFollow", "Offer", "OfferAnswer"]
