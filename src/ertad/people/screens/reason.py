"""A coordinator who acts for an institution says why; the institution reads it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.kernel.actor import Actor
from ertad.kernel.rights import actor_with, asked_why, rights
from ertad.kernel.roles import institutions_of
from ertad.people.screens.typed import without_personal_number


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you do this for the institution"),
        help_text=_("It is kept with what you do, and the institution may read it."),
        max_length=300,
    )

    def clean_reason(self) -> str:
        return without_personal_number(self.cleaned_data["reason"])


def reason_form(
    user: object,
    right: str,
    institution_id: UUID,
    data: Mapping[str, Any] | None = None,
    **form: Any,
) -> ReasonForm | None:
    """The question, for those who would act for others; None for the institution's own people.

    `form`: further arguments of the form, where several stand on a page.
    """
    return ReasonForm(data, **form) if asked_why(user, right, institution_id) else None


def reason_given(form: ReasonForm | None) -> str | None:
    """The reason, "" where none is asked for, None when it is missing or wrong."""
    if form is None:
        return ""
    return form.cleaned_data["reason"] if form.is_valid() else None


AT_HOME = "for the own institution"
"""Kept as the reason of a coordinator who acts for the institution that he or she is of."""


def reason_away(
    user: object, right: str, institution_id: UUID, data: Mapping[str, Any] | None = None
) -> ReasonForm | None:
    """As `reason_form`, where nobody is asked why about the institution that he or she is of."""
    if _at_home(user, right, institution_id):
        return None
    return reason_form(user, right, institution_id, data)


def actor_away(user: object, right: str, institution_id: UUID, why: str) -> Actor:
    """Who acts after `reason_away` was answered with `why`."""
    why = AT_HOME if _at_home(user, right, institution_id) else why
    return actor_with(user, right, institution_id, reason=why)


def _at_home(user: object, right: str, institution_id: UUID) -> bool:
    return institution_id in institutions_of(user, *rights()[right].everywhere)
