"""The profile of an institution, as a page and on paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ertad.files.papers import pdf_available
from ertad.kernel.clock import local_day, now
from ertad.people.contacts.of_institution import contacts_of
from ertad.profiles.papers.profile import print_profile
from ertad.profiles.queries import profile, residents_services, standing
from ertad.profiles.screens.institution import institution_of
from ertad.profiles.screens.languages import in_each_language
from ertad.profiles.screens.sending import send_pdf


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    institution, today = institution_of(request, pk), local_day(now())
    context = {
        "profile": profile(institution, today),
        "standing": standing(today),
        "contacts": contacts_of(institution, None, today),
        "residents": residents_services(institution, today).count,
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
