"""What facets and their values are called in the reader's language."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.directory.record.fields import COST, PLACES
from ertad.directory.record.wording import DAY_NAMES
from ertad.directory.search.lexicon import Code, Lexicon
from ertad.kernel.languages import LANGUAGES
from ertad.vocabulary.spoken import SPOKEN

FACET_LABELS: dict[str, str | Promise] = {
    "type": lazy("Type of service"),
    "need": lazy("Need"),
    "group": lazy("For whom"),
    "age": lazy("Age"),
    "place": lazy("Place"),
    "run_by": lazy("Run by"),
    "language": lazy("Language"),
    "places": lazy("Places"),
    "prevention": lazy("Level of prevention"),
    "cost": lazy("Cost"),
    "day": lazy("Open on"),
    "pathway": lazy("Legal pathway"),
    "topic": lazy("About"),
    "radius": lazy("Distance"),
}
_SAID: dict[str, dict[str, str | Promise]] = {
    "places": dict(PLACES),
    "cost": dict(COST),
    "day": dict(DAY_NAMES),
}


def reader_language() -> str:
    language = (get_language() or "ka")[:2]
    return language if language in LANGUAGES else "ka"


def value_label(lexicon: Lexicon, facet: str, code: str) -> str:
    """One value of a facet, as a person says it."""
    if facet == "age":
        return age_label(code)
    if facet == "language":
        return language_label(code)
    if facet in _SAID:
        return str(_SAID[facet].get(code, code))
    return lexicon.label(facet, code, reader_language())


def codes_label(lexicon: Lexicon, codes: Iterable[Code]) -> str:
    """Several values that are alternatives."""
    labels = (
        _("age %(age)s") % {"age": age_label(code)}
        if facet == "age"
        else value_label(lexicon, facet, code)
        for facet, code in codes
    )
    return " / ".join(dict.fromkeys(labels))


def age_label(code: str) -> str:
    """`14-17` -> "14–17", `21+` -> "21 and over", `15` -> "15"."""
    if code.endswith("+"):
        return _("%(age)s and over") % {"age": code[:-1]}
    return code.replace("-", "–")


def ages_label(low: int | None, high: int | None) -> str:
    """From which age to which a service takes people; "" when it says neither."""
    if low is None and high is None:
        return ""
    if high is None:
        return age_label(f"{low}+")
    if low is None:
        return _("up to %(age)s") % {"age": high}
    return age_label(f"{low}-{high}") if low != high else str(low)


def language_label(code: str) -> str:
    return str(SPOKEN.get(code, code))
