"""The form of a service, made from the record's fields: record -> initial, cleaned -> record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language

from ertad.directory.freshness import PLACES_DAYS
from ertad.directory.record import FIELDS, Field, Record
from ertad.directory.record.checking import Problem, confidential_by_type
from ertad.directory.record.problem_words import in_words
from ertad.directory.screens.edit_service.fields import form_fields
from ertad.directory.screens.edit_service.offer import Offer
from ertad.kernel.languages import LANGUAGES


@dataclass(frozen=True)
class Row:
    """A field as the page shows it: the reader's language, and the others folded."""

    key: str
    main: BoundField
    others: tuple[BoundField, ...]
    width: str

    @property
    def open(self) -> bool:
        """Whether the other languages must be seen: something is wrong, or only they say it."""
        wrong = any(bound.errors for bound in self.others)
        return wrong or (not self.main.value() and any(bound.value() for bound in self.others))


class ServiceForm(forms.Form):
    """`record` is what the form shows at first, and what it leaves unsaid stays as it is there."""

    use_required_attribute = False

    def __init__(
        self,
        record: Record,
        offer: Offer,
        today: date,
        *,
        adding: bool = False,
        words: str = "",
        can_narrow: bool = True,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data=data, initial=initial(record, today, adding=adding))
        self.record, self.today = record, today
        self._folded = tuple(f"_{lang}" for lang in reading_order()[1:])
        for field in FIELDS:
            self.fields.update(form_fields(field, record, offer, words if can_narrow else None))
        self._mark_asked(True)

    def full_clean(self) -> None:
        """The ten asked fields are not marked as optional, but none is demanded by itself."""
        self._mark_asked(False)
        super().full_clean()
        self._mark_asked(True)

    def asked(self) -> Iterator[Row]:
        return (self._row(field) for field in FIELDS if field.asked and self._has(field))

    def more(self) -> Iterator[Row]:
        return (self._row(field) for field in FIELDS if not field.asked and self._has(field))

    @property
    def more_is_wrong(self) -> bool:
        return any(bound.errors for row in self.more() for bound in (row.main, *row.others))

    def to_record(self) -> Record:
        """What was typed, as a whole record; the form must be valid."""
        typed = dict(self.cleaned_data)
        if "confidential" in typed:
            answer = typed["confidential"]
            typed["confidential"] = answer == "yes" or (
                not answer and confidential_by_type(typed["types"])
            )
        result = {**self.record, **typed}
        result.update(self._places(typed["places"] or "unknown"))
        return result

    def refuse(self, problems: list[Problem]) -> None:
        """Say problems at their fields, those of other parts of the page above the form."""
        for problem in problems:
            key = problem.key if problem.key in self.fields else None
            if problem.code == "no_name":
                key = f"name_{reading_order()[0]}"
            self.add_error(key, in_words(problem))

    def _places(self, state: str) -> dict[str, str]:
        """A new answer is dated today; the same answer keeps its date."""
        shown = initial(self.record, self.today, adding=False)["places"]
        if state == shown:
            return {key: self.record[key] for key in ("places", "places_as_of")}
        as_of = "" if state == "unknown" else self.today.isoformat()
        return {"places": state, "places_as_of": as_of}

    def _mark_asked(self, required: bool) -> None:
        for field in FIELDS:
            for key in field.record_keys() if field.asked else ():
                if key in self.fields:
                    self.fields[key].required = required and key[-3:] not in self._folded

    def _has(self, field: Field) -> bool:
        return field.record_keys()[0] in self.fields

    def _row(self, field: Field) -> Row:
        width = "short" if field.kind == "number" else ""
        if not field.translated:
            return Row(field.key, self[field.key], (), width)
        first, *others = (self[f"{field.key}_{lang}"] for lang in reading_order())
        return Row(field.key, first, tuple(others), width)


def reading_order() -> list[str]:
    """The content languages, the reader's own first."""
    own = (get_language() or "ka")[:2]
    return sorted(LANGUAGES, key=lambda lang: lang != own)


def initial(record: Record, today: date, *, adding: bool) -> dict[str, Any]:
    """What the form's fields show for a record; places that are too old to say are not known."""
    shown = dict(record)
    shown["phones"] = "\n".join(number.replace(";ext=", " ext ") for number in record["phones"])
    shown["confidential"] = "yes" if record["confidential"] else "" if adding else "no"
    as_of = record["places_as_of"]
    if not as_of or (today - date.fromisoformat(as_of)).days > PLACES_DAYS:
        shown["places"] = "unknown"
    return shown
