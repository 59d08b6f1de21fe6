"""How far a service's data can be trusted today; shown as such everywhere, never dropped."""

from datetime import date
from typing import Literal

Freshness = Literal["confirmed", "stale", "expired", "sample"]

CONFIRMED_DAYS = 90
EXPIRED_DAYS = 180
PLACES_DAYS = 30


def freshness(assured_on: date | None, today: date, *, sample: bool = False) -> Freshness:
    """`confirmed` within 90 days, then `stale`, after 180 days (or never assured) `expired`.

    A public sample that nobody vouches for is `sample` and stays outside freshness figures.
    """
    if sample:
        return "sample"
    if assured_on is None:
        return "expired"
    age = (today - assured_on).days
    if age <= CONFIRMED_DAYS:
        return "confirmed"
    return "stale" if age <= EXPIRED_DAYS else "expired"


def places_shown(
    state: str, as_of: date | None, assured_on: date | None, today: date, *, sample: bool = False
) -> str:
    """The state of places to show: what was said, or `unknown` once it is too old to say."""
    if state == "unknown" or as_of is None or (today - as_of).days > PLACES_DAYS:
        return "unknown"
    return state if freshness(assured_on, today, sample=sample) == "confirmed" else "unknown"
