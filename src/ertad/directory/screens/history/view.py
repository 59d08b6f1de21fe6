"""What was changed, by whom and when, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.audit.models import Revision
from ertad.audit.reading import note_reading
from ertad.audit.trail import snapshot
from ertad.directory.acts.undo_revision import LOCATION_KIND, is_part_of_a_merge, undo_revision
from ertad.directory.models import Location, Service
from ertad.directory.past import Changed, Entry, LaterField, entries, what_undoing_means
from ertad.directory.record import SERVICE_KIND, read_record
from ertad.directory.record.problem_words import in_words
from ertad.directory.refusals import LaterEdits, PartOfAMerge, Refused, WrongRecord
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import actor_with, demand_may, may
from ertad.people.screens.reason import reason_form, reason_given

A_PAGE = 30


@login_required
@require_safe
def of_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    services = Service.objects.visible_to(request.user).select_related("institution")
    service = get_object_or_404(services, pk=service_id)
    context = {"title": service.name, "record": service, "service": service}
    return _history(request, SERVICE_KIND, service, context)


@login_required
@require_safe
def of_location(request: HttpRequest, location_id: UUID) -> HttpResponse:
    locations = Location.objects.visible_to(request.user).select_related("institution")
    location = get_object_or_404(locations, pk=location_id)
    title = location.name or _("Address")
    return _history(request, LOCATION_KIND, location, {"title": title, "record": location})


def _history(
    request: HttpRequest, kind: str, record: Service | Location, context: dict[str, Any]
) -> HttpResponse:
    demand_may(request.user, "service.history", record.institution_id)
    rows = _revisions(request).filter(kind=kind, object_id=str(record.pk)).order_by("-id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = entries(list(page.object_list), request.user)
    _note(request, record, lines)
    if may(request.user, "service.undo", record.institution_id):
        for line in (each for each in lines if each.revision.before):
            line.url = reverse("directory:undo_revision", args=[line.revision.pk])
            line.url_text = _("Undo")
    context |= {"entries": lines, "page": page, "institution": record.institution}
    return render(request, "directory/screens/history/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Says what undoing will do, asks about fields that were changed again since, then does it."""
    revision = get_object_or_404(_revisions(request), pk=revision_id)
    record = _record_of(revision)
    demand_may(request.user, "service.undo", record.institution_id)
    data = request.POST if request.method == "POST" else None
    reason = reason_form(request.user, "service.undo", record.institution_id, data)
    problems: list[str] = []
    if data is not None and (why := reason_given(reason)) is not None:
        try:
            return _undo(request, revision, record, why)
        except LaterEdits:
            problems = [_("Somebody changed this meanwhile. Look at it again.")]
        except WrongRecord as wrong:
            problems = [in_words(problem) for problem in wrong.problems]
        except PartOfAMerge:
            problems = [_("This belongs to a merge, which is undone as a whole.")]
        except Refused:
            problems = [_("This cannot be undone.")]
    context = {"record": record, "revision": revision, "reason": reason, "problems": problems}
    context |= _what_happens(request, revision, record)
    status = 200 if data is None else 422
    return render(request, "directory/screens/history/undo.html", context, status=status)


def _undo(
    request: HttpRequest, revision: Revision, record: Service | Location, why: str
) -> HttpResponse:
    asked = request.POST.getlist("asked")
    keys = undo_revision(
        revision_id=revision.pk,
        by=actor_with(request.user, "service.undo", record.institution_id, reason=why),
        at=now(),
        put_back=request.POST.getlist("back") if asked else None,
    )
    if keys or revision.before == revision.after:
        messages.success(request, _("Undone. This can be undone too."))
    else:
        messages.info(request, _("Nothing had to be changed."))
    return redirect(_history_of(record))


def _what_happens(
    request: HttpRequest, revision: Revision, record: Service | Location
) -> dict[str, Any]:
    current = read_record(record) if isinstance(record, Service) else snapshot(record)
    entry = entries([revision], request.user)[0]
    _note(request, record, [entry])
    merge = revision.kind == SERVICE_KIND and is_part_of_a_merge(revision)
    changes: list[Changed] = []
    later: list[LaterField] = []
    added_place = revision.kind == LOCATION_KIND and revision.before is None
    if not merge and not added_place and revision.after is not None:
        changes, later = what_undoing_means(revision, current, request.user, local_day(now()))
    return {
        "merge": merge,
        "changes": changes,
        "later": later,
        "confirmation": bool(revision.sources.get("assured_after")) and not (changes or later),
        "entry": entry,
        "back": _history_of(record),
        "ticked": request.POST.getlist("back"),
    }


def _note(request: HttpRequest, record: Service | Location, lines: list[Entry]) -> None:
    """Where colleagues are named, it is kept that somebody read it."""
    by = actor_with(request.user, "service.history", record.institution_id)
    if others := {line.person for line in lines} - {"", str(by.user_id)}:
        note_reading("history.read", by=by, at=now(), on=record, of=others)


def _record_of(revision: Revision) -> Service | Location:
    model = Location if revision.kind == LOCATION_KIND else Service
    record: Service | Location | None = (
        model._default_manager.select_related("institution").filter(pk=revision.object_id).first()
    )
    if record is None:
        raise Http404("the record is gone")
    return record


def _history_of(record: Service | Location) -> str:
    name = "service_history" if isinstance(record, Service) else "location_history"
    return reverse(f"directory:{name}", args=[record.pk])


def _revisions(request: HttpRequest) -> QuerySet[Revision]:
    kinds = (SERVICE_KIND, LOCATION_KIND)
    return Revision.objects.visible_to(request.user).filter(kind__in=kinds)
