"""Many rows at once: a table that saves itself row by row, and a plain form without scripts."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_service import answer_service
from ertad.collection.acts.undo_answer import undo_answer
from ertad.collection.answers import Answered, answered
from ertad.collection.answers.answered import Asked
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import frame
from ertad.collection.screens.answer.rows import (
    LONGEST,
    GridRow,
    cell_values,
    columns,
    grid_row,
    keys_of_cells,
    notes_of,
    written,
)
from ertad.directory.refusals import WrongRecord
from ertad.files.spreadsheets.values import as_text
from ertad.kernel.languages import said
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent

TEMPLATE = "collection/screens/answer/grid.html"
A_PAGE = 100
ATTEMPTS = 3
Cells = Mapping[str, str]


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Without scripts all rows of the page are saved at once; those that two people wrote into
    come back with both values."""
    found = answered(opened.invitation, at=opened.at)
    services = sorted(found.services, key=_place_of)
    page = Paginator(services, A_PAGE).get_page(request.GET.get("page"))
    both: dict[UUID, dict[str, str]] = {}
    problem = ""
    if request.method == "POST":
        for each in page.object_list:
            try:
                mine = _save(request, opened, found, each, f"-{each.service_id}")
            except Refused as refused:
                problem = str(refused)
                break
            if mine:
                both[each.service_id] = mine
        if not both and not problem:
            return redirect(f"{request.path}?page={page.number}&saved=rows")
        found = answered(opened.invitation, at=opened.at)
    rows = [
        grid_row(asked, found.around, both.get(asked.service_id))
        for each in page.object_list
        if (asked := found.called(each.service_id)) is not None
    ]
    context = {
        **frame(opened, found), "page": page, "rows": rows, "columns": columns(), "both": both,
        "problem": problem, "saved": request.GET.get("saved") == "rows",
        "digest": hashlib.sha256(opened.key.encode()).hexdigest()[:16],
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=409 if both else 422 if problem else 200)


@by_link
@require_POST
def row(request: HttpRequest, opened: Opened, service_id: UUID) -> HttpResponse:
    """One row as the script sends it: saved, undone, or both values when another was quicker."""
    found = answered(opened.invitation, at=opened.at)
    asked = found.called(service_id)
    if asked is None:
        raise Http404("not in this list")
    try:
        if "undo" in request.POST:
            undo_answer(
                invitation=opened.invitation, service_id=service_id, by=opened.by, at=opened.at
            )
            mine = None
        else:
            mine = _save(request, opened, found, asked, "")
    except Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=422)
    found = answered(opened.invitation, at=opened.at)
    asked = found.called(service_id)
    if asked is None:  # a new service whose first answer was undone
        return JsonResponse({"gone": True})
    return JsonResponse(_as_json(grid_row(asked, found.around, mine)), status=409 if mine else 200)


def _place_of(asked: Asked) -> tuple[bool, str, str]:
    """By the name in the directory, so that no row moves while it is typed into; new ones last."""
    name = said(asked.live.record, "name").text if asked.live else ""
    return asked.live is None, name, str(asked.service_id)


def _save(
    request: HttpRequest, opened: Opened, found: Answered, asked: Asked, ending: str
) -> dict[str, str] | None:
    """Save what was changed in a row; what both changed is given back and nothing is written.

    Somebody may write into the row between reading and writing: then it is read anew.
    """
    sent, before = _cells(request, ending, "is-"), _cells(request, ending, "was-")
    shown_version = number_sent(request.POST.get(f"base{ending}"))
    for _attempt in range(ATTEMPTS):
        now = cell_values(asked, found.around)
        changed = {
            column: text
            for column, text in sent.items()
            if text != before.get(column, now[column]) and text != now[column]
        }
        if not changed:
            return None
        if mine := {c: text for c, text in changed.items() if now[c] != before.get(c, now[c])}:
            return mine
        told = written(asked, changed, found.around)
        only_confirmed = changed == {"state": "same"} and asked.open
        base = asked.base_version if asked.draft else shown_version or asked.base_version
        try:
            answer_service(
                invitation=opened.invitation, service_id=asked.service_id,
                record=None if only_confirmed else told.record, base_version=base, by=opened.by,
                at=opened.at, typed=told.typed, note=told.note, version=asked.draft_version,
            )  # fmt: skip
            return None
        except WrongRecord as wrong:
            raise Refused(_("This row cannot be saved as it is."), code="wrong") from wrong
        except StaleEdit:
            found = answered(opened.invitation, at=opened.at)
            again = found.called(asked.service_id)
            if again is None:
                raise Refused(
                    _("This service is not in your list any more."), code="gone"
                ) from None
            asked = again
    return changed


def _cells(request: HttpRequest, ending: str, beginning: str) -> dict[str, str]:
    """Column -> text, of the columns that were sent."""
    names = {column: f"{beginning}{column}{ending}" for column in keys_of_cells()}
    return {
        column: " ".join(as_text(request.POST[name]).split())[:LONGEST]
        for column, name in names.items()
        if name in request.POST
    }


def _as_json(row: GridRow) -> dict[str, Any]:
    """`is`: the values now; `theirs`: those that stand against what was typed, in words."""
    return {
        "version": row.asked.draft_version,
        "base": row.asked.base_version,
        "is": {cell.key: cell.value for cell in row.cells},
        "theirs": {cell.key: cell.theirs for cell in row.cells if cell.mine is not None},
        "notes": notes_of(row.asked),
        "undo": bool(row.asked.draft and row.asked.draft.past),
    }
