"""The leaflet: what an institution offers, in plain words, a page for each language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from ertad.files.papers import print_pdf, qr_picture
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import ReadLanguage, Said, address_language, shortened
from ertad.people.models import Institution
from ertad.profiles.papers.levels import LeafletLine, Level, in_columns, likely
from ertad.profiles.queries import Line, Profile, Standing, profile

NAME, ABOUT, HOW = 110, 150, 140
"""Characters: what can be read while one waits."""


@dataclass(frozen=True)
class _Page:
    language: ReadLanguage
    profile: Profile
    lines: Sequence[LeafletLine]


def page_of(institution: Institution) -> str:
    """The address behind the code: the institution's page, in the active language or Georgian."""
    with override(address_language(get_language() or "ka")):
        return absolute(reverse("directory:institution", args=[institution.pk]))


def print_leaflet(
    institution: Institution, languages: Sequence[ReadLanguage], standing: Standing
) -> bytes:
    """One page for each language. Raises PaperBusy or NoPaper."""
    variants = leaflet_variants(institution, languages, standing)
    return print_pdf(variants, most_pages=len(languages))


def leaflet_variants(
    institution: Institution, languages: Sequence[ReadLanguage], standing: Standing
) -> list[str]:
    """The leaflet as HTML documents, from roomy to dense."""
    pages = [_read(institution, language, standing) for language in languages]
    levels = likely([page.lines for page in pages])
    return [_drawn(pages, level, standing) for level in levels]


def _read(institution: Institution, language: ReadLanguage, standing: Standing) -> _Page:
    with override(language.code):
        found = profile(institution, standing.day)
        return _Page(language, found, [_in_short(line) for line in found.lines])


def _drawn(pages: Sequence[_Page], level: Level, standing: Standing) -> str:
    first = pages[0]
    context = {
        "language": first.language.code,
        "title": first.profile.name.text,
        "density": level.name,
        "more_letters": any(page.language.more for page in pages),
        "standing": standing,
        "sections": [_section(page, level, standing) for page in pages],
    }
    return render_to_string("profiles/papers/leaflet.html", context)


def _section(page: _Page, level: Level, standing: Standing) -> SafeString:
    with override(page.language.code):
        address = page_of(page.profile.institution)
        columns = in_columns(page.lines, level)
        context = {
            "language": page.language,
            "profile": page.profile,
            "name": shortened(page.profile.name, NAME),
            "columns": columns,
            "more": len(page.lines) - sum(len(column) for column in columns),
            "level": level,
            "fallback": _other_words(page),
            "standing": standing,
            "address": address,
            "qr": qr_picture(address, address),
        }
        return SafeString(render_to_string("profiles/papers/leaflet_section.html", context))


def _in_short(line: Line) -> LeafletLine:
    about = Said(line.about.text.strip().partition("\n")[0], line.about.language)
    return LeafletLine(
        line, shortened(line.name, NAME), shortened(about, ABOUT), shortened(line.how, HOW)
    )


def _other_words(page: _Page) -> bool:
    """Whether some text had to be taken from another language."""
    texts = (text for each in page.lines for text in (each.name, each.about, each.how))
    return any(text.text and text.language != page.language.code for text in texts)
