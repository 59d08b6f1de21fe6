"""Until when, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.record.checking import personal_number_in
from ertad.look.dates import day_field


class MoreTimeForm(forms.Form):
    use_required_attribute = False

    until = day_field(_("Until when?"))
    reason = forms.CharField(
        label=_("Why do you need more time?"),
        help_text=_("One sentence about the work; no names and nothing about a person."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, latest: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("At the latest: %(day)s.") % {"day": latest}

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if personal_number_in(reason):
            text = _("Remove the 11-digit number; it could be a personal number.")
            raise forms.ValidationError(text)
        return reason
