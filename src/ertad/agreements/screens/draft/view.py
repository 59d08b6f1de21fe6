"""An agreement is begun: for whom, with whom, and what it is called."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.agreements.acts.draft_agreement import draft_agreement
from ertad.agreements.screens.acting import Acting, acting_for, refuse
from ertad.agreements.screens.draft.form import DraftForm
from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand_may
from ertad.kernel.sent import id_of, token_sent

RIGHT = "agreement.draft"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """`lead` and `with` of the address are chosen: a pair without an agreement leads here."""
    demand_may(request.user, RIGHT)
    at, posted = now(), request.method == "POST"
    first = {
        "lead": request.GET.get("lead", ""), "partners": request.GET.getlist("with"),
        "language": (get_language() or "ka")[:2], "token": token_sent(None),
    }  # fmt: skip
    data = request.POST if posted else None
    form = DraftForm(data, user=request.user, today=local_day(at), initial=first)
    side = _side(request, form)
    by = side.ready() if posted and side else None
    if posted and form.is_valid() and by:
        try:
            text = draft_agreement(
                agreement_id=id_of(request, "agreement"), lead_id=UUID(form.cleaned_data["lead"]),
                partners=form.partner_ids(), fields=form.columns(), by=by, at=at,
            )  # fmt: skip
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The draft is begun. Now write its text."))
            return redirect("agreements:edit", text.agreement_id)
    context = {"form": form, "why": side.why if side else None}
    return render(
        request, "agreements/screens/draft/page.html", context, status=422 if posted else 200
    )


def _side(request: HttpRequest, form: DraftForm) -> Acting | None:
    """Who writes is asked why once it is known for whom; None where no institution was chosen."""
    known = {str(each.pk): each.pk for each in form.leads}
    chosen = known.get(form["lead"].value() or "")
    if chosen is None and form.leads and request.method == "GET":
        chosen = form.leads[0].pk
    return acting_for(request, RIGHT, chosen) if chosen else None
