"""What an institution gets back for its data, for those who keep it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.rights import demand_may
from ertad.profiles.given_back import GIVEN_BACK
from ertad.profiles.screens.institution import institution_of


@login_required
@require_safe
def returns(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution = institution_of(request, pk)
    demand_may(request.user, "returns.see", pk)
    context = {
        "institution": institution,
        "returns": [(each.label, each.why, each.address(pk)) for each in GIVEN_BACK],
    }
    return render(request, "profiles/screens/returns/page.html", context)
