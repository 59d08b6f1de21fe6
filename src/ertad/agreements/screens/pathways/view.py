"""The pathways that work today: from whom to which service, by which procedure, answered when."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.agreements.queries.comparing import in_days
from ertad.agreements.queries.pathways import pathways_open
from ertad.agreements.screens.tabs import agreement_tabs
from ertad.kernel.clock import local_day, now
from ertad.kernel.plan_tabs import plan_tabs
from ertad.kernel.rights import demand_may

A_PAGE = 20


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "agreement.see")
    rows = pathways_open(request.user, local_day(now()))
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [(each, in_days(each.answer_days)) for each in shown],
        "sections": plan_tabs(request.user, "agreements:register"),
        "tabs": agreement_tabs("pathways"),
    }
    return render(request, "agreements/screens/pathways/page.html", context)
