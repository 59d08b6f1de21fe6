"""Who does what where: each number opens the search that it counts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.directory.screens.overview.query import overview


def who_does_what(request: HttpRequest) -> HttpResponse:
    context = {"overview": overview(request.user, request.GET.get("region", ""))}
    return render(request, "directory/screens/overview/page.html", context)
