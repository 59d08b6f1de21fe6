"""What is written into a draft: read and checked the same way in each of the acts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import AgreementVersion
from ertad.files.spreadsheets.values import as_text, holds_personal_number
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.refused import Refused

TITLES = tuple(f"title_{language}" for language in LANGUAGES)
DATES = ("starts_on", "review_on", "ends_on")
LONG = ("scope", "data_shared", "legal_basis", "duties", "procedure", "passed_on", "words")
FIELDS = (*TITLES, "language", "scope", "data_shared", "legal_basis", *DATES)
OF_A_PARTY = ("duties", "contact")
LONGEST = 6000
"""Characters of a long text: some two pages."""

NO_NUMBERS = _("Remove the 11-digit number; it could be a personal number.")
TOO_LONG = _("This is too long for an agreement. Put it into an annex and name it here.")
ORDER = _("The agreement ends before it starts.")
REVIEW_EARLY = _("The review comes after the start.")
REVIEW_LATE = _("The review comes before the end.")


def checked(told: Mapping[str, Any]) -> dict[str, Any]:
    """Texts as they are kept. Raises Refused for an 11-digit number or what is too long."""
    clean = dict(told)
    for name, value in told.items():
        if isinstance(value, str):
            clean[name] = text = as_text(value)
            if name not in LONG:
                clean[name] = text = " ".join(text.split())
            if holds_personal_number(text):
                raise Refused(NO_NUMBERS, name)
            if len(text) > (LONGEST if name in LONG else 300):
                raise Refused(TOO_LONG, name)
    return clean


def demand_dates(fields: Mapping[str, Any]) -> None:
    """Raises Refused for days that cannot follow each other; those still open may be open."""
    starts, review, ends = (fields.get(name) for name in DATES)
    if starts and ends and ends < starts:
        raise Refused(ORDER, "ends_on")
    if starts and review and review <= starts:
        raise Refused(REVIEW_EARLY, "review_on")
    if ends and review and review > ends:
        raise Refused(REVIEW_LATE, "review_on")


def demand_plain(words: str, field: str) -> str:
    """One text, as above."""
    clean: str = checked({field: words})[field]
    return clean


def texts_of(text: AgreementVersion) -> dict[str, Any]:
    """What a draft of the same text begins with."""
    return {name: getattr(text, name) for name in FIELDS}
