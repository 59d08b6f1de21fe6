"""The form that names a list: everything is chosen, nothing is written."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.acts.keep_list import ListTitle
from ertad.directory.models import SavedList
from ertad.look.dates import DateInThree


class ListForm(forms.Form):
    title = forms.ChoiceField(
        label=_("What is the list for?"),
        help_text=_("A title is chosen, so that no name can be written into it."),
        choices=SavedList.Title.choices,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Number"), required=False, min_value=1, max_value=99,
        help_text=_("To tell lists apart: 1 to 99. No number of a case or a person."),
    )  # fmt: skip
    day = forms.DateField(label=_("Date"), required=False, widget=DateInThree())
    language = forms.ChoiceField(
        label=_("Language in which it is shared"),
        choices=[("ka", "ქართული"), ("en", "English"), ("fr", "Français")],
    )
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def chosen(self) -> ListTitle:
        """The title; of a valid form only."""
        data = self.cleaned_data
        return ListTitle(data["title"], data["day"], data["number"], data["language"])
