"""The form with which a reader reports a mistake."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.acts.report_mistake import LONGEST

WHAT = (
    ("phone", _("The telephone number is wrong")),
    ("address", _("The address is wrong")),
    ("hours", _("The hours are wrong")),
    ("ended", _("The service does not exist any more")),
    ("other", _("Something else")),
)


class ReportForm(forms.Form):
    """`id` is made with the form, so that sending it twice is one report."""

    what = forms.ChoiceField(label=_("What is wrong?"), choices=WHAT, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should be written there?"),
        help_text=_("No names and no personal numbers, please."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
