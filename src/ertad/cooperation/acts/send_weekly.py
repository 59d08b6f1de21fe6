"""On Mondays at nine, a letter with what is coming and new, to those who asked for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ertad.audit.trail import traced
from ertad.cooperation.calendar.filters import filters_of, in_words
from ertad.cooperation.calendar.reading import Standing, in_full, standing
from ertad.cooperation.calendar.stopping import stop_key
from ertad.cooperation.calendar.when import days_in_words, times_in_words, where_in_words
from ertad.cooperation.models import CalendarEntry, CalendarFollow
from ertad.kernel.actor import SYSTEM
from ertad.kernel.addresses import absolute
from ertad.kernel.calendar import Happening
from ertad.kernel.clock import TBILISI, local_day
from ertad.kernel.rights import everywhere
from ertad.kernel.roles import institutions_of
from ertad.notices.acts.put_letter import put_letter
from ertad.notices.writing import Link, Message, Part
from ertad.people.models import Institution

LETTER = "calendar_weekly"
COMING = timedelta(days=13)
AHEAD = timedelta(days=365)
MOST_IN_A_LETTER = 20
NINE = time(9)


def last_monday(at: datetime) -> datetime:
    """The latest Monday, nine o'clock in Georgia, that is not after `at`."""
    here = at.astimezone(TBILISI)
    monday = here.date() - timedelta(days=here.weekday())
    found = datetime.combine(monday, NINE, TBILISI)
    return found if found <= here else found - timedelta(days=7)


def send_weekly(at: datetime) -> Mapping[str, int]:
    """One act for each member, so that one that fails leaves the others done."""
    waiting = CalendarFollow.objects.filter(weekly=True, told_at__lt=last_monday(at))
    letters = sum(_tell(each, at) for each in waiting.select_related("owner").order_by("pk"))
    return {"letters on the calendar": letters} if letters else {}


def _tell(follow: CalendarFollow, at: datetime) -> bool:
    """Whether a letter was put: where there is nothing to tell, none is."""
    owner = follow.owner
    member = owner.is_active and everywhere(owner, "calendar.see")
    with override(owner.language):
        message = _message(follow, at) if member else None
    with traced("calendar.weekly", by=SYSTEM, at=at, on=follow):
        rows = CalendarFollow.objects.filter(pk=follow.pk, told_at=follow.told_at, weekly=True)
        if not rows.update(told_at=at):
            return False
        return message is not None and put_letter(
            key=f"{LETTER}:{follow.pk}:{last_monday(at):%Y-%m-%d}", kind=LETTER, about=follow.pk,
            to=owner.email, language=owner.language, message=message, at=at,
        )  # fmt: skip


def _message(follow: CalendarFollow, at: datetime) -> Message | None:
    today, filters, owner = local_day(at), filters_of(follow.params), follow.owner
    found = standing(owner, filters, today, today + AHEAD)
    soon = [each for each in found if each.starts_on <= today + COMING]
    later = [each for each in found if each.starts_on > today + COMING]
    new = _written_since(later, follow.told_at)
    if not soon and not new:
        return None
    parts: list[Part] = []
    if soon:
        parts += [_("In the next two weeks:"), _lines(in_full(soon[:MOST_IN_A_LETTER]))]
    if new:
        parts += [_("Later, and new in the calendar:"), _lines(in_full(new[:MOST_IN_A_LETTER]))]
    chosen = reverse("cooperation:calendar") + (f"?{q}" if (q := filters.query()) else "")
    stop = reverse("cooperation:stop_weekly", args=[stop_key(follow.pk)])
    parts += [
        Link(_("All of it:"), absolute(chosen)),
        _("You asked for this letter on Mondays, for: %(filters)s.")
        % {"filters": in_words(filters)},
        Link(_("No more of these letters:"), absolute(stop)),
    ]
    place = Institution.objects.filter(pk__in=institutions_of(owner)).first()
    return Message(_("The calendar of this week"), str(place or ""), parts, sender=_("Ertad"))


def _written_since(found: Sequence[Standing], since: datetime) -> list[Standing]:
    rows = CalendarEntry.objects.filter(created_at__gt=since, cancelled_at=None)
    keys = set(rows.values_list("pk", flat=True))
    return [
        each
        for each in found
        if (each.rest.changed_at > since if isinstance(each.rest, Happening) else each.rest in keys)
    ]


def _lines(found: Sequence[Happening]) -> list[str]:
    """ "Friday, 20 November 2026, 10:00: title, place"."""
    lines = []
    for each in found:
        when = ", ".join(part for part in (days_in_words(each), times_in_words(each)) if part)
        title = each.title.text
        if each.cancelled:
            title = _("Cancelled: %(title)s") % {"title": title}
        lines.append(", ".join(part for part in (f"{when}: {title}", where_in_words(each)) if part))
    return lines
