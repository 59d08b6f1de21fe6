"""The profile of an institution on paper: at most two pages, whatever it offers."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import get_language

from ertad.files.papers import print_pdf, qr_picture
from ertad.kernel.addresses import absolute
from ertad.people.models import Institution
from ertad.profiles.papers.made import document
from ertad.profiles.queries import (
    KindOfHelp,
    Profile,
    Residents,
    Standing,
    profile,
    residents_services,
)

MOST_PAGES = 2
MOST_SERVICES = 40
MOST_OF_OTHERS = 36


def print_profile(institution: Institution, standing: Standing) -> bytes:
    """In the active language. Raises PaperBusy or NoPaper."""
    address = absolute(reverse("profiles:profile", args=[institution.pk]))
    found = profile(institution, standing.day, most=MOST_SERVICES)
    residents = residents_services(institution, standing.day)
    context = {
        "language": get_language(),
        "title": found.name.text,
        "profile": found,
        "standing": standing,
        "address": address,
        "qr": qr_picture(address, address),
        "more": found.more,
        "residents": residents,
        "others": _halves(list(_first(residents.kinds, MOST_OF_OTHERS))),
        "more_of_others": max(residents.count - MOST_OF_OTHERS, 0),
    }
    variants = document("profiles/papers/profile.html", context, _densities(found, residents))
    return print_pdf(variants, most_pages=MOST_PAGES)


def _first(kinds: Iterable[KindOfHelp], most: int) -> Iterable[KindOfHelp]:
    """The kinds with their first lines, each kind its turn, `most` lines in all."""
    kinds = list(kinds)
    room = dict.fromkeys((kind.code for kind in kinds), 0)
    while most > 0:
        waiting = [kind for kind in kinds if room[kind.code] < len(kind.lines)]
        for kind in waiting[:most]:
            room[kind.code] += 1
        if not waiting:
            break
        most -= min(len(waiting), most)
    return (replace(kind, lines=kind.lines[: room[kind.code]]) for kind in kinds if room[kind.code])


def _halves(kinds: list[KindOfHelp]) -> list[list[KindOfHelp]]:
    """Two columns, about equally long."""
    whole, left = sum(2 + len(kind.lines) for kind in kinds), 0
    for number, kind in enumerate(kinds, start=1):
        left += 2 + len(kind.lines)
        if left >= whole / 2:
            return [kinds[:number], kinds[number:]]
    return [kinds, []]


def _densities(found: Profile, residents: Residents) -> list[str]:
    """From the one that is likely to fit on, since each that does not costs a second."""
    rows = len(found.lines) + min(residents.count, MOST_OF_OTHERS) / 3
    first = 0 if rows <= 22 else 1 if rows <= 28 else 2
    return [f"d{n}" for n in range(first, 4)]
