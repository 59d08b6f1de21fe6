"""Whoever acts for another institution says why; the institution reads it in the history."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ertad.files.spreadsheets.values import holds_personal_number
from ertad.kernel.rights import asked_why


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you do this for the institution"),
        help_text=_("The institution reads it in the history."),
        max_length=300,
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if holds_personal_number(reason):
            raise ValidationError(_("Remove the 11-digit number; it could be a personal number."))
        return reason


def reason_form(
    user: object, right: str, institution_id: UUID, data: Mapping[str, Any] | None = None
) -> ReasonForm | None:
    """The question, for those who act for others; None for the institution's own people."""
    return ReasonForm(data) if asked_why(user, right, institution_id) else None


def reason_given(form: ReasonForm | None) -> str | None:
    """The reason, "" where none is asked for, None when it is missing or wrong."""
    if form is None:
        return ""
    return str(form.cleaned_data["reason"]) if form.is_valid() else None
