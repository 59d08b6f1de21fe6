"""The leaflet: what an institution offers, in plain words, a page for each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
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

DENSE, DENSER, DENSEST = 24, 15, 9
"""Services on a page of the three densest levels; the rest is behind the code."""
HEIGHT_MM, WIDTH_MM, COLUMN_MM = 188, 182, 86
"""Of a page, what is left for services, and of one of two columns."""
NAME, ABOUT, HOW = 110, 150, 140
"""Characters: what can be read while one waits."""


@dataclass(frozen=True)
class LeafletLine:
    """A service in short; `elsewhere` says that some of its words are in another language."""

    line: Line
    name: Said
    about: Said
    how: Said


@dataclass(frozen=True)
class Level:
    """How roomy a page is, as the style sheet has it; sizes in points, `gap` in millimetres."""

    name: str
    columns: int
    size: float
    heading: float
    gap: float
    shows: frozenset[str]
    most: int = DENSE


_ALL = frozenset({"about", "how", "where"})
LEVELS = (
    Level("l0", 1, 14, 18, 7, _ALL),
    Level("l1", 1, 12.5, 15, 5, _ALL),
    Level("l2", 2, 11.5, 13.5, 4.5, _ALL),
    Level("l3", 2, 11, 13, 4, _ALL - {"about"}),
    Level("l4", 2, 13, 15, 5, frozenset()),
    Level("l5", 2, 11, 12.5, 3, frozenset()),
    Level("l6", 2, 11, 12.5, 3, frozenset(), DENSER),
    Level("l7", 2, 11, 12.5, 3, frozenset(), DENSEST),
)


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
    first = max(_first_level(each.lines) for each in drawn)
    levels = [level.name for level in LEVELS[first:]]
    variants = document("profiles/papers/leaflet.html", context, levels)
    return print_pdf(variants, most_pages=len(languages))


@dataclass(frozen=True)
class _Section:
    title: str
    lines: Sequence[LeafletLine]
    html: SafeString


def _section(institution: Institution, language: LeafletLanguage, standing: Standing) -> _Section:
    with override(language.code):
        found = profile(institution, standing.day)
        own = [_in_short(line) for line in found.lines]
        address = page_of(institution)
        context = {
            "language": language,
            "profile": found,
            "name": _cut(found.name, NAME),
            "lines": own[:DENSE],
            "more": [
                (level, len(own) - most)
                for level, most in (("l5", DENSE), ("l6", DENSER), ("l7", DENSEST))
                if len(own) > most
            ],
            "fallback": _other_words(own, language.code),
            "standing": standing,
            "address": address,
            "qr": qr_picture(address, address),
        }
        html = render_to_string("profiles/papers/leaflet_section.html", context)
        return _Section(found.name.text, own, SafeString(html))


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


def _first_level(own: Sequence[LeafletLine]) -> int:
    """The roomiest level that is likely to fit: each try that does not costs a second."""
    last = len(LEVELS) - 3
    return next((n for n, level in enumerate(LEVELS) if _height(own, level) < HEIGHT_MM), last)


def _height(own: Sequence[LeafletLine], level: Level) -> float:
    """Millimetres that the services take, about; a letter is half as wide as it is high."""
    width = WIDTH_MM if level.columns == 1 else COLUMN_MM
    line_mm, heading_mm = level.size * 0.352 * 1.35, level.heading * 0.352 * 1.25
    a_line, a_heading = width / (level.size * 0.352 * 0.54), width / (level.heading * 0.352 * 0.58)
    total = 0.0
    for each in own[: level.most]:
        texts = [each.about.text] if "about" in level.shows else []
        texts += [f"How to begin: {each.how.text}"] if "how" in level.shows else []
        if "where" in level.shows:
            texts += [f"{w.address.text} {w.municipality.text} {'; '.join(w.hours)}"
                      for w in each.line.where[:2]]  # fmt: skip
        rows = sum(ceil(len(text) / a_line) for text in texts if text.strip())
        rows += 1 + (each.line.freshness != "confirmed") * ceil(40 / a_line)
        total += level.gap + rows * line_mm + ceil(len(each.name.text) / a_heading) * heading_mm
    return total / level.columns + (20 if level.columns > 1 else 0)
