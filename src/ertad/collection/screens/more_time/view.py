"""An institution asks for more time, with its account or by its link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.more_time.asking import asked, asked_form, frame
from ertad.collection.screens.own import own_invitation
from ertad.kernel.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation, at = own_invitation(request, pk), now()
    form = asked_form(request, invitation, at)
    data = request.POST if request.method == "POST" else None
    for_them = reason_form(request, invitation.institution_id, where="time", data=data)
    if data is not None:
        by = answering(request, invitation.institution_id, for_them)
        if by is not None and asked(form, request, invitation, by, at):
            messages.success(request, _("The coordinator was asked. The answer comes by letter."))
            return redirect("collection:more_time", pk)
    context = {**frame(form, invitation), "for_them": for_them, "signed_in": True}
    status = 200 if data is None else 422
    return render(request, "collection/screens/more_time/page.html", context, status=status)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def more_time_by_link(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = asked_form(request, opened.invitation, opened.at)
    if request.method == "POST" and asked(form, request, opened.invitation, opened.by, opened.at):
        return redirect(opened.url("more_time"))
    context = {**frame(form, opened.invitation), "list": opened.url("list")}
    status = 422 if request.method == "POST" else 200
    return render(request, "collection/screens/more_time/by_link.html", context, status=status)
