"""The form of a draft: its text, what each party does, and its days."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.agreements.models import AgreementVersion, Party
from ertad.agreements.queries.comparing import day
from ertad.agreements.screens.draft.form import TitleForm
from ertad.agreements.writing import DATES, FIELDS, LONGEST, OF_A_PARTY
from ertad.look.dates import DateInThree


class TextForm(TitleForm):
    """Nothing is required: what is missing is said before it is sent for review.

    `functions`: id of an institution -> functions of its contact points, to name one of.
    """

    scope = forms.CharField(
        label=lazy("What it is about"), required=False, widget=forms.Textarea({"rows": 6}),
        max_length=LONGEST,
        help_text=lazy("Aims, for which people, in which places."),
    )  # fmt: skip
    data_shared = forms.CharField(
        label=lazy("Data that may be shared"), required=False, widget=forms.Textarea({"rows": 4}),
        max_length=LONGEST,
        help_text=lazy("Which data, by whom to whom, for what. Leave it empty if none is."),
    )  # fmt: skip
    legal_basis = forms.CharField(
        label=lazy("Legal basis"), required=False, widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        help_text=lazy("Law and article, or the written consent of the person."),
    )  # fmt: skip
    starts_on = forms.DateField(label=lazy("Start"), required=False, widget=DateInThree())
    review_on = forms.DateField(
        label=lazy("To be reviewed on"), required=False, widget=DateInThree(),
        help_text=lazy("When the parties look at it together; usually after a year."),
    )  # fmt: skip
    ends_on = forms.DateField(
        label=lazy("Last day"), required=False, widget=DateInThree(),
        help_text=lazy("Leave it empty for an agreement without an end."),
    )  # fmt: skip
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        parties: Sequence[Party],
        functions: Mapping[UUID, Sequence[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        for party in parties:
            self.fields[f"duties_{party.pk}"] = forms.CharField(
                label=_("What it takes upon itself"), required=False, max_length=LONGEST,
                widget=forms.Textarea({"rows": 5}),
            )  # fmt: skip
            hint = _("A function, not a person.")
            if known := "; ".join(functions.get(party.institution_id, ())[:3]):
                hint = _("A function, not a person; such as: %(known)s") % {"known": known}
            self.fields[f"contact_{party.pk}"] = forms.CharField(
                label=_("Who answers for it"), required=False, max_length=300,
                help_text=hint,
            )  # fmt: skip

    def of_parties(self) -> list[tuple[Party, BoundField, BoundField]]:
        """Each party with its two fields."""
        return [
            (party, self[f"duties_{party.pk}"], self[f"contact_{party.pk}"])
            for party in self.parties
        ]

    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def party_columns(self) -> dict[UUID, dict[str, str]]:
        return {
            party.pk: {name: self.cleaned_data[f"{name}_{party.pk}"] for name in OF_A_PARTY}
            for party in self.parties
        }


def initial_of(text: AgreementVersion, parties: Sequence[Party]) -> dict[str, Any]:
    """What the form shows first."""
    first: dict[str, Any] = {name: getattr(text, name) for name in FIELDS}
    for party in parties:
        for name in OF_A_PARTY:
            first[f"{name}_{party.pk}"] = getattr(party, name)
    return {**first, "version": text.version}


def saved_now(form: TextForm, current: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What somebody else saved meanwhile and differs from what was typed, in words."""
    rows = []
    for name, field in form.fields.items():
        value = current.get(name)
        if name == "version" or value == form.cleaned_data.get(name):
            continue
        shown = day(value) if name in DATES else value
        rows.append({"key": field.label, "value": shown or "–"})
    return rows
