"""Coverage: which theme has a contact point in which municipality, and where the holes are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import everywhere, held_in
from ertad.people.contacts.coverage import coverage
from ertad.people.screens.tabs import people_tabs


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    context = {
        "coverage": coverage(request.user, request.GET.get("region", "")[:20], local_day(now())),
        "own": held_in(request.user, "contact.add"),
        "everywhere": everywhere(request.user, "contact.add"),
        "tabs": people_tabs("coverage"),
    }
    return render(request, "people/screens/coverage/page.html", context)
