"""What publishing a round will do, then doing it, then what was done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.publish_round import publish_round
from ertad.collection.models import Round, SourceRow
from ertad.collection.publishing import PlannedRow
from ertad.collection.queries import PublishPreview, publish_preview
from ertad.collection.screens.coordinating.rows import changes_of, names_of
from ertad.collection.screens.coordinating.states import FATE, LEFT_OUT
from ertad.collection.screens.publish.result import result_of
from ertad.directory.record import differing
from ertad.directory.record.wording import Wording, label_of
from ertad.kernel.clock import now
from ertad.kernel.languages import said
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent

A_PAGE = 50
TOLD = ("new", "changed", "ended", "left_out")
"""Rows that were only confirmed are counted, not listed, unless asked for."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    by = actor_with(request.user, "round.publish")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    problem, status = "", 200
    if request.method == "POST":
        version = number_sent(request.POST.get("version"))
        try:
            publish_round(round=round_, by=by, at=now(), version=version)
        except Refused as refused:
            problem, status = str(refused), 422
        except StaleEdit:
            status = 409
            problem = _("Somebody changed the round meanwhile. Look at it again, then publish.")
            round_.refresh_from_db()
        else:
            messages.success(request, _("Published. Everyone finds it in the directory now."))
            return redirect("collection:publish", pk)
    if round_.state == Round.State.PUBLISHED:
        context = {"round": round_, "result": result_of(request.user, round_)}
        return render(request, "collection/screens/publish/done.html", context)
    try:
        preview = publish_preview(request.user, pk, at=now())
    except Round.DoesNotExist as unseen:
        raise Http404("no such round") from unseen
    context = _context(request, preview) | {"problem": problem}
    return render(request, "collection/screens/publish/page.html", context, status=status)


def _context(request: HttpRequest, preview: PublishPreview) -> dict[str, Any]:
    fate, code = request.GET.get("fate", ""), request.GET.get("institution", "")
    names = {line.institution.pk: line.institution for line in preview.institutions}
    rows = [
        row
        for row in preview.plan.rows
        if (row.fate == fate if fate in FATE else row.fate in TOLD or row.kept)
        and (not code or names[row.institution_id].code == code)
    ]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return {
        "preview": preview,
        "round": preview.round,
        "heads": [(key, words) for key, (words, _kind) in FATE.items()],
        "institutions": [
            (
                line.institution,
                [(key, words, line.fates[key]) for key, (words, _kind) in FATE.items()],
            )
            for line in preview.institutions
        ],
        "fates": [(key, words, preview.fates[key]) for key, (words, _kind) in FATE.items()],
        "merges": preview.plan.merges.count(),
        "kept": len(preview.plan.kept()),
        "fate": fate if fate in FATE else "",
        "chosen": next((place for place in names.values() if place.code == code), None),
        "page": page,
        "lines": _lines(list(page.object_list), request.user, names),
    }


def _lines(rows: list[PlannedRow], user: object, names: dict[UUID, Any]) -> list[dict[str, Any]]:
    """The shown rows in words; at most five queries for all of them."""
    keys = {
        row.row_id: list(differing(row.before, row.after)) if row.before else [] for row in rows
    }
    parts = [
        {key: side[key] for key in keys[row.row_id]}
        for row in rows
        for side in (row.before, row.after)
        if side and row.before
    ]
    wording = Wording(parts, user, places=_new_places(rows, user))
    lines = []
    for row in rows:
        words, kind = FATE[row.fate]
        before = row.before or {}
        lines.append(
            {
                "row": row,
                "name": said(row.after, "name"),
                "institution": names[row.institution_id],
                "fate": words,
                "kind": kind,
                "changes": changes_of(before, row.after, keys[row.row_id], wording),
                "kept": [label_of(key) for key in row.kept],
                "why": LEFT_OUT.get(row.why, ""),
            }
        )
    return lines


def _new_places(rows: list[PlannedRow], user: object) -> dict[str, str]:
    told = SourceRow.objects.visible_to(user).filter(pk__in=[row.row_id for row in rows])
    found = told.values_list("locations", flat=True)
    return names_of(place for places in found for place in places)
