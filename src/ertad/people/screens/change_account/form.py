"""One's own name, and the language of letters."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ertad.people.screens.typed import without_personal_number


class OwnForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As colleagues see it."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)

    def clean_name(self) -> str:
        return without_personal_number(self.cleaned_data["name"])
