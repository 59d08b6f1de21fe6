"""What texts and lists of this room must keep to, whoever writes them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ertad.directory.record.checking import Problem, personal_number_in
from ertad.files.spreadsheets.values import as_text
from ertad.kernel.languages import LANGUAGES
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

Fields = Mapping[str, Any]
CHALLENGE_KINDS = ("joint_planning", "O")
"""Vocabulary and heading of the kinds of challenges."""
MOST_FIGURES = 6
FIRST_YEAR = 1990
LABEL, SOURCE, GREATEST = 120, 200, Decimal(10**9)
PROFILE_TEXTS: Mapping[str, int] = {"field": 300, "mandate": 1500, "offers": 600, "seeks": 600}
CHALLENGE_TEXTS: Mapping[str, int] = {"description": 1000}
ANSWER_TEXTS: Mapping[str, int] = {"answer": 600}
SPECIALIST_TEXTS: Mapping[str, int] = {"work": 600, "offers": 600}
"""Base of a text -> the most characters."""


def in_languages(bases: Collection[str]) -> list[str]:
    return [f"{base}_{language}" for base in bases for language in LANGUAGES]


def tidy_texts(fields: Fields, bases: Collection[str]) -> dict[str, str]:
    """Every key; what is left out is "not said"."""
    return {key: as_text(str(fields.get(key) or "")) for key in in_languages(bases)}


def problems_of_texts(fields: Fields, limits: Mapping[str, int]) -> Iterator[Problem]:
    for base, limit in limits.items():
        for key in in_languages([base]):
            yield from _problems_of_text(key, fields[key], limit)


def _problems_of_text(key: str, text: str, limit: int) -> Iterator[Problem]:
    if personal_number_in(text):
        yield Problem(key, "personal_number")
    if len(text) > limit:
        yield Problem(key, "too_long", {"limit": limit})


def problems_of_groups(codes: Sequence[str]) -> Iterator[Problem]:
    yield from _unknown("target_groups", codes, _codes("target_group"))


def problems_of_places(codes: Sequence[str]) -> Iterator[Problem]:
    known = Municipality.objects.filter(pk__in=codes).values_list("pk", flat=True)
    yield from _unknown("places", codes, set(known))


def problems_of_kind(code: str) -> Iterator[Problem]:
    if code not in challenge_kinds():
        yield Problem("kind", "unknown_code", {"code": code})


def challenge_kinds() -> dict[str, Term]:
    """Code -> term, in the order of the list."""
    vocabulary, heading = CHALLENGE_KINDS
    terms = Term.objects.filter(vocabulary=vocabulary, parent__code=heading).order_by("position")
    return {term.code: term for term in terms}


def tidy_figures(figures: Sequence[Fields]) -> list[dict[str, Any]]:
    """Those of which anything is said; a value as plain digits, "" where there is no data."""
    kept = []
    for figure in figures:
        texts = tidy_texts(figure, ("label", "source"))
        value, year = figure.get("value"), figure.get("year")
        plain = "" if value in (None, "") else _digits(value)
        if any(texts.values()) or plain:
            kept.append({**texts, "value": plain, "year": year})
    return kept


def _digits(value: Any) -> str:
    try:
        plain = f"{Decimal(str(value)):f}"
    except InvalidOperation:
        return str(value)
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def problems_of_figures(figures: Sequence[Fields], today: date) -> Iterator[Problem]:
    """Keys are such as `figure-0-year`, counted from 0."""
    if len(figures) > MOST_FIGURES:
        yield Problem("figures", "too_many_figures", {"limit": MOST_FIGURES})
    for number, figure in enumerate(figures):
        for key in in_languages(("label", "source")):
            limit = LABEL if key.startswith("label") else SOURCE
            yield from _problems_of_text(f"figure-{number}-{key}", figure[key], limit)
        if not any(figure[key] for key in in_languages(("label",))):
            yield Problem(f"figure-{number}-label", "no_label")
        if figure["value"] and not _is_number(figure["value"]):
            yield Problem(f"figure-{number}-value", "no_number")
        year = figure["year"]
        if not isinstance(year, int) or not FIRST_YEAR <= year <= today.year:
            yield Problem(f"figure-{number}-year", "no_year", _span(today))
        if figure["value"] and not any(figure[key] for key in in_languages(("source",))):
            yield Problem(f"figure-{number}-source", "no_source")


def _is_number(value: str) -> bool:
    try:
        return 0 <= Decimal(value) <= GREATEST
    except InvalidOperation:
        return False


def problems_of_year(year: int | None, today: date) -> Iterator[Problem]:
    if year is not None and not FIRST_YEAR <= year <= today.year:
        yield Problem("since_year", "no_year", _span(today))


def _span(today: date) -> dict[str, int]:
    return {"from": FIRST_YEAR, "to": today.year}


def _codes(vocabulary: str) -> set[str]:
    return set(Term.objects.filter(vocabulary=vocabulary).values_list("code", flat=True))


def _unknown(key: str, codes: Sequence[str], known: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            yield Problem(key, "unknown_code", {"code": code})
