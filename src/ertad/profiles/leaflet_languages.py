"""The languages in which a leaflet can be had."""

from ertad.kernel.languages import ReadLanguage, read_languages


def leaflet_languages(asked: list[str], otherwise: str) -> list[ReadLanguage]:
    """Those asked for that exist, in our order; `otherwise` when there is none."""
    chosen = [each for each in read_languages() if each.code in asked]
    return chosen or [each for each in read_languages() if each.code == otherwise[:2]]
