"""What an institution said about a service that another runs: looked at by the owner, and settled.

Nothing is taken over by itself: the owner changes the service where it is always changed.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.settle_suggestion import settle_suggestion
from ertad.collection.models import SourceRow
from ertad.collection.queries import Suggestion, suggested_rows, suggestions
from ertad.collection.rules import owner_of_suggestion
from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.coordinating.rows import changes_of, facts_of, names_of
from ertad.directory.record import KEYS, Record
from ertad.directory.record.wording import Wording
from ertad.kernel.clock import now
from ertad.kernel.languages import said
from ertad.kernel.rights import actor_with, demand_may
from ertad.people.models import Institution
from ertad.people.screens.reason import ReasonForm

A_PAGE = 30
RIGHT = "suggestion.settle"


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@login_required
@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    demand_may(request.user, RIGHT)
    row = get_object_or_404(suggested_rows(request.user), pk=pk)
    if owner := owner_of_suggestion(row):
        asked = _reason_form(request, row, owner, request.POST)
        by = answering(request, owner, asked, right=RIGHT)
        if by is None:
            return _shown(request, wrong={row.pk: asked})
    else:
        by = actor_with(request.user, RIGHT)
    try:
        settle_suggestion(row=row, by=by, at=now())
    except StaleEdit:
        messages.info(request, _("Somebody else has settled it already."))
    else:
        messages.success(request, _("Settled. It has left this list."))
    return redirect("collection:suggestions")


def _shown(
    request: HttpRequest, wrong: Mapping[UUID, ReasonForm | None] | None = None
) -> HttpResponse:
    """`wrong`: row -> the reason as it was sent, to be given again."""
    demand_may(request.user, RIGHT)
    asked = request.POST if wrong else request.GET
    page = Paginator(suggestions(request.user), A_PAGE).get_page(asked.get("page"))
    found = list(page.object_list)
    lines = _lines(found, request.user)
    for line, each in zip(lines, found, strict=True):
        if each.owner_id:
            line["reason"] = (wrong or {}).get(each.row.pk) or _reason_form(
                request, each.row, each.owner_id
            )
    context = {"page": page, "lines": lines, "form": next(iter((wrong or {}).values()), None)}
    template = "collection/screens/suggestions/page.html"
    return render(request, template, context, status=422 if wrong else 200)


def _reason_form(
    request: HttpRequest, row: SourceRow, owner: UUID, data: Mapping[str, Any] | None = None
) -> ReasonForm | None:
    return reason_form(request, owner, where=f"settle-{row.pk}", right=RIGHT, data=data)


def _lines(found: list[Suggestion], user: object) -> list[dict[str, Any]]:
    """In words; at most six queries for all of them."""
    keys = {each.row.pk: _said_otherwise(each) for each in found}
    parts: list[Record] = []
    for each in found:
        if each.current is None:
            parts.append(each.record)
            continue
        for side in (each.record, each.current):
            parts.append({key: side[key] for key in keys[each.row.pk]})
    places = (place for each in found for place in each.row.locations)
    wording = Wording(parts, user, places=names_of(places))
    ids = {each.owner_id for each in found if each.owner_id}
    owners = Institution.objects.visible_to(user).in_bulk(ids)
    return [
        {
            "row": each.row,
            "name": said(each.record, "name"),
            "told_by": each.told_by,
            "owner": owners.get(each.owner_id) if each.owner_id else None,
            "known": each.current is not None,
            "changes": changes_of(each.current, each.record, keys[each.row.pk], wording)
            if each.current
            else [],
            "facts": [] if each.current else facts_of(each.record, wording),
        }
        for each in found
    ]


def _said_otherwise(each: Suggestion) -> list[str]:
    """The fields of which the sender says something else than the directory."""
    if each.current is None:
        return []
    quiet = {"institution", "status", "ended_on"}
    return [
        key
        for key in KEYS
        if key not in quiet
        and each.record[key] not in ("", [], None)
        and each.record[key] != each.current[key]
    ]
