"""A file that was sent up: its check, its receipt, and what to do about it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from ertad.collection.jobs import LATE, enqueue_waiting
from ertad.collection.models import Submission
from ertad.collection.screens.own import own_submission
from ertad.collection.screens.submission.page import show_submission
from ertad.kernel.clock import now

SECONDS_BETWEEN = 300
"""Lost jobs are queued again at most so often, however many people look at their pages."""


@login_required
@require_safe
def submission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """While the check runs the page asks every two seconds; the answer is nothing, or "load again".

    Whoever looks at a file whose check is late has the lost jobs queued again.
    """
    file = own_submission(request, pk)
    asks_again = request.headers.get("HX-Request") == "true"
    if file.state != Submission.State.WAITING:
        if asks_again:
            return HttpResponseClientRefresh()
        if file.state == Submission.State.COLUMNS:
            return redirect("collection:columns", pk)
        return show_submission(request, pk)
    if asks_again:
        return HttpResponse(status=204)
    late = file.received_at < now() - LATE
    if late and cache.add("collection-lost-jobs", True, SECONDS_BETWEEN):
        enqueue_waiting(at=now())
    context = {"submission": file, "invitation": file.invitation, "late": late}
    return render(request, "collection/screens/submission/waiting.html", context)
