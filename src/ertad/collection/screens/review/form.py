"""What a reviewer types: a comment to the whole file, and comments at its rows.

Comments at rows that are not on the shown page travel along in hidden fields, so that turning
pages loses nothing, without scripts.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ertad.directory.record.checking import personal_number_in

AT_ROW = "row-"
LONGEST_AT_ROW = 500
NO_NUMBERS = _("Remove the 11-digit number; it could be a personal number.")


class ReviewForm(forms.Form):
    use_required_attribute = False

    comment = forms.CharField(
        label=_("Comment to the whole file"),
        help_text=_("What should be corrected. The institution reads it beside the rows."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean_comment(self) -> str:
        comment: str = self.cleaned_data["comment"]
        if personal_number_in(comment):
            raise ValidationError(NO_NUMBERS)
        return comment

    def clean(self) -> dict[str, Any]:
        for text in self.at_rows().values():
            if personal_number_in(text):
                self.add_error(None, NO_NUMBERS)
            if len(text) > LONGEST_AT_ROW:
                longest = _("A comment at a row has at most %(number)s letters.")
                self.add_error(None, longest % {"number": LONGEST_AT_ROW})
        return self.cleaned_data

    def at_rows(self) -> dict[UUID, str]:
        """Row id -> what was typed there, without the empty ones."""
        return comments_at_rows(self.data) if self.is_bound else {}


def comments_at_rows(data: Mapping[str, Any]) -> dict[UUID, str]:
    found = {}
    for name, text in data.items():
        if name.startswith(AT_ROW) and str(text).strip():
            try:
                found[UUID(name[len(AT_ROW) :])] = str(text).strip()
            except ValueError:
                continue
    return found
