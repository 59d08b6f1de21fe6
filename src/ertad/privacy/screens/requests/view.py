"""The register of requests of persons."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.privacy.queries import request_lines
from ertad.privacy.screens.acting import officer


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    officer(request, "request.keep")
    context = {"lines": request_lines(request.user, local_day(now()))}
    return render(request, "privacy/screens/requests/page.html", context)
