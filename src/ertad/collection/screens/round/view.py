"""One round: what to do next, and where each institution stands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.close_round import close_round
from ertad.collection.acts.open_round import open_round
from ertad.collection.acts.reopen_round import reopen_round
from ertad.collection.models import Round
from ertad.collection.queries import RoundPage, own_invitations, round_page
from ertad.collection.queries.round_letters import round_letters
from ertad.collection.screens.coordinating.states import INVITATION, ROUND
from ertad.collection.screens.round.next_step import next_step, steps
from ertad.collection.screens.state_words import SUBMISSION
from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with, demand_may, may
from ertad.kernel.sent import number_sent

MOVES: dict[str, Callable[..., Round]] = {
    "round.open": open_round,
    "round.close": close_round,
    "round.reopen": reopen_round,
}


@login_required
@require_safe
def round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The coordinator's page; who answers for an invited institution goes to its invitation."""
    demand_may(request.user, "round.see")
    today = local_day(now())
    try:
        page = round_page(request.user, pk, today=today)
    except Round.DoesNotExist as unseen:
        raise Http404("no such round") from unseen
    if not may(request.user, "round.run"):
        own = [
            line.invitation
            for line in own_invitations(request.user, today=today)
            if line.invitation.round_id == pk
        ]
        if len(own) == 1:
            return redirect("collection:invitation", own[0].pk)
        return redirect("collection:rounds")
    context = _context(page)
    if page.round.state != Round.State.DRAFT:
        context["found"] = round_letters(request.user, page.round)
    return render(request, "collection/screens/round/page.html", context)


def _context(page: RoundPage) -> dict[str, Any]:
    step = next_step(page)
    offered = {each.move.act: each for each in page.moves}
    shown = [
        {"label": item["label"], "state": item["state"],
         "note": date_format(local_day(item["at"]), "SHORT_DATE_FORMAT") if item["at"] else ""}
        for item in steps(page)
    ]  # fmt: skip
    groups = []
    for state, lines in page.by_state().items():
        words, kind = INVITATION[state]
        groups.append((words, kind, [(line, _file(line.newest)) for line in lines]))
    return {
        "page": page,
        "round": page.round,
        "state": ROUND[page.round.state],
        "steps": shown,
        "step": step,
        "stands": offered[step.act].against if step and step.act in offered else [],
        "others": [
            each
            for each in page.moves
            if each.move.act in MOVES and not (step and step.act == each.move.act)
        ],
        "may_change": "round.change" in offered,
        "may_invite": "round.invite" in offered,
        "groups": groups,
        "answered": page.states["sent"] + page.states["accepted"],
        "invited": len(page.invitations),
        "overdue": sum(1 for line in page.invitations if line.overdue),
    }


def _file(newest: Any) -> dict[str, Any] | None:
    """The newest file as the list tells it; None when nothing was sent up."""
    if newest is None:
        return None
    words, kind = SUBMISSION[newest.state]
    counts = newest.counts
    return {
        "id": newest.pk, "name": newest.file_name, "at": newest.received_at,
        "state": newest.state, "words": words, "kind": kind, "rows": counts.get("rows"),
        "errors": counts.get("errors"),
        "reviewable": newest.state not in ("waiting", "columns", "refused"),
    }  # fmt: skip


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open, close or open again, as `act` says."""
    by = actor_with(request.user, "round.run")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    act = MOVES.get(request.POST.get("act", ""))
    if act is None:
        raise BadRequest("no such move")
    version = number_sent(request.POST.get("version"))
    try:
        act(round=round_, by=by, at=now(), version=version)
    except Refused as refused:
        messages.error(request, str(refused))
    except StaleEdit:
        text = _("Somebody else changed the round meanwhile. Below it is as it is now.")
        messages.warning(request, text)
    else:
        messages.success(request, _said(request.POST["act"]))
    return redirect("collection:round", pk)


def _said(act: str) -> str:
    return {
        "round.open": _("The round is open. The institutions can take their workbooks."),
        "round.close": _("The round is closed. What was sent can still be reviewed."),
        "round.reopen": _("The round is open again."),
    }[act]
