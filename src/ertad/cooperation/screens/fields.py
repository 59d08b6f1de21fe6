"""Fields that the forms of this room share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.cooperation.calendar.filters import choices_of_place
from ertad.directory.record.wording import language_name
from ertad.directory.screens.edit_service.form import reading_order
from ertad.people.models import Institution


def time_field(label: Any, hint: Any = "") -> forms.TimeField:
    """A time of day, of Georgia."""
    return forms.TimeField(
        label=label, help_text=hint, required=False, input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput({"inputmode": "numeric", "size": 5, "maxlength": 5}, format="%H:%M"),
        error_messages={"invalid": lazy("Write a time such as 10:00.")},
    )  # fmt: skip


def municipality_field() -> forms.ChoiceField:
    """One of those in which an institution of the network works, or everywhere."""
    return forms.ChoiceField(
        label=_("Municipality"),
        required=False,
        choices=[("", _("everywhere")), *choices_of_place()],
    )


def text_fields() -> dict[str, forms.Field]:
    """Title and text in each language, the reader's own first; one language is enough."""
    found: dict[str, forms.Field] = {}
    for lang in reading_order():
        named = {"language": language_name(lang)}
        found[f"title_{lang}"] = forms.CharField(
            label=_("Title (%(language)s)") % named, max_length=200, required=False
        )
        found[f"text_{lang}"] = forms.CharField(
            label=_("Text (%(language)s)") % named, max_length=4000, required=False,
            widget=forms.Textarea({"rows": 4, "lang": lang}),
        )  # fmt: skip
    first = reading_order()[0]
    found[f"title_{first}"].help_text = _("One language is enough.")
    found[f"text_{first}"].help_text = _("No names of persons, nothing about a person.")
    return found


def folded(form: forms.BaseForm) -> tuple[list[BoundField], list[BoundField], bool]:
    """(fields of the reader's language, of the others, whether the others must be seen)."""
    own, *others = reading_order()
    main = [form[f"{part}_{own}"] for part in ("title", "text")]
    rest = [form[f"{part}_{lang}"] for lang in others for part in ("title", "text")]
    wrong = any(bound.errors for bound in rest)
    return main, rest, wrong or (not main[0].value() and any(bound.value() for bound in rest))


def institution_field(institutions: Sequence[Institution]) -> dict[str, forms.Field]:
    """In whose name, where there is a choice."""
    if len(institutions) < 2:
        return {}
    return {
        "institution": forms.ChoiceField(
            label=_("In the name of"),
            choices=[(str(each.pk), each.name) for each in institutions],
        )
    }


def chosen_institution(form: forms.BaseForm, institutions: Sequence[Institution]) -> Institution:
    """The one that was chosen, or the only one; the first while nothing valid was chosen."""
    sent: Any = form.data.get("institution") if form.is_bound else None
    return next((each for each in institutions if str(each.pk) == sent), institutions[0])


def first_in(form: forms.BaseForm, name: str) -> str | None:
    """The field that an error is shown at; "title" stands for that of the reader's language."""
    if name == "title":
        return f"title_{reading_order()[0]}"
    name = name.removesuffix("_id")
    return name if name in form.fields else None
