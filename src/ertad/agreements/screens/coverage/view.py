"""Which pairs of a city hall and a body of the state have an agreement, and which have none."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.agreements.queries.coverage import coverage
from ertad.agreements.screens.tabs import agreement_tabs
from ertad.kernel.plan_tabs import plan_tabs
from ertad.kernel.rights import demand_may, everywhere, held_in


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "agreement.see")
    context = {
        "coverage": coverage(request.user, request.GET.get("region", "")[:20]),
        "own": held_in(request.user, "agreement.draft"),
        "everywhere": everywhere(request.user, "agreement.draft"),
        "sections": plan_tabs(request.user, "agreements:register"),
        "tabs": agreement_tabs("coverage"),
    }
    return render(request, "agreements/screens/coverage/page.html", context)
