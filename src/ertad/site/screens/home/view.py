"""Home: one box to search, the needs to choose from, and what the directory holds today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.site.queries import home_figures, kinds_of_help


def home(request: HttpRequest) -> HttpResponse:
    context = {"figures": home_figures(request.user), "kinds": kinds_of_help()}
    return render(request, "site/screens/home/page.html", context)
