"""The profile of an institution, as a page and on paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.files.papers import pdf_available
from ertad.kernel.clock import local_day, now
from ertad.kernel.rights import may
from ertad.people.models import Institution
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.papers.profile import print_profile
from ertad.profiles.queries import (
    SpecialistLine,
    number_of_residents_services,
    profile,
    specialist_lines,
    standing,
)
from ertad.profiles.screens.institution import institution_of
from ertad.profiles.screens.languages import in_each_language
from ertad.profiles.screens.persons import note_contacts, note_specialists
from ertad.profiles.screens.sending import send_pdf


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    at = now()
    institution, today = institution_of(request, pk), local_day(at)
    found = profile(institution, today, viewer=request.user)
    specialists = _specialists(institution, request.user)
    note_contacts(request, institution, found.contacts, at)
    note_specialists(request, specialists, at)
    context = {
        "profile": found,
        "own": found.own,
        "keeps": may(request.user, "profile.write", pk),
        "member": may(request.user, "challenge.read"),
        "missing": [part.label for part in found.own.parts if not part.written],
        "specialists": specialists,
        "standing": standing(today),
        "points": any(each.point for each in found.contacts),
        "residents": number_of_residents_services(institution, found.municipalities),
        "pdf": pdf_available(),
        "papers": in_each_language("profiles:profile_pdf", pk),
    }
    return render(request, "profiles/screens/profile/page.html", context)


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In the language of the address."""
    institution, today = institution_of(request, pk), local_day(now())
    as_of, language = standing(today), get_language() or "ka"
    return send_pdf(
        request,
        lambda: print_profile(institution, as_of),
        key=("profile", pk, language, as_of),
        plain=f"ertad-{institution.code}-profile-{language}",
        shown=institution.name,
        otherwise=reverse("profiles:profile", args=[pk]),
    )


def _specialists(institution: Institution, user: object) -> list[SpecialistLine]:
    """Those of a bureau, for members."""
    if not may(user, "specialist.read"):
        return []
    rows = SpecialistProfile.objects.visible_to(user).exclude(agreed_at=None)
    return specialist_lines(rows.filter(institution=institution))
