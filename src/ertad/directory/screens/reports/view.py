"""Mistakes that readers reported, for the owner: look, put right, settle."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ertad.directory.acts.settle_report import settle_report
from ertad.directory.models import MistakeReport
from ertad.directory.screens.report.form import WHAT
from ertad.kernel.clock import now
from ertad.kernel.rights import actor_with, demand_may
from ertad.people.screens.reason import reason_form, reason_given

A_PAGE = 50


@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Open reports, oldest first; with `show=settled` the others, newest first."""
    demand_may(request.user, "report.see")
    settled = request.GET.get("show") == "settled"
    rows = MistakeReport.objects.visible_to(request.user).select_related("service__institution")
    rows = rows.filter(settled_at__isnull=not settled)
    if service := _uuid(request.GET.get("service", "")):
        rows = rows.filter(service=service)
    rows = rows.order_by("-settled_at", "id") if settled else rows.order_by("at", "id")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [(line, dict(WHAT)[line.what]) for line in page]
    context = {"page": page, "lines": lines, "settled": settled}
    return render(request, "directory/screens/reports/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report; a POST settles it."""
    rows = MistakeReport.objects.visible_to(request.user).select_related("service__institution")
    found = get_object_or_404(rows, pk=report_id)
    owner = found.service.institution_id
    data = request.POST if request.method == "POST" else None
    reason = reason_form(request.user, "report.settle", owner, data)
    if data is not None and (why := reason_given(reason)) is not None:
        actor = actor_with(request.user, "report.settle", owner, reason=why)
        settle_report(report_id=found.pk, by=actor, at=now())
        messages.success(request, _("Settled. Thank you for looking."))
        return redirect("directory:reports")
    status = 200 if data is None else 422
    context = {
        "report": found, "label": dict(WHAT)[found.what], "service": found.service,
        "reason": reason,
    }  # fmt: skip
    return render(request, "directory/screens/reports/page.html", context, status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
