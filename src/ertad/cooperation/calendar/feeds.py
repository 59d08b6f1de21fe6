"""The calendar as programs take it: what is in a feed, and the signed address of a member's own."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from ertad.cooperation.calendar.filters import Filters, Params, filters_of, in_words
from ertad.cooperation.calendar.reading import in_full, standing
from ertad.cooperation.calendar.when import where_in_words
from ertad.cooperation.models import CalendarFollow
from ertad.files.calendars import Dated, dated_calendar
from ertad.kernel.addresses import absolute
from ertad.kernel.calendar import Happening
from ertad.kernel.clock import TBILISI
from ertad.kernel.rights import rights
from ertad.kernel.roles import Role
from ertad.people.models import Membership

BEFORE, AFTER = timedelta(days=30), timedelta(days=365)
MOST_IN_A_FEED = 500
ASK_AGAIN = timedelta(hours=1)
LONGEST_KEY = 120
_signer = Signer(sep=".", salt="ertad.cooperation.feed")


@dataclass(frozen=True)
class Reader:
    """A program that reads for a member: a viewer without a session."""

    roles: frozenset[tuple[Role, UUID]]
    is_authenticated: bool = True

    def held_roles(self) -> frozenset[tuple[Role, UUID]]:
        """Those that the member holds now."""
        return self.roles


@dataclass(frozen=True)
class Feed:
    """What a signed address opens."""

    reader: Reader
    params: tuple[tuple[str, str], ...]
    language: str
    changed_at: datetime

    @property
    def filters(self) -> Filters:
        """As the member chose them."""
        return filters_of(self.params)


class NoLonger(Exception):
    """An address of ours that was renewed, or whose owner has left."""


def key_of(follow: CalendarFollow) -> str:
    """The part of the address that opens the feed, the same until it is renewed."""
    return _signer.sign(
        f"{urlsafe_b64encode(follow.pk.bytes).decode().rstrip('=')}-{follow.number}"
    )


def feed_of(key: str) -> Feed | None:
    """The feed, read in one query; None for a key that is not of our making. Raises NoLonger."""
    try:
        named, _dash, number = _signer.unsign(key[: LONGEST_KEY + 1]).rpartition("-")
        pk = UUID(bytes=urlsafe_b64decode(named + "=="))
    except (BadSignature, ValueError):
        return None
    held = Membership.objects.filter(
        ended_on=None, user__is_active=True, user__calendar_follow=pk,
        user__calendar_follow__number=int(number), role__in=rights()["calendar.see"].everywhere,
    )  # fmt: skip
    about = ("params", "changed_at")
    rows = held.values_list(
        "role", "institution_id", "user__language", *(f"user__calendar_follow__{n}" for n in about)
    )
    found = list(rows)
    if not found:
        raise NoLonger
    _role, _place, language, params, changed_at = found[0]
    reader = Reader(frozenset((Role(role), place) for role, place, *_more in found))
    return Feed(reader, tuple((name, code) for name, code in params), language, changed_at)


def feed_name(params: Params) -> str:
    """ "Ertad: Training, Example 3"."""
    filters = filters_of(params)
    return _("Ertad: %(what)s") % {"what": in_words(filters) if filters.params() else _("calendar")}


def in_a_feed(user: object, filters: Filters, today: date) -> list[Happening]:
    """From a month ago until in a year: what comes first if there are too many."""
    first, last = today - BEFORE, today + AFTER
    found = standing(user, filters, first, last)
    past = [each for each in found if each.ends_on < today]
    ahead = [each for each in found if each.ends_on >= today][:MOST_IN_A_FEED]
    room = MOST_IN_A_FEED - len(ahead)
    return in_full([*(past[-room:] if room else ()), *ahead])


def as_calendar(found: Iterable[Happening], *, name: str, language: str) -> bytes:
    """In the active language."""
    return dated_calendar(
        (event_of(each) for each in found), name=name, language=language, ask_again=ASK_AGAIN
    )


def event_of(each: Happening) -> Dated:
    """As a program shows it; cancelled ones say so in their title too: every program shows that."""
    title = each.title.text
    starts: date | datetime = each.starts_on
    ends: date | datetime | None = each.ends_on
    if each.starts_at:
        starts = datetime.combine(each.starts_on, each.starts_at, TBILISI)
        ends = datetime.combine(each.ends_on, each.ends_at, TBILISI) if each.ends_at else None
        if ends is None and each.ends_on > each.starts_on:
            ends = datetime.combine(each.ends_on, each.starts_at, TBILISI)
    return Dated(
        uid=f"{each.key}@ertad",
        title=_("Cancelled: %(title)s") % {"title": title} if each.cancelled else title,
        starts=starts,
        ends=ends,
        changed_at=each.changed_at,
        sequence=each.sequence,
        cancelled=each.cancelled,
        where=where_in_words(each),
        text="\n".join(part for part in (each.text.text, each.institution, each.link) if part),
        url=absolute(each.url),
        kind=each.kind,
    )


def last_changed(found: Iterable[Happening], *others: datetime) -> datetime | None:
    """The latest change of what is in a feed."""
    return max([*(each.changed_at for each in found), *others], default=None)
