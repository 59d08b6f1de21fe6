"""The form with which an agreement is begun."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.draft_agreement import FEW
from ertad.agreements.screens.institutions import by_kind, institutions_there, may_lead
from ertad.kernel.languages import LANGUAGES, NAMES

LANGUAGE_CHOICES = [(code, NAMES[code]) for code in LANGUAGES]


class TitleForm(forms.Form):
    """Titles and the language of the text: of a new agreement, and of a draft."""

    use_required_attribute = False

    title_ka = forms.CharField(label=_("Title in Georgian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    title_fr = forms.CharField(label=_("Title in French"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGE_CHOICES,
        help_text=_("One text is signed, in one language. The title may have three."),
    )  # fmt: skip


class DraftForm(TitleForm):
    """`user`: who drafts; `lead` is asked only where there is a choice."""

    lead = forms.ChoiceField(label=_("For which institution do you write?"))
    partners = forms.MultipleChoiceField(
        label=_("With whom?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": FEW},
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("lead", "partners", "title_ka", "title_en", "title_fr", "language")

    def __init__(self, *args: Any, user: object, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = institutions_there(user, today)
        self.leads = may_lead(user, there)
        only = self.leads[0] if len(self.leads) == 1 else None
        leads, partners = self.fields["lead"], self.fields["partners"]
        if isinstance(leads, forms.ChoiceField):
            leads.choices = by_kind(self.leads)
        if only:
            leads.widget, self.initial["lead"] = forms.HiddenInput(), str(only.pk)
        if isinstance(partners, forms.MultipleChoiceField):
            partners.choices = by_kind(there, but=only.pk if only else None)

    def partner_ids(self) -> Sequence[UUID]:
        lead = self.cleaned_data["lead"]
        return [UUID(each) for each in self.cleaned_data["partners"] if each != lead]

    def columns(self) -> dict[str, str]:
        names = ("title_ka", "title_en", "title_fr", "language")
        return {name: self.cleaned_data[name] for name in names}
