"""Merged services: what was joined, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.collection.acts.undo_merge import undo_merge
from ertad.collection.screens.coordinating.rows import changes_of
from ertad.collection.screens.coordinating.who import decider
from ertad.directory.acts.unmerge import (
    EditsToSettle,
    LaterEdit,
    Settled,
    UndoneAlready,
    later_edits,
)
from ertad.directory.models import Merge
from ertad.directory.models.services import Status
from ertad.directory.record import differing, read_records
from ertad.directory.record.wording import Wording, label_of
from ertad.directory.refusals import NotRunning
from ertad.kernel.clock import now
from ertad.kernel.rights import demand_may

A_PAGE = 50
AT_FIELD = "settle-"
RELATED = ("survivor__institution", "absorbed__institution")


@login_required
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "service.merge")
    rows = Merge.objects.visible_to(request.user).select_related(*RELATED)
    light = rows.defer("survivor_before", "absorbed_before", "survivor_after")
    page = Paginator(light.order_by("-at", "id"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "collection/screens/merges/list.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says what undoing will do, asks about fields that were edited since, then does it."""
    demand_may(request.user, "service.merge")
    rows = Merge.objects.visible_to(request.user).select_related(*RELATED)
    merge = get_object_or_404(rows, pk=pk)
    sides = (merge.survivor.institution_id, merge.absorbed.institution_id)
    by = decider(request.user, "service.merge", *sides)
    problem, status = "", 200
    settled = _settled(request)
    if request.method == "POST":
        status = 422
        try:
            undo_merge(merge_id=merge.pk, by=by, at=now(), choices=settled)
        except EditsToSettle:
            problem = _("Say for each field below what it should be afterwards.")
        except UndoneAlready:
            problem = _("Somebody has undone this merge already.")
        except NotRunning:
            problem = _(
                "The service that stayed has ended or was itself merged since. Undo that first."
            )
        else:
            messages.success(request, _("Undone. Both services are there again."))
            return redirect("collection:merges")
        merge.refresh_from_db()
    context = _context(merge, request.user, settled) | {"problem": problem, "merge": merge}
    return render(request, "collection/screens/merges/undo.html", context, status=status)


def _settled(request: HttpRequest) -> dict[str, Settled]:
    found: dict[str, Settled] = {}
    for name, value in request.POST.items():
        if name.startswith(AT_FIELD) and value in ("before", "now"):
            found[name[len(AT_FIELD) :]] = "now" if value == "now" else "before"
    return found


def _context(merge: Merge, user: object, settled: dict[str, Settled]) -> dict[str, Any]:
    """Fields that go back by themselves, and those about which is asked."""
    now_ = read_records([merge.survivor_id])[merge.survivor_id]
    edits = later_edits(merge, now_)
    asked = {edit.key for edit in edits}
    back = [
        key
        for key in differing(merge.survivor_before, merge.survivor_after)
        if key not in asked and merge.survivor_before[key] != now_[key]
    ]
    keys = [*back, *asked]
    parts = [{key: side[key] for key in keys} for side in (merge.survivor_before, now_)]
    wording = Wording(parts, user)
    return {
        "undone": merge.undone_at is not None,
        "stands": merge.survivor.status == Status.ACTIVE,
        "changes": changes_of(now_, merge.survivor_before, back, wording),
        "asked": [_asked(edit, wording, settled) for edit in edits],
    }


def _asked(edit: LaterEdit, wording: Wording, settled: dict[str, Settled]) -> dict[str, Any]:
    return {
        "name": f"{AT_FIELD}{edit.key}",
        "label": label_of(edit.key),
        "now": wording.text(edit.key, edit.now),
        "before": wording.text(edit.key, edit.before),
        "chosen": settled.get(edit.key, ""),
    }
