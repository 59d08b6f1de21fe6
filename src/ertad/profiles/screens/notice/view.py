"""For a child who is sent to a service: what happens there, and what are your rights; one sheet."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.files.papers import qr_svg
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import (
    ReadLanguage,
    Said,
    address_language,
    read_languages,
    shortened,
)
from ertad.profiles.queries import Line, lines, standing

ABOUT, HOW, BRING = 320, 220, 4
"""Characters, and lines: what fits on one sheet in large letters; the code leads to the rest."""


@require_safe
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In the language `in`, which may be one of the installation's further ones.

    What no longer runs leads to the service's own page, which says what became of it.
    """
    services = Service.objects.visible_to(request.user)
    service = get_object_or_404(services, pk=pk)
    if service.status != Status.ACTIVE:
        return redirect("directory:service", service.pk)
    language = _language(request)
    today = local_day(now())
    context = {
        "service": service,
        "language": language,
        "languages": read_languages(),
        "sheet": _sheet(service, language, today),
    }
    return render(request, "profiles/screens/notice/page.html", context)


def _language(request: HttpRequest) -> ReadLanguage:
    wanted = request.GET.get("in") or (get_language() or "ka")[:2]
    for each in read_languages():
        if each.code == wanted:
            return each
    raise Http404("no notice in this language")


def _sheet(service: Service, language: ReadLanguage, today: date) -> SafeString:
    """As nobody in particular may read it: a sheet is passed on."""
    with override(address_language(language.code)):
        address = absolute(reverse("directory:service", args=[service.pk]))
    with override(language.code):
        line = _line(service, today)
        context = {
            "language": language,
            "line": line,
            "about": shortened(_first_paragraph(line.about), ABOUT),
            "how": shortened(_first_paragraph(line.how), HOW),
            "bring": line.bring.text.splitlines()[:BRING],
            "fallback": any(
                each.text and each.language != language.code
                for each in (line.name, line.about, line.how, line.bring)
            ),
            "standing": standing(today),
            "address": address,
            "qr": qr_svg(address, address),
        }
        return SafeString(render_to_string("profiles/screens/notice/sheet.html", context))


def _first_paragraph(text: Said) -> Said:
    return Said(text.text.strip().partition("\n\n")[0], text.language)


def _line(service: Service, today: date) -> Line:
    return lines(Service.objects.visible_to(None).filter(pk=service.pk), today)[0]
