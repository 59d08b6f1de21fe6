"""A leaflet for the waiting room: choose the languages, take the PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.files.papers import pdf_available
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import ReadLanguage, read_languages
from ertad.profiles.leaflet_languages import leaflet_languages
from ertad.profiles.papers.leaflet import print_leaflet
from ertad.profiles.queries import profile, standing
from ertad.profiles.screens.institution import institution_of
from ertad.profiles.screens.sending import send_pdf


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution, today = institution_of(request, pk), local_day(now())
    context = {
        "profile": profile(institution, today),
        "standing": standing(today),
        "languages": read_languages(),
        "chosen": [each.code for each in _chosen(request)],
        "pdf_available": pdf_available(),
    }
    return render(request, "profiles/screens/leaflet/page.html", context)


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page for each language of `in`."""
    institution, today = institution_of(request, pk), local_day(now())
    as_of, chosen = standing(today), _chosen(request)
    codes = "-".join(each.code for each in chosen)
    return send_pdf(
        request,
        lambda: print_leaflet(institution, chosen, as_of),
        key=("leaflet", pk, codes, as_of),
        plain=f"ertad-{institution.code}-leaflet-{codes}",
        shown=institution.name,
        otherwise=reverse("profiles:leaflet", args=[pk]),
    )


def _chosen(request: HttpRequest) -> list[ReadLanguage]:
    return leaflet_languages(request.GET.getlist("in"), get_language() or "ka")
