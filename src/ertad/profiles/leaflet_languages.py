"""The languages in which a leaflet can be had: said here once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LeafletLanguage:
    """`name` in the language itself; `draft`: nobody who speaks it has reviewed its words yet."""

    code: str
    name: str
    draft: bool = False


LEAFLET_LANGUAGES = (
    LeafletLanguage("ka", "ქართული"),
    LeafletLanguage("en", "English"),
    LeafletLanguage("fr", "Français"),
)


def leaflet_languages(asked: list[str], otherwise: str) -> list[LeafletLanguage]:
    """Those asked for that exist, in our order; `otherwise` when there is none."""
    chosen = [each for each in LEAFLET_LANGUAGES if each.code in asked]
    return chosen or [each for each in LEAFLET_LANGUAGES if each.code == otherwise[:2]]
