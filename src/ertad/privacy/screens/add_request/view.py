"""A request of a person is entered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.sent import id_of, token_sent
from ertad.privacy.acts.keep_requests import enter_request
from ertad.privacy.screens.acting import officer
from ertad.privacy.screens.request_forms import EnterForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_request(request: HttpRequest) -> HttpResponse:
    by, at = officer(request, "request.keep"), now()
    posted = request.method == "POST"
    form = EnterForm(
        request.POST if posted else None, viewer=request.user,
        initial={"received_on": local_day(at)},
    )  # fmt: skip
    if posted and form.is_valid():
        columns = {name: form.cleaned_data[name] for name in ("what", "received_on", "reference")}
        columns["user"] = form.account
        try:
            made = enter_request(request_id=id_of(request, "request"), fields=columns, by=by, at=at)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("The request is entered."))
            return redirect("privacy:request", made.pk)
    context = {"form": form, "token": token_sent(request.POST.get("token"))}
    status = 422 if posted else 200
    return render(request, "privacy/screens/add_request/page.html", context, status=status)
