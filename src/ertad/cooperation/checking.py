"""What must be true of entries, offers and answers: forms and acts ask here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ertad.directory.record.checking import personal_number_in
from ertad.files.spreadsheets.values import as_text
from ertad.kernel.languages import LANGUAGES

Problems = Sequence[tuple[str, str | Promise]]
"""(field, what is wrong in words)."""
LINES: Mapping[str, int] = {
    **{f"title_{lang}": 200 for lang in LANGUAGES}, "place": 200, "contact": 200, "link": 500,
}  # fmt: skip
TEXTS: Mapping[str, int] = {**{f"text_{lang}": 4000 for lang in LANGUAGES}, "text": 4000}
FARTHEST = timedelta(days=3 * 366)
LONGEST = timedelta(days=366)


class WrongFields(Exception):
    """Nothing was written. `problems` says where and why."""

    def __init__(self, problems: Problems) -> None:
        super().__init__("; ".join(f"{field}: {text}" for field, text in problems))
        self.problems = problems


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same with lines and texts as a person sees them: no control or direction marks."""
    return {name: _cleaned(name, value) for name, value in fields.items()}


def _cleaned(name: str, value: Any) -> Any:
    if name in LINES:
        return " ".join(as_text(value or "").split())
    if name in TEXTS:
        return as_text(value or "")
    return value


def problems_in_words(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of titles, texts and contacts: length, 11-digit numbers, a title in one language at least."""
    for name, most in {**LINES, **TEXTS}.items():
        text = fields.get(name) or ""
        if len(text) > most:
            yield name, _("At most %(most)s characters; these are %(count)s.") % {
                "most": most, "count": len(text),
            }  # fmt: skip
        elif personal_number_in(text):
            yield name, _("Remove the 11-digit number; it could be a personal number.")
    titles = [name for name in LINES if name.startswith("title_")]
    if any(name in fields for name in titles) and not any(fields.get(name) for name in titles):
        yield "title", _("Write a title in at least one language.")


def problems_in_days(
    first: date | None, last: date | None, names: tuple[str, str], today: date
) -> Iterator[tuple[str, str]]:
    """A span of days: in order, not longer than a year, within three years of today."""
    for name, day in zip(names, (first, last), strict=True):
        if day and abs(day - today) > FARTHEST:
            yield name, _("This day is more than three years away.")
            return
    if first and last and last < first:
        yield names[1], _("The last day is before the first.")
    elif first and last and last - first > LONGEST:
        yield names[1], _("At most a year; write what is longer as several.")


def refuse(problems: Iterator[tuple[str, str]]) -> None:
    """Raise WrongFields when there is any."""
    if found := list(problems):
        raise WrongFields(found)
