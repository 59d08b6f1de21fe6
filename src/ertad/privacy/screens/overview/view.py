"""Data protection at a glance: what runs out, what waits, what goes next."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.privacy.models import Purge
from ertad.privacy.queries import breach_lines, request_lines
from ertad.privacy.retaining import dry_run
from ertad.privacy.screens.acting import officer


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    officer(request, "privacy.see")
    at = now()
    breaches = breach_lines(request.user, at)
    requests = request_lines(request.user, local_day(at))
    context = {
        "running": [line for line in breaches if line.clock.left is not None],
        "breaches": len(breaches),
        "waiting": [line for line in requests if line.left is not None],
        "requests": len(requests),
        "would_go": sum(due.count or 0 for due in dry_run(at)),
        "last": Purge.objects.visible_to(request.user).first(),
        "today": local_day(at),
    }
    return render(request, "privacy/screens/overview/page.html", context)
