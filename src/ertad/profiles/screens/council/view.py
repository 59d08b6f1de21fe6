"""The table for a municipal council: page, document and spreadsheet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.files.sending import send_file
from ertad.kernel.clock import local_day, now
from ertad.places.models import Municipality
from ertad.profiles.papers.council import (
    council_docx,
    council_xlsx,
    headings,
    invented,
    notes,
    title_of,
    totals,
)
from ertad.profiles.queries import council_table, standing
from ertad.profiles.screens.institution import institution_of


@require_safe
def of_institution(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leads to the table of the one municipality served; of several one chooses."""
    institution = institution_of(request, pk)
    served = list(institution.municipalities.defer("outline").order_by("code"))
    if len(served) == 1:
        return redirect("profiles:council", served[0].code)
    context = {"institution": institution, "municipalities": served}
    return render(request, "profiles/screens/council/choose.html", context)


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    today = local_day(now())
    table, as_of = council_table(_municipality(request, code), today), standing(today)
    context = {
        "table": table,
        "title": title_of(table),
        "heads": headings(),
        "totals": totals(table),
        "notes": notes(table),
        "invented": invented(table),
        "standing": as_of,
    }
    return render(request, "profiles/screens/council/page.html", context)


@require_safe
def docx(request: HttpRequest, code: str) -> HttpResponse:
    at, place = now(), _municipality(request, code)
    today = local_day(at)
    content = council_docx(council_table(place, today), standing(today), at)
    return send_file(content, plain=_plain(code), shown=place.name, kind="docx")


@require_safe
def xlsx(request: HttpRequest, code: str) -> HttpResponse:
    at, place = now(), _municipality(request, code)
    today = local_day(at)
    content = council_xlsx(council_table(place, today), standing(today), at)
    return send_file(content, plain=_plain(code), shown=place.name, kind="xlsx")


def _municipality(request: HttpRequest, code: str) -> Municipality:
    places = Municipality.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(places.defer("outline", "region__outline"), pk=code)


def _plain(code: str) -> str:
    return f"ertad-{code}-council-{get_language()}"
