"""Find: one box, removable readings, facets, results, and a map of where fitting services are."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ertad.directory.acts.unmet import record_unmet_demand
from ertad.directory.queries import cards
from ertad.directory.screens.find.chips import address, chips_of
from ertad.directory.screens.find.map import find_map
from ertad.directory.screens.find.panel import panel_of
from ertad.directory.screens.find.place import with_own_place
from ertad.directory.search.question import Question, question_from
from ertad.directory.search.searching import PAGE_SIZE, search
from ertad.kernel.clock import local_day, now


def find(request: HttpRequest) -> HttpResponse:
    """A search that finds nothing counts one unit of unmet demand and is not kept."""
    today = local_day(now())
    asked = question_from(request.GET)
    results = search(asked, user=request.user, today=today)
    if nearer := with_own_place(asked, results, request.user):
        results = search(nearer, user=request.user, today=today)
    context = {
        "results": results,
        "cards": cards(results, request.user, today),
        "chips": chips_of(results),
        "panel": panel_of(results, frozenset(request.GET.getlist("more"))),
        "map": find_map(results),
        "page": Paginator(range(results.total), PAGE_SIZE).get_page(results.page),
        "words": asked.words,
        "started": bool(asked.words or asked.chosen),
        "follow": _follow(request, results.question),
    }
    response = render(request, "directory/screens/find/page.html", context)
    if results.unmet and results.page == 1:
        unmet = results.unmet
        record_unmet_demand(municipality=unmet.municipality, codes=unmet.codes, day=today)
        response.headers["Cache-Control"] = "no-store"
    return response


def _follow(request: HttpRequest, question: Question) -> str:
    """Where a member follows this search; nothing to follow when nothing was asked."""
    if not request.user.is_authenticated or not (question.words or question.chosen):
        return ""
    return reverse("directory:follow_search") + address(question)
