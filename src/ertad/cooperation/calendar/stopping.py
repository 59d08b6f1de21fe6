"""The signed link of a weekly letter that stops these letters without signing in."""

from uuid import UUID

from ertad.cooperation.models import CalendarFollow
from ertad.notices.stopping import id_to_stop, key_to_stop

_KIND = "ertad.cooperation.weekly"


def stop_key(follow_id: UUID) -> str:
    """The part of the address that stops the letters."""
    return key_to_stop(_KIND, follow_id)


def follow_to_stop(key: str) -> CalendarFollow | None:
    """Whose letters this key stops; None for a key that is not of our making, or done."""
    known = id_to_stop(_KIND, key)
    return CalendarFollow.objects.filter(pk=known, weekly=True).first() if known else None
