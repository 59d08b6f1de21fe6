"""The log of breaches, on screen and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.files.sending import send_file
from ertad.kernel.clock import now
from ertad.privacy.papers.tables import breaches_xlsx
from ertad.privacy.queries import breach_lines
from ertad.privacy.screens.acting import officer


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    officer(request, "breach.keep")
    context = {"lines": breach_lines(request.user, now())}
    return render(request, "privacy/screens/breaches/page.html", context)


@login_required
@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    officer(request, "breach.keep")
    at = now()
    content = breaches_xlsx(breach_lines(request.user, at), at)
    return send_file(content, plain="ertad-breaches", shown=_("Log of breaches"), kind="xlsx")
