"""Records that may be the same: one pair at a time, decided by keyboard; and the answers given."""

from typing import Any, Literal
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_pair import answer_pair
from ertad.collection.models import Pair
from ertad.collection.queries import PairPage, pair_page, pair_queue, pairs_list
from ertad.collection.queries.pairs_list import Which
from ertad.collection.screens.coordinating.who import decider
from ertad.collection.screens.pairs.in_words import choices_in, pair_in_words
from ertad.directory.refusals import NotRunning
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may
from ertad.kernel.sent import number_sent


@login_required
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The next pair to decide (`after`: one that was put off, `round`: only those of a round)."""
    demand_may(request.user, "pair.answer")
    round_id, after = _uuid(request.GET.get("round", "")), _uuid(request.GET.get("after", ""))
    queue = pair_queue(request.user, round_id=round_id, after=after)
    context: dict[str, Any] = {"queue": queue, "round_id": round_id, "in_queue": True}
    lists: dict[str, Which] = {"proposed": "proposed", "answered": "answered"}
    if show := lists.get(request.GET.get("show", "")):
        found = pairs_list(request.user, show, number=request.GET.get("page"))
        context |= {"show": show, "lines": found.lines, "page": found.page}
        return render(request, "collection/screens/pairs/list.html", context)
    if queue.next:
        address = urlencode({"after": str(queue.next.pair.pk), **_of_round(round_id)})
        context |= _of_pair(queue.next, request.user, {})
        context["later"] = f"{reverse('collection:pairs')}?{address}"
    return render(request, "collection/screens/pairs/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One pair, answered or not; a POST answers it and goes on to the next."""
    demand_may(request.user, "pair.answer")
    page = _page(request.user, pk)
    sides = (page.pair.left_institution_id, page.pair.right_institution_id)
    by = decider(request.user, "pair.answer", *sides)
    data = request.POST if request.method == "POST" else None
    chosen = choices_in(data) if data is not None else page.pair.choices
    context: dict[str, Any] = {"in_queue": False}
    status = 200
    answers: dict[str, Literal["same", "different"]] = {"same": "same", "different": "different"}
    if data is not None and (answer := answers.get(data.get("answer", ""))):
        try:
            answer_pair(
                pair=page.pair,
                answer=answer,
                by=by,
                at=now(),
                merge_id=uuid4(),
                version=number_sent(data.get("version")),
                choices=chosen if answer == "same" else None,
            )
        except Refused as refused:
            status, context["problem"] = 422, str(refused)
        except NotRunning:
            status = 422
            context["problem"] = _("One of the two is no more: it has ended or was replaced.")
        except StaleEdit:
            status, context["meanwhile"] = 409, True
        else:
            return _go_on(request, page.pair)
        page = _page(request.user, pk)
    context |= _of_pair(page, request.user, chosen)
    return render(request, "collection/screens/pairs/page.html", context, status=status)


def _go_on(request: HttpRequest, decided: Pair) -> HttpResponse:
    said = _("Said: the same.") if decided.answer == "same" else _("Said: different.")
    url = reverse("collection:pair", args=[decided.pk])
    if decided.merge_id:
        said = _("Merged into one.")
        url = reverse("collection:undo_merge", args=[decided.merge_id])
    change = _("Undo") if decided.merge_id else _("Change this answer")
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, url, change))
    round_id = _uuid(request.POST.get("round", ""))
    address = urlencode({"after": str(decided.pk), **_of_round(round_id)})
    return redirect(f"{reverse('collection:pairs')}?{address}")


def _page(user: object, pk: UUID) -> PairPage:
    try:
        return pair_page(user, pk)
    except Pair.DoesNotExist as unseen:
        raise Http404("no such pair") from unseen


def _of_pair(page: PairPage, user: object, chosen: dict[str, str]) -> dict[str, Any]:
    return {"found": page, "pair": page.pair, "words": pair_in_words(page, user, chosen)}


def _of_round(round_id: UUID | None) -> dict[str, str]:
    return {"round": str(round_id)} if round_id else {}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
