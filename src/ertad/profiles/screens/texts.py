"""Form fields that forms of this room share: texts in three languages, ticks, what is wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.record.checking import Problem
from ertad.directory.record.wording import language_name
from ertad.directory.screens.edit_service.fields import SortedChoices, TypedText
from ertad.directory.screens.edit_service.form import Row, reading_order
from ertad.directory.screens.edit_service.widgets import FoldedCheckboxes
from ertad.kernel.languages import LANGUAGES
from ertad.profiles.choices import Choices
from ertad.profiles.problem_words import in_words

Label = Any
"""Text, or text that waits for its language."""
NOT_IN_LIST = {"invalid_choice": _("“%(value)s” is not in the list. Choose from the list.")}


def text_fields(
    base: str, label: Label, limit: int, *, rows: int, hint: Label = ""
) -> dict[str, forms.Field]:
    """One field a language; the hint stands at the reader's own. One line when `rows` is 1."""
    first = reading_order()[0]
    return {
        f"{base}_{language}": TypedText(
            label=label if language == first else f"{label} ({language_name(language)})",
            help_text=hint if language == first else "",
            max_length=limit,
            required=False,
            widget=forms.TextInput() if rows == 1 else forms.Textarea({"rows": rows}),
        )
        for language in LANGUAGES
    }


def row_of(form: forms.Form, base: str) -> Row:
    first, *others = (form[f"{base}_{language}"] for language in reading_order())
    return Row(base, first, tuple(others), "")


def ticked(label: Label, choices: Choices, *, folded: bool = False) -> forms.Field:
    widget = FoldedCheckboxes() if folded else forms.CheckboxSelectMultiple()
    return SortedChoices(
        label=label, choices=list(choices), required=False, widget=widget,
        error_messages=NOT_IN_LIST,
    )  # fmt: skip


def refuse(form: forms.Form, problems: Sequence[Problem]) -> None:
    """Say problems at their fields, those of other parts above the form."""
    first = reading_order()[0]
    for problem in problems:
        keys = (problem.key, f"{problem.key}_{first}")
        form.add_error(next((key for key in keys if key in form.fields), None), in_words(problem))
