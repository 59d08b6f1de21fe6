"""One offer or request: what it is, who answered, the next step, and what happened so far."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ertad.audit.trail import history
from ertad.cooperation.acts.move_offer import agree, extend, finish, withdraw
from ertad.cooperation.exchange.moves import OFFER_MOVES
from ertad.cooperation.models import Offer, OfferAnswer
from ertad.cooperation.screens.acting import institutions_for
from ertad.cooperation.screens.offer.words import STATE_KINDS, history_lines
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day, now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may, may
from ertad.people.screens.reason import ReasonForm, actor_away, reason_away, reason_given

KEEP = "offer.keep"
PAGE = "cooperation/screens/offer/page.html"


@login_required
@require_safe
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = visible_offer(request, pk)
    reason = reason_away(request.user, KEEP, found.institution_id)
    return _page(request, found, reason)


@login_required
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`act`: agree (with `answer`), finish, withdraw, extend."""
    found = visible_offer(request, pk)
    demand_may(request.user, KEEP, found.institution_id)
    reason = reason_away(request.user, KEEP, found.institution_id, request.POST)
    if (why := reason_given(reason)) is None:
        return _page(request, found, reason, status=422)
    by = actor_away(request.user, KEEP, found.institution_id, why)
    try:
        done = _act(request, found, by)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("cooperation:offer", pk)


def _act(request: HttpRequest, found: Offer, by: Actor) -> str:
    act = request.POST.get("act", "")
    if act == "agree":
        rows = OfferAnswer.objects.visible_to(request.user).filter(offer=found)
        answer = get_object_or_404(rows, pk=_uuid(request.POST.get("answer", "")))
        agree(offer=found, answer_id=answer.pk, by=by, at=now())
        return _("Agreed with %(institution)s. They are told.") % {
            "institution": answer.institution
        }
    moves: dict[str, Callable[..., Offer]] = {
        "finish": finish, "withdraw": withdraw, "extend": extend,
    }  # fmt: skip
    if act not in moves:
        raise Refused(_("Press one of the buttons of the page."), code="act")
    moves[act](offer=found, by=by, at=now())
    return {
        "finish": _("Marked as done. Thank you both."),
        "withdraw": _("Withdrawn. Whoever answered is told."),
        "extend": _("Extended for 60 days."),
    }[act]


def _page(
    request: HttpRequest, found: Offer, reason: ReasonForm | None, status: int = 200
) -> HttpResponse:
    keeps = may(request.user, KEEP, found.institution_id)
    rows = OfferAnswer.objects.visible_to(request.user).filter(offer=found)
    answers = list(rows.select_related("institution"))
    possible = {name for name, each in OFFER_MOVES.items() if not against(each, found)}
    standing = found.expires_on >= local_day(now())
    context = {
        "offer": found,
        "kind": STATE_KINDS[found.state],
        "keeps": keeps,
        "answers": answers,
        "count": found.answers.count(),
        "reason": reason,
        "may_agree": keeps and "offer.agree" in possible,
        "may_finish": keeps and "offer.finish" in possible,
        "may_change": keeps and "offer.change" in possible,
        "may_withdraw": keeps and "offer.withdraw" in possible,
        "taken_back": _own_answers(request, answers) if "offer.take_back" in possible else (),
        "may_answer": standing and "offer.answer" in possible and bool(may_answer(request, found)),
        "history": history_lines(history("cooperation.offer", found.pk), request.user),
    }
    return render(request, PAGE, context, status=status)


def _own_answers(request: HttpRequest, answers: Iterable[OfferAnswer]) -> list[UUID]:
    """Ids of those that `request.user` may take back."""
    may_too = (each for each in answers if may(request.user, "offer.answer", each.institution_id))
    return [each.pk for each in may_too]


def may_answer(request: HttpRequest, found: Offer) -> list[UUID]:
    """Ids of the institutions in whose name `request.user` may still answer."""
    answered = set(found.answers.values_list("institution", flat=True)) | {found.institution_id}
    own = institutions_for(request.user, "offer.answer")
    return [each.pk for each in own if each.pk not in answered]


def visible_offer(request: HttpRequest, pk: UUID) -> Offer:
    """Raises Http404 for one that is not the visitor's to see."""
    rows = Offer.objects.visible_to(request.user)
    related = ("institution", "municipality", "agreed_with")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
