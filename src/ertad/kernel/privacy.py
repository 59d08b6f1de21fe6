"""Every model field has a privacy class; a test fails on one that has none (design, rule 9).

A model says it once: `privacy = classes(public="id name_ka", personal="email")`.
Models of other packages are classed in `ertad.site.foreign_models`.
"""

from collections.abc import Mapping
from enum import StrEnum


class Privacy(StrEnum):
    """How sensitive a field is."""

    PUBLIC = "public"
    """May be shown to anyone once the record itself is visible."""
    INTERNAL = "internal"
    """For members of the network; about work, not about a person."""
    PERSONAL = "personal"
    """About an identifiable person."""
    SPECIAL = "special"
    """Special-category data of the Georgian law; no room holds any yet."""


def classes(
    public: str = "", internal: str = "", personal: str = "", special: str = ""
) -> Mapping[str, Privacy]:
    """Field name -> class, from one space-separated string a class.

    Raises ValueError when a field is named twice.
    """
    result: dict[str, Privacy] = {}
    for privacy, names in zip(Privacy, (public, internal, personal, special), strict=True):
        for name in names.split():
            if name in result:
                raise ValueError(f"{name} has two privacy classes")
            result[name] = privacy
    return result
