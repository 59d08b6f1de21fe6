"""What an institution said about a service that another runs: looked at by the owner, and settled.

Nothing is taken over by itself: the owner changes the service where it is always changed.
"""

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
from ertad.collection.queries import Suggestion, suggested_rows, suggestions
from ertad.collection.rules import owner_of_suggestion
from ertad.collection.screens.coordinating.rows import changes_of, facts_of, names_of
from ertad.collection.screens.coordinating.who import decider, demand_decides
from ertad.directory.record import KEYS, Record
from ertad.directory.record.wording import Wording
from ertad.kernel.clock import now
from ertad.kernel.languages import said
from ertad.people.models import Institution

A_PAGE = 30


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    demand_decides(request.user)
    page = Paginator(suggestions(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": _lines(list(page.object_list), request.user)}
    return render(request, "collection/screens/suggestions/page.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    demand_decides(request.user)
    row = get_object_or_404(suggested_rows(request.user), pk=pk)
    owner = owner_of_suggestion(row) or row.submission.invitation.institution_id
    by = decider(request.user, UUID(str(owner)))
    try:
        settle_suggestion(row=row, by=by, at=now())
    except StaleEdit:
        messages.info(request, _("Somebody else has settled it already."))
    else:
        messages.success(request, _("Settled. It has left this list."))
    return redirect("collection:suggestions")


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
    ids = {UUID(each.owner_id) for each in found if each.owner_id}
    owners = {
        str(key): place for key, place in Institution.objects.visible_to(user).in_bulk(ids).items()
    }
    return [
        {
            "row": each.row,
            "name": said(each.record, "name"),
            "told_by": each.told_by,
            "owner": owners.get(each.owner_id),
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
