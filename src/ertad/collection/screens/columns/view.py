"""Which column is what: of a list in the institution's own shape, by its account or its link."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ertad.collection.screens.acting import answering, reason_form
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.files import last_file
from ertad.collection.screens.columns.saying import columns_form, frame, remembered
from ertad.collection.screens.own import own_submission
from ertad.kernel.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    submission = own_submission(request, pk)
    if not submission.columns:
        return redirect("collection:submission", pk)
    data = request.POST if request.method == "POST" else None
    form = columns_form(request, submission)
    institution = submission.invitation.institution_id
    reason = reason_form(request, institution, where="columns", data=data)
    if data is not None:
        by = answering(request, institution, reason)
        if by is not None and remembered(form, request, submission, by, now()):
            return redirect("collection:submission", pk)
    context = {**frame(form, submission), "reason": reason, "signed_in": True}
    status = 422 if data is not None and not form.turned else 200
    return render(request, "collection/screens/columns/page.html", context, status=status)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def columns_by_link(request: HttpRequest, opened: Opened) -> HttpResponse:
    submission = last_file(opened)
    if submission is None:
        raise Http404("no file")
    if not submission.columns:
        return redirect(opened.url("file"))
    form = columns_form(request, submission)
    if request.method == "POST" and remembered(form, request, submission, opened.by, opened.at):
        return redirect(opened.url("file"))
    context = {
        **frame(form, submission), "list": opened.url("list"),
        "another": f"{opened.url('file')}?another=1",
    }  # fmt: skip
    status = 422 if request.method == "POST" and not form.turned else 200
    return render(request, "collection/screens/columns/by_link.html", context, status=status)
