"""Content in three languages: real columns, one is enough, the others fall back visibly.

An installation may give some texts in more languages, for people who read none of the three.
"""

from dataclasses import dataclass
from textwrap import shorten
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("ka", "en", "fr")
NAMES = {
    "ka": "ქართული",
    "en": "English",
    "fr": "Français",
    "az": "Azərbaycanca",
    "hy": "Հայերեն",
    "ru": "Русский",
}


@dataclass(frozen=True)
class ReadLanguage:
    """`name` in the language itself; `draft`: nobody who speaks it has read our words in it yet."""

    code: str
    name: str
    draft: bool = False

    @property
    def more(self) -> bool:
        """Whether it is none of the three: pages and columns do not have it."""
        return self.code not in LANGUAGES


def more_languages() -> tuple[ReadLanguage, ...]:
    """Those of the installation's setting that we have words in, in our order."""
    return tuple(
        ReadLanguage(code, name, code not in settings.REVIEWED_LANGUAGES)
        for code, name in NAMES.items()
        if code not in LANGUAGES and code in settings.MORE_LANGUAGES
    )


def read_languages() -> tuple[ReadLanguage, ...]:
    """The three, then those of the setting: what papers for families can be had in."""
    return (*(ReadLanguage(code, NAMES[code]) for code in LANGUAGES), *more_languages())


def address_language(code: str) -> str:
    """The language of the page that a paper in `code` leads to: pages exist in the three only."""
    return code if code in LANGUAGES else "ka"


class Said(NamedTuple):
    """A text and the language it is really in (for the `lang` attribute and the visible hint)."""

    text: str
    language: str


def shortened(text: Said, most: int) -> Said:
    """At most `most` characters: whole words, and an ellipsis for the rest."""
    return Said(shorten(text.text, most, placeholder=" …"), text.language)


def said(record: object, field: str, language: str | None = None) -> Said:
    """`field` of `record` in `language` (default: the reader's), else in the first that has it.

    >>> said(municipality, "name", "fr").text
    """
    wanted = (language or get_language() or "ka")[:2]
    for candidate in (wanted, *(other for other in LANGUAGES if other != wanted)):
        get = record.get if isinstance(record, dict) else lambda name: getattr(record, name, "")
        if text := get(f"{field}_{candidate}"):
            return Said(str(text), candidate)
    return Said("", wanted)


class Named(models.Model):
    """A record with a name in three languages."""

    name_ka = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    name_fr = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """In the reader's language, else in one that exists."""
        return said(self, "name").text

    def __str__(self) -> str:
        return self.name


def has_a_name() -> models.Q:
    """Condition for a CheckConstraint: one language is enough, none is not."""
    return ~models.Q(name_ka="", name_en="", name_fr="")
