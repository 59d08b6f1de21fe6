"""The form that invites somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ertad.kernel.roles import Role
from ertad.people.role_labels import ROLE_LABELS
from ertad.people.screens.typed import without_personal_number


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A letter with a link that opens for seven days goes there.")
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False,
        help_text=_("The person can correct it."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, roles: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(r.value, label) for r, label in ROLE_LABELS.items() if r in roles]

    def clean_name(self) -> str:
        return without_personal_number(self.cleaned_data["name"])
