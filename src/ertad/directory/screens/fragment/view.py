"""The services of an institution or a municipality as plain HTML for their own web site.

Without scripts, styles and cookies; it may be shown in a frame or fetched by another site. With
`?bare` it is no page but one section, to be put into a page.
"""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from ertad.directory.changes import MOST_EMBEDDED, services_to_embed
from ertad.directory.listed import NOBODY
from ertad.directory.screens.changes.view import for_other_sites
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.people.models import Institution
from ertad.places.models import Municipality

POLICY = {"default-src": ["'none'"], "base-uri": ["'none'"], "frame-ancestors": ["*"]}


@csp(POLICY)  # type: ignore[arg-type]
@xframe_options_exempt
@require_safe
def of_institution(request: HttpRequest, code: str) -> HttpResponse:
    institution = get_object_or_404(Institution.objects.visible_to(NOBODY), code=code)
    page = reverse("directory:institution", args=[institution.pk])
    return _fragment(request, institution, page, institution=institution)


@csp(POLICY)  # type: ignore[arg-type]
@xframe_options_exempt
@require_safe
def of_municipality(request: HttpRequest, code: str) -> HttpResponse:
    place = get_object_or_404(Municipality.objects.visible_to(NOBODY), pk=code)
    page = f"{reverse('directory:find')}?place={place.pk}"
    return _fragment(request, place, page, place=place)


def _fragment(
    request: HttpRequest,
    whose: Institution | Municipality,
    page: str,
    *,
    institution: Institution | None = None,
    place: Municipality | None = None,
) -> HttpResponse:
    at = now()
    services = services_to_embed(at, institution=institution, place=place)
    context = {
        "whose": whose,
        "services": [
            (each, absolute(reverse("directory:service", args=[each.service_id])))
            for each in services
        ],
        "more": len(services) == MOST_EMBEDDED,
        "page": absolute(page),
        "day": local_day(at),
        "language": (get_language() or "ka")[:2],
        "invented": whose.invented,
    }
    part = "section" if "bare" in request.GET else "page"
    content = render_to_string(f"directory/screens/fragment/{part}.html", context)
    return for_other_sites(HttpResponse(content))
