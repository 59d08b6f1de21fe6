"""One step of an agreement: send, revise, go on after a review, renew, end, withdraw."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.move_agreement import (
    end_agreement,
    go_on,
    renew,
    revise,
    send_for_review,
    withdraw,
)
from ertad.agreements.models import AgreementVersion
from ertad.agreements.queries.one import text_numbered, texts_of_agreement
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.screens.acting import acting, refuse, text_sent
from ertad.audit.trail import StaleEdit
from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.moves import against
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent
from ertad.look.both import STALE
from ertad.look.dates import DateInThree

ASKS: Mapping[str, str] = {"review": "next_on", "end": "why", "withdraw": "why"}
DONE: Mapping[str, str | Promise] = {
    "send": _("The parties are asked to review and sign it."),
    "revise": _("The next version is begun; change what was commented on."),
    "review": _("The agreement goes on until the next review."),
    "renew": _("The next version is begun. Until it is in force, the present one is."),
    "end": _("The agreement has ended."),
    "withdraw": _("The agreement is withdrawn."),
}
TO_EDIT = ("revise", "renew")


class MoveForm(forms.Form):
    """`asks`: the one field that this move wants."""

    use_required_attribute = False

    next_on = forms.DateField(label=_("Next review on"), widget=DateInThree())
    why = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=_("The parties read it. Name nobody."),
    )  # fmt: skip
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("next_on", "why"):
            if name != asks:
                del self.fields[name]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: UUID, move: str) -> HttpResponse:
    """What will happen is said first; the version that was shown is the one that is moved."""
    step = AGREEMENT_MOVES.get(f"agreement.{move}")
    if step is None or move not in DONE:
        raise Http404
    text = text_sent(request, pk) if request.method == "POST" else _fitting(request, pk, move)
    side = acting(request, step.right, text)
    reasons = [words for _code, words in against(step, text)]
    if reasons and request.method != "POST":
        messages.warning(request, str(reasons[0]))
        return redirect("agreements:agreement", pk)
    posted = request.method == "POST"
    form = MoveForm(
        request.POST if posted else None, asks=ASKS.get(move, ""),
        initial={"version": text.version, "number": text.number},
    )  # fmt: skip
    by = side.ready() if posted else None
    if posted and form.is_valid() and by:
        try:
            after = _made(move, text, form, by)
        except Refused as refused:
            refuse(form, refused)
        except StaleEdit:
            messages.warning(request, STALE)
            return redirect("agreements:version", pk, text.number)
        else:
            messages.success(request, str(DONE[move]))
            if move in TO_EDIT:
                return redirect("agreements:edit", pk)
            return redirect("agreements:version", pk, after.number)
    context = {"text": text, "move": step, "name": move, "form": form, "why": side.why}
    status = 422 if posted else 200
    return render(request, "agreements/screens/move/page.html", context, status=status)


def _fitting(request: HttpRequest, pk: UUID, move: str) -> AgreementVersion:
    """The version that can make the move: for some that in force, for others the one to come."""
    texts = texts_of_agreement(request.user, pk)
    sources = AGREEMENT_MOVES[f"agreement.{move}"].sources
    fitting = next((each for each in texts if each.state in sources), None)
    return fitting or text_numbered(texts, None)


def _made(move: str, text: AgreementVersion, form: MoveForm, by: Actor) -> AgreementVersion:
    known: dict[str, Any] = {
        "text_id": text.pk, "version": number_sent(form.cleaned_data["version"]), "by": by,
        "at": now(),
    }  # fmt: skip
    match move:
        case "send":
            return send_for_review(**known)
        case "revise":
            return revise(**known)
        case "renew":
            return renew(**known)
        case "review":
            return go_on(next_on=form.cleaned_data["next_on"], **known)
        case "end":
            return end_agreement(why=form.cleaned_data["why"], **known)
        case _:
            return withdraw(why=form.cleaned_data["why"], **known)
