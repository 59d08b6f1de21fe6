"""By what a challenge is addressed, or how it was solved."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.models import Service
from ertad.directory.screens.edit_service.form import Row
from ertad.people.models import Institution
from ertad.profiles.acts.move_challenge import NOTHING
from ertad.profiles.models import Challenge
from ertad.profiles.screens.texts import NOT_IN_LIST, row_of, text_fields
from ertad.profiles.wording import ANSWER_TEXTS

MOST_OFFERED = 500


class AnswerForm(forms.Form):
    use_required_attribute = False

    def __init__(self, challenge: Challenge, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={key: getattr(challenge, key) for key in NOTHING})
        self.fields |= text_fields("answer", _("In words"), ANSWER_TEXTS["answer"], rows=3)
        self.fields["service_id"] = forms.ChoiceField(
            label=_("By a service"), choices=[("", "–"), *_services(challenge)], required=False,
            help_text=_("Of your institution, or one that is open to your municipalities."),
            error_messages=NOT_IN_LIST,
        )  # fmt: skip
        self.fields["helper_id"] = forms.ChoiceField(
            label=_("By an institution"), choices=[("", "–"), *_institutions(challenge)],
            required=False, error_messages=NOT_IN_LIST,
        )  # fmt: skip

    def answer(self) -> Row:
        return row_of(self, "answer")

    def to_fields(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in NOTHING}


def _services(challenge: Challenge) -> list[tuple[str, str]]:
    running = Service.objects.visible_to(None).active()
    own = running.filter(institution=challenge.institution_id)
    near = running.filter(areas__municipality__in=challenge.places)
    found = {row.pk: row.name for row in [*own[:MOST_OFFERED], *near[:MOST_OFFERED]]}
    if challenge.service:
        found[challenge.service.pk] = challenge.service.name
    return sorted(((str(key), name) for key, name in found.items()), key=lambda each: each[1])


def _institutions(challenge: Challenge) -> list[tuple[str, str]]:
    invented = challenge.institution.invented
    rows = Institution.objects.visible_to(None).filter(invented=invented)
    others = rows.exclude(pk=challenge.institution_id)
    return sorted(((str(row.pk), row.name) for row in others), key=lambda each: each[1])
