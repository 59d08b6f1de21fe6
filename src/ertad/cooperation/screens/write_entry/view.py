"""An entry of the calendar is written, or changed; when two did it at once, both are shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.cooperation.acts.write_entry import add_entry, change_entry
from ertad.cooperation.models import CalendarEntry
from ertad.cooperation.screens.acting import institutions_for, record_id
from ertad.cooperation.screens.fields import chosen_institution
from ertad.cooperation.screens.write_entry.form import EntryForm, initial_of
from ertad.kernel.actor import NotAllowed
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may
from ertad.kernel.sent import number_sent
from ertad.look.both import both_versions
from ertad.people.screens.reason import actor_away, reason_away, reason_given

WRITE = "calendar.write"
PAGE = "cooperation/screens/write_entry/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Sent twice, the form makes one entry."""
    institutions = institutions_for(request.user, WRITE)
    if not institutions:
        raise NotAllowed("no institution of yours writes entries")
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, institutions=institutions)
    place = chosen_institution(form, institutions)
    reason = reason_away(request.user, WRITE, place.pk, data)
    key, token = record_id(request)
    if form.is_bound and form.is_valid() and (why := reason_given(reason)) is not None:
        add_entry(
            entry_id=key, institution_id=place.pk, fields=form.columns(), terms=form.terms(),
            by=actor_away(request.user, WRITE, place.pk, why), at=now(),
        )  # fmt: skip
        messages.success(request, _("It is in the calendar."))
        return redirect("cooperation:entry", key)
    context = {"form": form, "token": token, "reason": reason, "saved": "entry-new"}
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = CalendarEntry.objects.visible_to(request.user).select_related("institution")
    entry = get_object_or_404(rows, pk=pk)
    demand_may(request.user, WRITE, entry.institution_id)
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, institutions=(), initial=initial_of(entry))
    reason = reason_away(request.user, WRITE, entry.institution_id, data)
    context: dict[str, Any] = {
        "form": form, "entry": entry, "reason": reason,
        "version": entry.version if data is None else number_sent(request.POST.get("version")),
    }  # fmt: skip
    status = 200 if data is None else 422
    if data is not None and form.is_valid() and (why := reason_given(reason)) is not None:
        by = actor_away(request.user, WRITE, entry.institution_id, why)
        try:
            change_entry(
                entry=entry, version=context["version"], fields=form.columns(),
                terms=form.terms(), by=by, at=now(),
            )  # fmt: skip
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("cooperation:entry", pk)
        except StaleEdit:
            status, there = 409, rows.get(pk=pk)
            context |= {"version": there.version, "both": both_versions(form, initial_of(there))}
        else:
            messages.success(request, _("Saved."))
            return redirect("cooperation:entry", pk)
    context["columns"] = [{"title": _("What you wrote")}, {"title": _("What is there now")}]
    return render(request, PAGE, context, status=status)
