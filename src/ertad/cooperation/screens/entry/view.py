"""One entry of the calendar: what, when, where, for whom; to take along, to change, to cancel."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.audit.trail import StaleEdit
from ertad.cooperation.acts.cancel_entry import cancel_entry
from ertad.cooperation.calendar.checking import THEMES
from ertad.cooperation.calendar.feeds import as_calendar
from ertad.cooperation.calendar.reading import happening_of
from ertad.cooperation.calendar.when import days_in_words, times_in_words, where_in_words
from ertad.cooperation.models import CalendarEntry
from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.kernel.rights import demand_may, may
from ertad.people.screens.reason import actor_away, reason_away, reason_given

WRITE = "calendar.write"


@require_safe
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    happening = happening_of(found)
    terms = list(found.terms.order_by("vocabulary", "position"))
    context = {
        "entry": found,
        "kind": CalendarEntry.Kind(found.kind).label,
        "open_to": CalendarEntry.OpenTo(found.open_to).label,
        "days": days_in_words(happening),
        "times": times_in_words(happening),
        "where": where_in_words(happening),
        "themes": [term.label for term in terms if term.vocabulary_id == THEMES],
        "groups": [term.label for term in terms if term.vocabulary_id != THEMES],
        "may_write": may(request.user, WRITE, found.institution_id),
    }
    return render(request, "cooperation/screens/entry/page.html", context)


@require_safe
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The one entry for a calendar program."""
    happening = happening_of(_visible(request, pk))
    language, title = (get_language() or "ka")[:2], happening.title.text
    content = as_calendar([happening], name=title, language=language)
    return send_file(content, plain=f"ertad-{pk.hex[:8]}", shown=title, kind="ics")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says what will happen, then does it; a second time changes nothing."""
    found = _visible(request, pk)
    demand_may(request.user, WRITE, found.institution_id)
    data = request.POST if request.method == "POST" else None
    reason = reason_away(request.user, WRITE, found.institution_id, data)
    if data is not None and (why := reason_given(reason)) is not None:
        by = actor_away(request.user, WRITE, found.institution_id, why)
        try:
            cancel_entry(entry=found, by=by, at=now())
        except StaleEdit:
            messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
        else:
            messages.success(
                request, _("Cancelled. It stays in the calendar, marked as cancelled.")
            )
        return redirect("cooperation:entry", pk)
    context = {"entry": found, "reason": reason}
    status = 422 if data is not None else 200
    return render(request, "cooperation/screens/entry/cancel.html", context, status=status)


def _visible(request: HttpRequest, pk: UUID) -> CalendarEntry:
    rows = CalendarEntry.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("institution", "municipality"), pk=pk)
