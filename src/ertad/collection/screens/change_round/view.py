"""A round is begun, or its title, period or due day changed."""

from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.change_round import change_round
from ertad.collection.acts.draft_round import draft_round
from ertad.collection.models import Round
from ertad.collection.rules import ROUND_MOVES
from ertad.collection.screens.change_round.form import KEYS, RoundForm, initial_reminders
from ertad.kernel.clock import now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.rights import actor_with
from ertad.kernel.sent import number_sent, token_sent
from ertad.look.both import both_versions

TEMPLATE = "collection/screens/change_round/page.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A round in preparation. Sent twice, the form makes one round."""
    by = actor_with(request.user, "round.run")
    form = RoundForm(request.POST if request.method == "POST" else None)
    token = token_sent(request.POST.get("token"))
    if form.is_bound and form.is_valid():
        key = uuid5(UUID(str(request.user.pk)), token)
        if not Round.objects.visible_to(request.user).filter(pk=key).exists():
            draft_round(round_id=key, by=by, at=now(), **form.columns())
            messages.success(request, _("The round is prepared. Now choose whom to invite."))
        return redirect("collection:invite", key)
    context = {"form": form, "token": token}
    return render(request, TEMPLATE, context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When somebody else changed it meanwhile, both are shown and nothing is saved yet."""
    by = actor_with(request.user, "round.run")
    round_ = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    stands = against(ROUND_MOVES["round.change"], round_)
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, initial=_initial(round_))
    context: dict[str, Any] = {
        "form": form, "round": round_, "version": round_.version, "against": stands,
    }  # fmt: skip
    status = 200
    if data is not None:
        status = 422
        context["version"] = version = number_sent(data.get("version"))
        if form.is_valid():
            try:
                change_round(round=round_, by=by, at=now(), version=version, **form.columns())
            except Refused as refused:
                form.add_error(None, str(refused))
            except StaleEdit:
                status, there = 409, Round.objects.visible_to(request.user).get(pk=pk)
                context |= {"version": there.version, "both": both_versions(form, _initial(there))}
            else:
                messages.success(request, _("Saved."))
                return redirect("collection:round", pk)
    context["columns"] = [{"title": _("What you wrote")}, {"title": _("What is there now")}]
    return render(request, TEMPLATE, context, status=status)


def _initial(round_: Round) -> dict[str, Any]:
    known = {key: getattr(round_, key) for key in (*KEYS, "extension_days")}
    return {**known, **initial_reminders(round_.reminders)}
