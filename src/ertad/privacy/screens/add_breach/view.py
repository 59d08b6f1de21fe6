"""A breach is noted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.kernel.clock import TBILISI, now
from ertad.kernel.refused import Refused
from ertad.kernel.sent import id_of, token_sent
from ertad.privacy.acts.note_breach import note_breach
from ertad.privacy.screens.acting import officer
from ertad.privacy.screens.breach_fields import BreachForm

ASKS = ("found_at", "kind", "what", "began_on", "data", "people", "measures")
NEEDS = ("found_at", "kind", "what")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_breach(request: HttpRequest) -> HttpResponse:
    by, at = officer(request, "breach.keep"), now()
    here = at.astimezone(TBILISI)
    first = {"found_on": here.date(), "found_time": f"{here:%H:%M}"}
    posted = request.method == "POST"
    form = BreachForm(request.POST if posted else None, asks=ASKS, needs=NEEDS, initial=first)
    if posted and form.is_valid():
        key = id_of(request, "breach")
        try:
            breach = note_breach(breach_id=key, fields=form.columns(), by=by, at=at)
        except Refused as refused:
            form.refuse(refused, refused.field)
        else:
            messages.success(request, _("The breach is noted; its clock runs."))
            return redirect("privacy:breach", breach.pk)
    context = {"form": form, "token": token_sent(request.POST.get("token"))}
    status = 422 if posted else 200
    return render(request, "privacy/screens/add_breach/page.html", context, status=status)
