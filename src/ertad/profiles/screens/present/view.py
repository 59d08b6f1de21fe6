"""An institution or a specialist in five steps, full-screen, by keyboard: no slides to prepare."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ertad.files.papers import qr_svg
from ertad.kernel.addresses import absolute
from ertad.kernel.clock import local_day, now
from ertad.kernel.languages import Said, shortened
from ertad.profiles.queries import Profile, profile, standing, ways_to_reach
from ertad.profiles.screens.institution import institution_of
from ertad.profiles.screens.persons import note_contacts, note_specialists, specialist_of
from ertad.profiles.screens.present.maps import served_map

KINDS, GROUPS, FIGURES, CHALLENGES, CONTACTS = 6, 5, 4, 3, 2
"""How much of each a slide holds that is read from five metres."""
FIELD, MANDATE, CHALLENGE, OFFER, WORK = 110, 220, 150, 170, 240


@dataclass(frozen=True)
class Kind:
    """`length`: of its bar, in hundredths of the longest."""

    label: Said
    number: int
    length: int


@require_safe
def present(request: HttpRequest, pk: UUID) -> HttpResponse:
    at = now()
    institution, today = institution_of(request, pk), local_day(at)
    found = profile(institution, today, viewer=request.user)
    contacts = found.contacts[:CONTACTS]
    note_contacts(request, institution, contacts, at)
    served = () if institution.nationwide else [place.pk for place in found.municipalities]
    steps = [
        _("Who we are"), _("What we do"), _("For whom, in figures"), _("Challenges"),
        _("Contact, offers and wishes"),
    ]  # fmt: skip
    context = {
        "title": found.name,
        "institution": institution,
        "profile": found,
        "steps": steps,
        "field": shortened(found.own.field, FIELD),
        "mandate": shortened(found.own.mandate, MANDATE),
        "map": served_map(served),
        "programmes": [each.name for each in found.programmes if each.programme][:3],
        "groups": found.for_whom[:GROUPS],
        "more_groups": max(len(found.for_whom) - GROUPS, 0),
        "figures": found.own.figures[:FIGURES],
        "contacts": contacts,
        "offers": shortened(found.own.offers, OFFER),
        "seeks": shortened(found.own.seeks, OFFER),
        **_every(reverse("profiles:profile", args=[pk]), found),
    }
    return render(request, "profiles/screens/present/page.html", context)


@login_required
@require_safe
def present_specialist(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For members, as the page; services and challenges are those of the bureau."""
    at = now()
    line, today = specialist_of(request, pk), local_day(at)
    note_specialists(request, [line], at)
    institution = line.profile.institution
    bureau = profile(institution, today, viewer=request.user)
    steps = [
        _("Who I am"), _("What I work on"), _("For whom and where"), _("Challenges of the bureau"),
        _("Contact and offers"),
    ]  # fmt: skip
    context = {
        "title": Said(line.name, ""),
        "institution": institution,
        "line": line,
        "steps": steps,
        "work": shortened(line.work, WORK),
        "field": shortened(bureau.own.field, FIELD),
        "map": served_map(line.profile.places),
        "groups": [group.text for group in line.groups[:GROUPS]],
        "more_groups": max(len(line.groups) - GROUPS, 0),
        "contacts": ways_to_reach(line.profile, request.user, today)[:CONTACTS],
        "offers": shortened(line.offers, OFFER),
        **_every(reverse("profiles:specialist", args=[pk]), bureau),
    }
    return render(request, "profiles/screens/present/specialist.html", context)


def _every(back: str, found: Profile) -> dict[str, Any]:
    """What both have: the way back, as of when, kinds of help, challenges of the institution."""
    challenges = found.unsolved
    return {
        "kinds": _kinds(found.fields),
        "more_kinds": max(len(found.fields) - KINDS, 0),
        "back": back,
        "qr": qr_svg(absolute(back), _("Code that leads to this profile")),
        "standing": standing(local_day(now())),
        "challenges": [
            (line, shortened(line.description, CHALLENGE)) for line in challenges[:CHALLENGES]
        ],
        "more_challenges": max(len(challenges) - CHALLENGES, 0),
    }


def _kinds(fields: Sequence[tuple[Said, int]]) -> list[Kind]:
    most = max((number for _label, number in fields), default=1)
    return [Kind(label, number, 100 * number // most) for label, number in fields[:KINDS]]
