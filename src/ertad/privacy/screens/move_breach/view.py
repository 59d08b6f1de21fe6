"""One step with a breach: add to it, assess, notify, spare, close."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import TBILISI, now
from ertad.kernel.moves import NOT_IN_THIS_STATE
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent
from ertad.look.both import STALE
from ertad.privacy.acts.move_breach import move_breach
from ertad.privacy.clock import clock, due_at
from ertad.privacy.models import Breach
from ertad.privacy.rules import BREACH_MOVES
from ertad.privacy.screens.acting import officer
from ertad.privacy.screens.breach_fields import BreachForm, initial_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID, move: str) -> HttpResponse:
    """A stale save says so, and keeps what was typed."""
    breach = get_object_or_404(Breach.objects.visible_to(request.user), pk=pk)
    by, at = officer(request, "breach.keep"), now()
    step = BREACH_MOVES.get(f"breach.{move}")
    if step is None:
        raise Http404
    if breach.state not in step.sources:
        messages.warning(request, NOT_IN_THIS_STATE)
        return redirect("privacy:breach", pk)
    posted, status, version = request.method == "POST", 200, str(breach.version)
    here = at.astimezone(TBILISI)
    first = {**initial_of(breach, step.asks), "notified_on": here.date(),
             "notified_time": f"{here:%H:%M}"}  # fmt: skip
    form = BreachForm(
        request.POST if posted else None, asks=step.asks, needs=step.needs, initial=first
    )
    if at <= due_at(breach.found_at) and not posted:
        form.fields.pop("why_late", None)
    if posted:
        status, version = 422, request.POST.get("version", "")
        if form.is_valid():
            known = number_sent(version)
            try:
                move_breach(
                    breach_id=pk, act=step.act, fields=form.columns(), version=known, by=by, at=at
                )
            except Refused as refused:
                form.refuse(refused, refused.field)
            except StaleEdit as stale:
                status, version = 409, str(getattr(stale.current, "version", 0))
            else:
                messages.success(request, _("It is saved."))
                return redirect("privacy:breach", pk)
    context: dict[str, Any] = {
        "breach": Breach.objects.visible_to(request.user).get(pk=pk) if status == 409 else breach,
        "clock": clock(breach, at), "move": step, "form": form, "version": version,
        "stale": STALE if status == 409 else "",
    }  # fmt: skip
    return render(request, "privacy/screens/move_breach/page.html", context, status=status)
