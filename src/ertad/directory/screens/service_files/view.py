"""A service to take along: its weekly hours for a calendar, its contact for a telephone."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.directory.freshness import CONFIRMED_DAYS
from ertad.directory.listed import Listed, listed
from ertad.directory.screens.shown_list.contacts import contacts_of
from ertad.directory.screens.shown_list.table import where_in_words
from ertad.files.calendars import Weekly, weekly_calendar
from ertad.files.sending import send_file
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now


def _running(pk: UUID, today: date) -> Listed:
    found = listed([pk], today)
    if not found or found[0].ended:
        raise Http404
    return found[0]


@require_safe
def contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    at = now()
    service = _running(pk, local_day(at))
    name = f"ertad-{pk.hex[:8]}"
    return send_file(contacts_of([service], at), plain=name, shown=service.name.text, kind="vcf")


@require_safe
def hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only while the hours are confirmed: the events end on the day on which that runs out."""
    at = now()
    today = local_day(at)
    service = _running(pk, today)
    until = confirmed_until(service.assured_on)
    spans = [] if service.freshness != "confirmed" else _spans(service)
    if not spans or until is None:
        raise Http404
    content = weekly_calendar(
        spans, name=service.name.text, language=(get_language() or "ka")[:2], since=today,
        until=until, at=at,
    )  # fmt: skip
    name = f"ertad-{pk.hex[:8]}-hours"
    return send_file(content, plain=name, shown=service.name.text, kind="ics")


def confirmed_until(assured_on: date | None) -> date | None:
    """The last day on which what was confirmed counts as such."""
    return assured_on + timedelta(days=CONFIRMED_DAYS) if assured_on else None


def _spans(service: Listed) -> list[Weekly]:
    until = confirmed_until(service.assured_on)
    day = date_format(until, "SHORT_DATE_FORMAT") if until else ""
    told = [
        service.next_step.text,
        _("Confirmed until %(day)s; ask again after that.") % {"day": day},
    ]
    return [
        Weekly(
            uid=f"{service.service_id}-{number}-{day_code}-{opens.replace(':', '')}@ertad",
            day=day_code,
            opens=opens,
            closes=closes,
            title=service.name.text,
            where="" if place.confidential else where_in_words(place).partition(": ")[0],
            text="\n".join(line for line in told if line),
            url=absolute(reverse("directory:service", args=[service.service_id])),
        )
        for number, place in enumerate(service.where)
        for day_code, opens, closes in place.spans
    ]
