"""Services of others that are open to the people of an institution's municipalities."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.profiles.queries import residents_services, standing
from ertad.profiles.screens.institution import institution_of


@require_safe
def residents(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution, today = institution_of(request, pk), local_day(now())
    context = {
        "institution": institution,
        "residents": residents_services(institution, today),
        "standing": standing(today),
    }
    return render(request, "profiles/screens/residents/page.html", context)
