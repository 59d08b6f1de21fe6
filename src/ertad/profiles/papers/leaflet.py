"""The leaflet: what an institution offers, in plain words, a page for each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from ertad.files.papers import print_pdf, qr_picture
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import Said
from ertad.people.models import Institution
from ertad.profiles.leaflet_languages import LeafletLanguage
from ertad.profiles.papers.made import document
from ertad.profiles.queries import Line, Standing, profile

DENSE, DENSEST = 24, 12
"""Services on a page of the two densest kinds; the rest is behind the code."""
ROOM_FOR = (5, 8, 11)
"""Services up to which density 0, 1 and 2 are tried at all."""
NAME, ABOUT, HOW = 110, 150, 140
"""Characters: what can be read while one waits."""


@dataclass(frozen=True)
class LeafletLine:
    """A service in short; `elsewhere` says that some of its words are in another language."""

    line: Line
    name: Said
    about: Said
    how: Said


def page_of(institution: Institution) -> str:
    """The address behind the code: the institution's page, in the active language."""
    return absolute(reverse("directory:institution", args=[institution.pk]))


def print_leaflet(
    institution: Institution, languages: Sequence[LeafletLanguage], standing: Standing
) -> bytes:
    """One page for each language. Raises PaperBusy or NoPaper."""
    drawn = [_section(institution, language, standing) for language in languages]
    context = {
        "language": languages[0].code,
        "title": drawn[0].title,
        "standing": standing,
        "sections": [each.html for each in drawn],
    }
    most = max(each.services for each in drawn)
    first = next((n for n, room in enumerate(ROOM_FOR) if most <= room), len(ROOM_FOR))
    variants = document("profiles/papers/leaflet.html", context, range(first, 5))
    return print_pdf(variants, most_pages=len(languages))


@dataclass(frozen=True)
class _Section:
    title: str
    services: int
    html: SafeString


def _section(institution: Institution, language: LeafletLanguage, standing: Standing) -> _Section:
    with override(language.code):
        found = profile(institution, standing.day)
        own = [_in_short(line) for line in found.lines]
        address = page_of(institution)
        context = {
            "language": language,
            "profile": found,
            "lines": own[:DENSE],
            "more_than_dense": max(len(own) - DENSE, 0),
            "more_than_densest": max(len(own) - DENSEST, 0),
            "fallback": _other_words(own, language.code),
            "standing": standing,
            "address": address,
            "qr": qr_picture(address, address),
        }
        html = render_to_string("profiles/papers/leaflet_section.html", context)
        return _Section(found.name.text, len(own), SafeString(html))


def _in_short(line: Line) -> LeafletLine:
    return LeafletLine(
        line, _cut(line.name, NAME), _cut(_first_paragraph(line.about), ABOUT), _cut(line.how, HOW)
    )


def _first_paragraph(text: Said) -> Said:
    return Said(text.text.strip().partition("\n")[0], text.language)


def _cut(text: Said, most: int) -> Said:
    return Said(shorten(text.text, most, placeholder=" …") or text.text[:most], text.language)


def _other_words(own: Sequence[LeafletLine], language: str) -> bool:
    """Whether some text had to be taken from another language."""
    texts = (text for each in own for text in (each.name, each.about, each.how))
    return any(text.text and text.language != language for text in texts)
