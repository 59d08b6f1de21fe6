"""Coverage: which theme has a contact point in which municipality, and where the holes are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import rights
from ertad.kernel.roles import institutions_of, roles_of
from ertad.people.contacts.coverage import coverage
from ertad.people.screens.tabs import people_tabs


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    right = rights()["contact.add"]
    context = {
        "coverage": coverage(request.user, request.GET.get("region", "")[:20], local_day(now())),
        "own": institutions_of(request.user, *right.own),
        "everywhere": bool(roles_of(request.user) & right.everywhere),
        "tabs": people_tabs("coverage"),
    }
    return render(request, "people/screens/coverage/page.html", context)
