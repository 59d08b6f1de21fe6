"""The register of agreements: who agreed with whom, and where each agreement stands."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.agreements.queries.register import STATES, register
from ertad.agreements.screens.tabs import agreement_tabs
from ertad.agreements.screens.words import tag_of
from ertad.kernel.plan_tabs import plan_tabs
from ertad.kernel.rights import demand_may, may

A_PAGE = 40


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "agreement.see")
    state = request.GET.get("state", "")
    code = request.GET.get("institution", "")[:60]
    every = register(request.user)
    state = state if state in STATES else ""
    found = register(request.user, state=state, institution=code) if state or code else every
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    parties = {each.code: each for line in every for each in line.parties}
    context = {
        "page": shown,
        "lines": [(line, *tag_of(line.text)) for line in shown],
        "any": bool(every),
        "state": state,
        "states": [("in_force", _("in force")), ("open", _("in preparation")), ("over", _("over"))],
        "institution": code,
        "institutions": sorted(parties.values(), key=lambda each: each.name),
        "drafts": may(request.user, "agreement.draft"),
        "sections": plan_tabs(request.user, "agreements:register"),
        "tabs": agreement_tabs("register"),
    }  # fmt: skip
    return render(request, "agreements/screens/register/page.html", context)
