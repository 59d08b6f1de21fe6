"""An institution takes its answer back, as long as nothing is agreed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.cooperation.acts.take_back_answer import take_back_answer
from ertad.cooperation.models import OfferAnswer
from ertad.cooperation.screens.answer_offer.view import ANSWER
from ertad.kernel.clock import now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may
from ertad.people.screens.reason import actor_away, reason_away, reason_given


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says what will happen, then does it."""
    rows = OfferAnswer.objects.visible_to(request.user).select_related("offer__institution")
    answer = get_object_or_404(rows, pk=pk)
    place, data = answer.institution_id, request.POST if request.method == "POST" else None
    demand_may(request.user, ANSWER, place)
    reason = reason_away(request.user, ANSWER, place, data)
    if data is not None and (why := reason_given(reason)) is not None:
        by = actor_away(request.user, ANSWER, place, why)
        try:
            take_back_answer(answer=answer, by=by, at=now())
        except Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Your answer is taken back. The institution is told."))
        return redirect("cooperation:offer", answer.offer_id)
    context = {"answer": answer, "offer": answer.offer, "reason": reason}
    page = "cooperation/screens/take_back_answer/page.html"
    return render(request, page, context, status=200 if data is None else 422)
