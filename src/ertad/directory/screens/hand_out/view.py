"""A hand-out for a family: up to four services on one sheet, large, next step first, no name."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.directory.listed import Listed
from ertad.directory.screens.shown_list.view import list_address, opened
from ertad.files.papers import pdf_available, print_pdf, qr_picture, qr_svg
from ertad.files.papers.giving import send_paper
from ertad.kernel.clock import local_day, now
from ertad.kernel.offline import may_be_kept

MOST_ON_A_SHEET = 4
SIZES = ("20", "18", "16.5", "15", "14", "12.5")
"""Points of print; the largest that lets the sheet stay one is taken."""


@require_safe
def hand_out(request: HttpRequest, key: str) -> HttpResponse:
    """`service` names those to put on the sheet; without any, the first ones that run."""
    at = now()
    shown, services = opened(key, local_day(at))
    chosen = _chosen(request, services)
    address = list_address(key)
    pdf = reverse("directory:hand_out_pdf", args=[key])
    context = {
        "shown": shown,
        "day": local_day(at),
        "offered": [(each, each in chosen) for each in services if not each.ended],
        "most": MOST_ON_A_SHEET,
        "services": chosen,
        "qr": qr_svg(address, address),
        "pdf": f"{pdf}?{urlencode([('service', str(each.service_id)) for each in chosen])}",
        "pdf_available": pdf_available(),
    }
    return may_be_kept(render(request, "directory/screens/hand_out/page.html", context), at)


@require_safe
def pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The same sheet as a PDF, with the largest print that fits."""
    today = local_day(now())
    shown, services = opened(key, today)
    chosen = _chosen(request, services)
    language = get_language() or "ka"
    return send_paper(
        request,
        lambda: _printed(chosen, key, today, language),
        key=("hand-out", language, key, tuple(chosen), today),
        plain=f"ertad-{today:%Y-%m-%d}",
        shown=shown.title,
        otherwise=reverse("directory:hand_out", args=[key]),
    )


def _chosen(request: HttpRequest, services: Sequence[Listed]) -> list[Listed]:
    running = [each for each in services if not each.ended]
    asked = set(request.GET.getlist("service"))
    named = [each for each in running if str(each.service_id) in asked]
    return (named or running)[:MOST_ON_A_SHEET]


def _printed(services: Sequence[Listed], key: str, today: date, language: str) -> bytes:
    address = list_address(key)
    context = {
        "language": language,
        "title": _("Where to go"),
        "standing": {"day": today},
        "day": today,
        "services": services,
        "qr": qr_picture(address, address),
        "invented": any(each.invented for each in services),
    }
    template = "directory/screens/hand_out/paper.html"
    variants = [render_to_string(template, {**context, "points": size}) for size in SIZES]
    return print_pdf(variants, most_pages=1)
