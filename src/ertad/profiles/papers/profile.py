"""The profile of an institution on paper: at most two pages, whatever it says and offers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from ertad.files.papers import print_pdf, qr_picture
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import Said, shortened
from ertad.people.models import Institution
from ertad.profiles.queries import (
    KindOfHelp,
    Profile,
    Residents,
    Standing,
    profile,
    residents_services,
)
from ertad.profiles.queries.profile import ProgrammeLines

MOST_PAGES = 2


@dataclass(frozen=True)
class Level:
    """How much of each fits; what does not is counted. `name` is a class of the style sheet.

    `letters`: of a long text; names of services and kinds get a fourth of it at most.
    """

    name: str
    services: int
    others: int
    challenges: int
    figures: int
    letters: int


LEVELS = (
    Level("d0", 40, 36, 6, 6, 1500),
    Level("d1", 40, 36, 6, 6, 900),
    Level("d2", 40, 24, 5, 6, 600),
    Level("d3", 30, 0, 4, 4, 400),
    Level("d3", 14, 0, 3, 4, 300),
    Level("d3", 7, 0, 2, 3, 200),
)
"""From roomy to dense. The last fits on two pages whatever is typed: a test writes the longest."""


def print_profile(institution: Institution, standing: Standing) -> bytes:
    """In the active language. Raises PaperBusy or NoPaper.

    Challenges are those that everybody may see, whoever asks: papers are passed on.
    """
    address = absolute(reverse("profiles:profile", args=[institution.pk]))
    found = profile(institution, standing.day, most=LEVELS[0].services)
    residents = residents_services(institution, standing.day)
    every = {
        "language": get_language(),
        "title": shortened(found.name, 200).text,
        "standing": standing,
        "address": address,
        "qr": qr_picture(address, address),
        "residents": residents,
    }
    variants = [
        render_to_string("profiles/papers/profile.html", every | _context(found, residents, level))
        for level in _likely(found, residents)
    ]
    return print_pdf(variants, most_pages=MOST_PAGES)


def _context(found: Profile, residents: Residents, level: Level) -> dict[str, Any]:
    own, letters = found.own, level.letters
    name = max(letters // 4, 50)
    programmes = list(_programmes(found.programmes, level, name))
    shown = sum(len(each.lines) for each in programmes)
    others = list(_first(residents.kinds, level.others, name))
    open_ones = found.unsolved
    return {
        "density": level.name,
        "profile": replace(
            found,
            name=shortened(found.name, max(name, 90)),
            programmes=programmes,
            contacts=[_cut(each, name) for each in found.contacts[:4]],
            for_whom=[shortened(Said(each, ""), 90).text for each in found.for_whom[:8]],
            municipalities=found.municipalities[:16],
        ),
        "own": replace(
            own,
            field=shortened(own.field, min(letters, 240)),
            mandate=shortened(own.mandate, letters),
            offers=shortened(own.offers, letters // 2),
            seeks=shortened(own.seeks, letters // 2),
            figures=[
                replace(each, label=shortened(each.label, 80), source=shortened(each.source, 70))
                for each in own.figures[: level.figures]
            ],
        ),
        "more": found.more + len(found.lines) - shown,
        "more_figures": max(len(own.figures) - level.figures, 0),
        "more_contacts": max(len(found.contacts) - 4, 0),
        "more_groups": max(len(found.for_whom) - 8, 0),
        "more_places": max(len(found.municipalities) - 16, 0),
        "challenges": [
            (line, shortened(line.description, letters // 3))
            for line in open_ones[: level.challenges]
        ],
        "more_challenges": max(len(open_ones) - level.challenges, 0),
        "others": _halves(others),
        "more_of_others": residents.count - sum(len(kind.lines) for kind in others),
    }


def _cut(contact: Any, name: int) -> Any:
    return replace(contact, function=shortened(contact.function, name))


def _programmes(
    programmes: Iterable[ProgrammeLines], level: Level, name: int
) -> Iterable[ProgrammeLines]:
    """Programmes in their order while there is room for their services."""
    room = level.services
    for each in programmes:
        lines = [
            replace(line, name=shortened(line.name, name), for_whom=_short(line.for_whom, name))
            for line in each.lines[:room]
        ]
        if lines:
            yield replace(
                each,
                lines=lines,
                name=shortened(each.name, name),
                description=shortened(each.description, level.letters // 2),
            )
        room -= len(lines)


def _short(words: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(shortened(Said(each, ""), most).text for each in words[:3])


def _first(kinds: Iterable[KindOfHelp], most: int, name: int) -> Iterable[KindOfHelp]:
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
    for kind in kinds:
        if room[kind.code]:
            lines = [
                replace(
                    line,
                    name=shortened(line.name, name),
                    institution=shortened(line.institution, name),
                )
                for line in kind.lines[: room[kind.code]]
            ]
            yield replace(kind, lines=lines)


def _halves(kinds: list[KindOfHelp]) -> list[list[KindOfHelp]]:
    """Two columns, about equally long."""
    whole, left = sum(2 + len(kind.lines) for kind in kinds), 0
    for number, kind in enumerate(kinds, start=1):
        left += 2 + len(kind.lines)
        if left >= whole / 2:
            return [kinds[:number], kinds[number:]]
    return [kinds, []]


def _likely(found: Profile, residents: Residents) -> Sequence[Level]:
    """From the one that is likely to fit on, since each that does not costs a second."""
    own = found.own
    texts = sum(len(each.text) for each in (own.mandate, own.offers, own.seeks)) / 100
    told = sum(2 + len(line.description.text) / 90 for line in found.unsolved[:6])
    said = texts + told + 4 * bool(own.figures)
    rows = len(found.lines) + min(residents.count, 36) / 3 + said * 0.6
    first = 0 if rows <= 26 else 1 if rows <= 30 else 2
    return LEVELS[first:]
