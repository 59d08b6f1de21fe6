"""The profile of a specialist on paper, for members of the network: it names a person."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from ertad.files.papers import print_pdf, qr_picture
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import shortened
from ertad.profiles.queries import (
    SpecialistLine,
    Standing,
    challenges_of,
    unsolved,
    ways_to_reach,
)
from ertad.profiles.queries.lines import NOBODY

MOST_PAGES = 2
GROUPS, PLACES, CHALLENGES, LETTERS = 12, 20, 4, 300


def print_specialist(line: SpecialistLine, standing: Standing) -> bytes:
    """In the active language. Raises PaperBusy or NoPaper.

    The person agreed that members see the own words. Challenges and numbers of the bureau are those
    that everybody may see, whoever asks: papers are passed on.
    """
    address = absolute(reverse("profiles:specialist", args=[line.profile.pk]))
    challenges = unsolved(challenges_of(line.profile.institution, NOBODY))
    context = {
        "language": get_language(),
        "title": line.name,
        "density": "d0",
        "standing": standing,
        "address": address,
        "qr": qr_picture(address, address),
        "line": line,
        "groups": line.groups[:GROUPS],
        "more_groups": max(len(line.groups) - GROUPS, 0),
        "places": line.places[:PLACES],
        "more_places": max(len(line.places) - PLACES, 0),
        "contacts": ways_to_reach(line.profile, NOBODY, standing.day),
        "challenges": [
            (each, shortened(each.description, LETTERS)) for each in challenges[:CHALLENGES]
        ],
        "more_challenges": max(len(challenges) - CHALLENGES, 0),
    }
    paper = render_to_string("profiles/papers/specialist.html", context)
    return print_pdf([paper], most_pages=MOST_PAGES)
