"""The form that invites somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.files.spreadsheets.values.texts import as_text, holds_personal_number
from ertad.kernel.roles import Role
from ertad.people.role_labels import ROLE_LABELS

LANGUAGES = [("ka", "ქართული"), ("en", "English"), ("fr", "Français")]


def without_personal_number(text: str) -> str:
    """The text itself. Raises ValidationError for an 11-digit number."""
    if holds_personal_number(as_text(text)):
        raise forms.ValidationError(_("Remove the 11-digit number; it could be a personal number."))
    return text


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A letter with a link that opens for seven days goes there.")
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False,
        help_text=_("The person can correct it."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)

    def __init__(self, *args: Any, roles: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(r.value, label) for r, label in ROLE_LABELS.items() if r in roles]

    def clean_name(self) -> str:
        return without_personal_number(self.cleaned_data["name"])
