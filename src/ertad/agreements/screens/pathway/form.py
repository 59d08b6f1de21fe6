"""The form of a pathway."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.keep_pathways import GROUPS
from ertad.agreements.models import Party, Pathway
from ertad.agreements.models.pathways import MOST_DAYS
from ertad.agreements.writing import LONGEST
from ertad.directory.models import Service
from ertad.vocabulary.models import Term


class PathwayForm(forms.Form):
    """`services`: those that run, of any party; the act refuses one of the party that passes on."""

    use_required_attribute = False

    from_institution = forms.ChoiceField(label=_("Who passes on?"))
    service = forms.ChoiceField(label=_("To which service?"))
    groups = forms.MultipleChoiceField(
        label=_("For whom?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    for_whom = forms.CharField(
        label=_("More on whom it is for"), required=False, max_length=300,
        help_text=_("Such as ages or places. Nobody is named."),
    )  # fmt: skip
    procedure = forms.CharField(
        label=_("Procedure"), widget=forms.Textarea({"rows": 5}), max_length=LONGEST,
        help_text=_("Step by step: who calls or writes whom, what the person is asked."),
    )  # fmt: skip
    passed_on = forms.CharField(
        label=_("What is passed on"), widget=forms.Textarea({"rows": 3}), max_length=LONGEST,
        help_text=_("Kinds of data only, as the agreement allows; no data of a person."),
    )  # fmt: skip
    answered_by = forms.CharField(
        label=_("Who answers"), max_length=300, help_text=_("A function, not a person.")
    )
    answer_days = forms.IntegerField(
        label=_("Within how many working days"), min_value=1, max_value=MOST_DAYS,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, parties: Sequence[Party], services: Sequence[Service], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "from_institution", [
            (str(party.institution_id), party.institution.name) for party in parties
        ])  # fmt: skip
        _choose(self, "service", _by_institution(parties, services))
        _choose(self, "groups", groups())

    def columns(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        names = ("for_whom", "procedure", "passed_on", "answered_by", "answer_days")
        return {
            "from_institution_id": UUID(told["from_institution"]),
            "service_id": UUID(told["service"]),
            **{name: told[name] for name in names},
        }


def initial_of(pathway: Pathway) -> dict[str, Any]:
    names = ("for_whom", "procedure", "passed_on", "answered_by", "answer_days")
    return {
        "from_institution": str(pathway.from_institution_id), "service": str(pathway.service_id),
        "groups": [term.code for term in pathway.groups.all()],
        **{name: getattr(pathway, name) for name in names},
    }  # fmt: skip


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of the vocabulary, each under its heading."""
    terms = list(Term.objects.filter(vocabulary=GROUPS).order_by("position"))
    heads = [term for term in terms if term.parent_id is None]
    return [
        (head.label, [(t.code, t.label) for t in terms if head.pk in (t.pk, t.parent_id)])
        for head in heads
    ]


def _by_institution(
    parties: Sequence[Party], services: Sequence[Service]
) -> list[tuple[str, list[tuple[str, str]]]]:
    found = [
        (
            party.institution.name,
            [(str(s.pk), s.name) for s in services if s.institution_id == party.institution_id],
        )
        for party in parties
    ]
    return [(name, choices) for name, choices in found if choices]


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
