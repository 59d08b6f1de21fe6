"""The answer to a request is noted, or its term is prolonged."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.audit.trail import StaleEdit
from ertad.kernel.clock import local_day, now
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent
from ertad.look.both import STALE
from ertad.privacy.acts.keep_requests import answer_request, prolong_request
from ertad.privacy.models import AccessRequest
from ertad.privacy.screens.acting import officer
from ertad.privacy.screens.request.view import request_of
from ertad.privacy.screens.request_forms import AnswerForm, ProlongForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = request_of(request, pk)
    by, at = officer(request, "request.keep"), now()
    form = AnswerForm(_sent(request), initial={"answered_on": local_day(at)})

    def act(version: int) -> AccessRequest:
        fields = form.cleaned_data
        return answer_request(request_id=pk, fields=fields, version=version, by=by, at=at)

    return _step(request, found, form, act, _("Note the answer"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prolong(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = request_of(request, pk)
    by, at = officer(request, "request.keep"), now()
    form = ProlongForm(_sent(request))

    def act(version: int) -> AccessRequest:
        why = form.cleaned_data["why"]
        return prolong_request(request_id=pk, why=why, version=version, by=by, at=at)

    return _step(request, found, form, act, _("Prolong the term"))


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _step(
    request: HttpRequest,
    found: AccessRequest,
    form: forms.Form,
    act: Callable[[int], AccessRequest],
    title: str,
) -> HttpResponse:
    status, version = 200, str(found.version)
    if request.method == "POST":
        status, version = 422, request.POST.get("version", "")
        if form.is_valid():
            try:
                act(number_sent(version))
            except Refused as refused:
                form.add_error(refused.field, str(refused))
            except StaleEdit as stale:
                status, version = 409, str(getattr(stale.current, "version", 0))
                found = request_of(request, found.pk)
            else:
                messages.success(request, _("It is saved."))
                return redirect("privacy:request", found.pk)
    context = {
        "asked": found, "form": form, "title": title, "version": version,
        "stale": STALE if status == 409 else "",
    }  # fmt: skip
    return render(request, "privacy/screens/answer_request/page.html", context, status=status)
