"""Home: one box to search, the needs to choose from, and what the directory holds today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.cooperation.work import next_near
from ertad.kernel.clock import local_day, now
from ertad.site.queries import home_figures, kinds_of_help


def home(request: HttpRequest) -> HttpResponse:
    context = {
        "figures": home_figures(request.user),
        "kinds": kinds_of_help(),
        "near": next_near(request.user, local_day(now())),
    }
    return render(request, "site/screens/home/page.html", context)
