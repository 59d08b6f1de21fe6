"""The form that gives a person a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.kernel.roles import Role
from ertad.people.role_labels import ROLE_LABELS


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A code to sign in is sent there; no password is needed.")
    )
    role = forms.ChoiceField(label=_("Role"))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("ka", "ქართული"), ("en", "English"), ("fr", "Français")]
    )

    def __init__(self, *args: Any, roles: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(r.value, label) for r, label in ROLE_LABELS.items() if r in roles]
