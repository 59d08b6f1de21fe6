"""Content in three languages: real columns, one is enough, the others fall back visibly."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("ka", "en", "fr")


class Said(NamedTuple):
    """A text and the language it is really in (for the `lang` attribute and the visible hint)."""

    text: str
    language: str


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
