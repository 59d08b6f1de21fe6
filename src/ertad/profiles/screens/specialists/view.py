"""Specialists of the agency, as they present their work to other members: as pages and on paper."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.files.papers import pdf_available
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import demand_may, may
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.papers.specialist import print_specialist
from ertad.profiles.queries import specialist_lines, standing
from ertad.profiles.screens.languages import in_each_language
from ertad.profiles.screens.persons import note_specialists, specialist_of
from ertad.profiles.screens.sending import send_pdf


@login_required
@require_safe
def specialists(request: HttpRequest) -> HttpResponse:
    demand_may(request.user, "specialist.read")
    agreed = SpecialistProfile.objects.visible_to(request.user).exclude(agreed_at=None)
    lines = specialist_lines(agreed)
    note_specialists(request, lines, now())
    context = {"lines": lines, "writes": may(request.user, "specialist.write")}
    return render(request, "profiles/screens/specialists/page.html", context)


@login_required
@require_safe
def specialist(request: HttpRequest, pk: UUID) -> HttpResponse:
    line = specialist_of(request, pk)
    note_specialists(request, [line], now())
    context = {
        "line": line,
        "own": line.profile.user_id == request.user.pk,
        "pdf": pdf_available(),
        "papers": in_each_language("profiles:specialist_pdf", pk),
    }
    return render(request, "profiles/screens/specialists/one.html", context)


@login_required
@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In the language of the address; for members, as it says itself."""
    at = now()
    line, as_of, language = specialist_of(request, pk), standing(local_day(at)), get_language()
    note_specialists(request, [line], at, "specialist.export")
    return send_pdf(
        request,
        lambda: print_specialist(line, as_of),
        key=("specialist", pk, line.profile.version, language, as_of),
        plain=f"ertad-specialist-{language}",
        shown=line.name,
        otherwise=reverse("profiles:specialist", args=[pk]),
    )
