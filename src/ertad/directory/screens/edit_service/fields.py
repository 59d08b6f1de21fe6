"""From a field of the record to a field of the form; cells and form share their readers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ertad.directory.record import Field, Record
from ertad.directory.record.checking import LIMITS
from ertad.directory.record.wording import label_of
from ertad.directory.screens.edit_service.offer import Choices, Offer
from ertad.directory.screens.edit_service.widgets import FoldedCheckboxes
from ertad.files.spreadsheets.messages import said
from ertad.files.spreadsheets.values import as_text, email, phones, url
from ertad.kernel.ages import OLDEST

NOT_IN_THE_FORM = frozenset({"places_as_of", "institution", "status", "ended_on", "at"})
"""Dates and states that acts set, and places, which have forms of their own."""
LISTS = frozenset({"terms", "municipalities", "languages"})


def form_fields(
    field: Field, record: Record, offer: Offer, words: str | None
) -> dict[str, forms.Field]:
    """Record key -> form field; empty when this field is not typed here or has nothing to offer.

    `words` narrow the municipalities; None offers no box to narrow them.
    """
    if field.key in NOT_IN_THE_FORM or (field.kind == "id" and not offer.programmes):
        return {}
    return {key: _form_field(field, key, record, offer, words) for key in field.record_keys()}


def _form_field(
    field: Field, key: str, record: Record, offer: Offer, words: str | None
) -> forms.Field:
    said_once: dict[str, Any] = {
        "label": label_of(key) if field.translated else field.label,
        "help_text": "" if field.kind in LISTS | {"terms"} else field.hint,
        "required": False,
    }
    match field.kind:
        case "text" | "long_text" | "lines":
            return TypedText(max_length=LIMITS[key], widget=_text_widget(field), **said_once)
        case "terms":
            choices = offer.terms.get(field.vocabulary, [])
            return _ticked_of(choices, FoldedCheckboxes(), said_once)
        case "municipalities":
            name = "" if words is None else f"{key}_filter"
            box = FoldedCheckboxes(filter_name=name, words=words or "")
            return _ticked_of(offer.municipalities, box, said_once)
        case "languages":
            return _ticked_of(offer.languages, forms.CheckboxSelectMultiple(), said_once)
        case "term":
            return _one_of([("", "–"), *offer.terms.get(field.vocabulary, [])], said_once)
        case "id":
            return _one_of([("", "–"), *offer.programmes], said_once)
        case "choice":
            blank = [] if record[key] or field.key in ("places", "sex") else [("", _("Not said"))]
            chosen = [*blank, *field.choices]
            return _one_of(chosen, said_once, forms.RadioSelect())
        case "yes_no" if field.key == "confidential":
            answers = [("", _("As usual for this type of service")), ("yes", _("Yes")),
                       ("no", _("No"))]  # fmt: skip
            return _one_of(answers, said_once, forms.RadioSelect())
        case "yes_no":
            return forms.BooleanField(**said_once)
        case "number":
            number = forms.NumberInput({"inputmode": "numeric"})
            return forms.IntegerField(min_value=0, max_value=OLDEST, widget=number, **said_once)
        case "phones":
            said_once["help_text"] = _("One a line. Of a desk or function, not a person's own.")
            return ReadText(phones, widget=forms.Textarea({"rows": 2}), **said_once)
        case "email":
            return ReadText(email, widget=forms.TextInput({"inputmode": "email"}), **said_once)
        case "url":
            return ReadText(url, widget=forms.TextInput({"inputmode": "url"}), **said_once)
        case kind:
            raise ValueError(f"no form field for {kind}")


class TypedText(forms.CharField):
    """Text without control and other invisible characters."""

    def to_python(self, value: Any) -> str:
        return as_text(str(value)) if value not in self.empty_values else ""


class ReadText(forms.CharField):
    """Text that one of the workbook's cell readers understands, or says why not."""

    def __init__(self, read: Callable[[str], tuple[Any, str | None]], **arguments: Any) -> None:
        super().__init__(max_length=2000, **arguments)
        self.read = read

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        understood, code = self.read(typed)
        if code:
            raise ValidationError(" ".join(said(code, {"value": typed})))
        return understood


class SortedChoices(forms.MultipleChoiceField):
    def clean(self, value: Any) -> list[str]:
        return sorted(set(super().clean(value)))


def _text_widget(field: Field) -> forms.Widget:
    if field.kind == "text":
        return forms.TextInput()
    return forms.Textarea({"rows": 3 if field.kind == "lines" else 4})


def _ticked_of(choices: Choices, widget: forms.Widget, said_once: dict[str, Any]) -> forms.Field:
    unknown = {"invalid_choice": _("“%(value)s” is not in the list. Choose from the list.")}
    return SortedChoices(choices=list(choices), widget=widget, error_messages=unknown, **said_once)


def _one_of(
    choices: Choices, said_once: dict[str, Any], widget: forms.Widget | None = None
) -> forms.Field:
    unknown = {"invalid_choice": _("“%(value)s” is not in the list. Choose from the list.")}
    return forms.ChoiceField(
        choices=list(choices), widget=widget or forms.Select(), error_messages=unknown, **said_once
    )
