"""The institution's own list, opened by its link: services confirmed, changed, ended or added."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.collection.answers import Answered, answered
from ertad.collection.rules import INVITATION_MOVES
from ertad.collection.screens.answer.cards import cards
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.words import SAVED
from ertad.directory.record.fields import PLACES
from ertad.kernel.moves import against

TEMPLATE = "collection/screens/answer/list.html"
A_PAGE = 25


@by_link
@require_safe
def answer_list(request: HttpRequest, opened: Opened) -> HttpResponse:
    return show_list(request, opened)


def show_list(
    request: HttpRequest, opened: Opened, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """`problem`: why what was just asked for was not done."""
    found = answered(opened.invitation, at=opened.at)
    page = Paginator(found.services, A_PAGE).get_page(request.GET.get("page"))
    shown = cards(list(page.object_list), opened, AnonymousUser())
    context = {
        **frame(opened, found),
        "page": page,
        "cards": shown,
        "problem": problem,
        "saved": SAVED.get(request.GET.get("saved", "")),
        "undo": _undo(request, found),
        "kept": request.GET.get("kept", ""),
        "places_words": PLACES[:3],
        "token": uuid4().hex,
        "first": next((card.key for card in shown if card.open), None),
    }
    return render(request, TEMPLATE, context, status=status)


def frame(opened: Opened, found: Answered) -> dict[str, Any]:
    """What every page under the link says: whose list, how far, until when."""
    stands = against(INVITATION_MOVES["answer.write"], opened.invitation)
    last = found.submission
    return {
        "invitation": opened.invitation,
        "institution": opened.invitation.institution,
        "round": opened.invitation.round,
        "key": opened.key,
        "list": opened.url("list"),
        "found": found,
        "left": len(found.left),
        "to_correct": len(found.to_correct),
        "may_answer": not stands,
        "complete": not found.left and not found.to_correct,
        "submission": last,
        "contact": found.contact_shown(),
        "contact_draft": found.contact,
        "sent": bool(last and last.state in ("sent", "accepted", "published")) and not found.stored,
        "returned": last if last and last.state == "returned" else None,
    }


def _undo(request: HttpRequest, found: Answered) -> str:
    """The answer that was given just now, when it can be undone: its service id, or "contact"."""
    named = request.GET.get("of", "")
    if named == "contact":
        return named if found.contact and found.contact.past else ""
    try:
        draft = found.drafts.get(UUID(named))
    except ValueError:
        return ""
    return named if draft and draft.past else ""
