"""All institutions: who takes part, of what kind, for which municipalities."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.kernel.rights import may
from ertad.people.queries import institutions_list, kinds_of_institution
from ertad.people.screens.tabs import people_tabs

A_PAGE = 50


def institutions(request: HttpRequest) -> HttpResponse:
    words, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")[:60]
    kinds = kinds_of_institution()
    labels = {term.code: term.label for term in kinds}
    found = institutions_list(request.user, words, kind)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": [(institution, labels.get(institution.kind, "")) for institution in page],
        "tabs": people_tabs("institutions"),
        "page": page,
        "kinds": kinds,
        "kind": kind,
        "words": words,
        "members": may(request.user, "challenge.read"),
        "keeps": may(request.user, "institution.keep"),
    }
    return render(request, "people/screens/institutions/page.html", context)
