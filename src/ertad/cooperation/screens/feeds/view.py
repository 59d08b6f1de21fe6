"""The calendar for other programs: iCalendar of a member's own and of the public, Atom of news.

A program that asks every minute gets 304 for next to nothing; one that asks more is told to wait.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.cooperation.calendar.feeds import (
    ASK_AGAIN,
    LONGEST_KEY,
    NoLonger,
    as_calendar,
    feed_name,
    feed_of,
    in_a_feed,
    last_changed,
)
from ertad.cooperation.calendar.filters import Filters, choices, filters_from
from ertad.cooperation.calendar.kept import made, seconds_to_wait
from ertad.cooperation.calendar.reading import happening_of
from ertad.cooperation.calendar.when import days_in_words, where_in_words
from ertad.cooperation.models import CalendarEntry
from ertad.directory.screens.changes.view import for_other_sites, for_xml
from ertad.files.sending import TYPES
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now

NEWS = 50
PLAIN = "text/plain; charset=utf-8"
Make = Callable[[], tuple[bytes, datetime | None]]


@require_safe
def own(request: HttpRequest, key: str) -> HttpResponseBase:
    """A member's entries with the member's filters, by a signed address; one query."""
    if wait := seconds_to_wait(key[: LONGEST_KEY + 1]):
        return _too_often(wait)
    try:
        feed = feed_of(key)
    except NoLonger:
        text = _("This address was renewed or given up. Take the new one from the calendar.")
        return HttpResponse(text, content_type=PLAIN, status=410)
    if feed is None:
        text = _("There is no calendar at this address.")
        return HttpResponse(text, content_type=PLAIN, status=404)
    today = local_day(now())

    def make() -> tuple[bytes, datetime | None]:
        with override(feed.language):
            found = in_a_feed(feed.reader, feed.filters, today)
            content = as_calendar(found, name=feed_name(feed.params), language=feed.language)
        return content, last_changed(found, feed.changed_at)

    response = _answered(request, ("own", feed, today), make, TYPES["ics"])
    response["Cache-Control"] = f"private, max-age={int(ASK_AGAIN.total_seconds())}"
    return response


@require_safe
def public(request: HttpRequest) -> HttpResponseBase:
    """What is open to everybody; the filters of the page stand in the address."""
    if wait := seconds_to_wait((request.META.get("REMOTE_ADDR"), "ics")):
        return _too_often(wait)
    filters, today = filters_from(request.GET.dict()), local_day(now())
    language = (get_language() or "ka")[:2]

    def make() -> tuple[bytes, datetime | None]:
        known = choices().known(filters)
        found = in_a_feed(None, filters, today)
        content = as_calendar(found, name=feed_name(known.params()), language=language)
        return content, last_changed(found)

    return for_other_sites(
        _answered(request, ("public", filters, today, language), make, TYPES["ics"])
    )


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """The public entries that were written, changed or cancelled last."""
    if wait := seconds_to_wait((request.META.get("REMOTE_ADDR"), "atom")):
        return _too_often(wait)
    filters, language = filters_from(request.GET.dict()), get_language()

    def make() -> tuple[bytes, datetime | None]:
        return _atom(filters)

    atom = "application/atom+xml; charset=utf-8"
    return for_other_sites(_answered(request, ("news", filters, language), make, atom))


def _answered(request: HttpRequest, key: object, make: Make, kind: str) -> HttpResponse:
    """The content, or 304 for a program that has it."""
    found = made(key, make)
    stamp = int(found.changed_at.timestamp()) if found.changed_at else None
    response = HttpResponse(found.content, content_type=kind)
    response["ETag"] = found.etag
    if stamp:
        response["Last-Modified"] = http_date(stamp)
    known = get_conditional_response(request, found.etag, stamp, response)
    return known if isinstance(known, HttpResponse) else response


def _too_often(wait: int) -> HttpResponse:
    text = _("This address is asked too often. Once an hour is enough.")
    response = HttpResponse(text, content_type=PLAIN, status=429)
    response["Retry-After"] = str(wait)
    return response


def _atom(filters: Filters) -> tuple[bytes, datetime | None]:
    address = absolute(reverse("cooperation:news")) + (f"?{q}" if (q := filters.query()) else "")
    atom = Atom1Feed(
        title=_("News of the calendar"),
        link=absolute(reverse("cooperation:calendar")),
        feed_url=address,
        feed_guid=address,
        description="",
        language=(get_language() or "ka")[:2],
        author_name=_("Ertad"),
    )
    rows = CalendarEntry.objects.visible_to(None).filter(filters.on_entries())
    latest = rows.select_related("institution", "municipality").order_by("-changed_at", "pk")
    found = [happening_of(entry) for entry in latest[:NEWS]]
    for each in found:
        title = each.title.text
        lines = [days_in_words(each), where_in_words(each), each.text.text, each.link]
        atom.add_item(
            title=for_xml(
                _("Cancelled: %(title)s") % {"title": title} if each.cancelled else title
            ),
            link=absolute(each.url),
            description=for_xml("\n".join(line for line in lines if line)),
            unique_id=f"urn:uuid:{each.key}",
            updateddate=each.changed_at,
            categories=[each.kind],
            author_name=for_xml(each.institution),
        )
    return atom.writeString("utf-8").encode(), last_changed(found)
