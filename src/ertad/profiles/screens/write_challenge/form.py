"""The form of a challenge."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.screens.edit_service.form import Row, reading_order
from ertad.people.models import Institution
from ertad.profiles.acts.write_challenge import CHALLENGE_KEYS
from ertad.profiles.choices import kinds_of_challenge, municipalities, target_groups
from ertad.profiles.models import Challenge
from ertad.profiles.screens.texts import NOT_IN_LIST, row_of, text_fields, ticked
from ertad.profiles.wording import CHALLENGE_TEXTS


class ChallengeForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self,
        institution: Institution,
        challenge: Challenge | None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(institution, challenge))
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of challenge"), choices=[("", "–"), *kinds_of_challenge()],
            error_messages=NOT_IN_LIST,
        )  # fmt: skip
        self.fields |= text_fields(
            "description", _("What is difficult"), CHALLENGE_TEXTS["description"], rows=4,
            hint=_(
                "For whom, since when, what you have tried. Never about a person who could be"
                " recognised: no name, no number, no story of one family."
            ),
        )  # fmt: skip
        self.fields[f"description_{reading_order()[0]}"].required = True
        self.fields["target_groups"] = ticked(_("For whom"), target_groups(), folded=True)
        self.fields["places"] = ticked(_("Municipalities"), municipalities(institution))
        self.fields["since_year"] = forms.IntegerField(
            label=_("Since which year"), required=False,
            widget=forms.TextInput({"inputmode": "numeric"}),
        )  # fmt: skip
        self.fields["public"] = forms.BooleanField(
            label=_("Show it to everybody"), required=False,
            help_text=_(
                "On your page and its paper. Without it only members of the network see it."
            ),
        )  # fmt: skip

    def full_clean(self) -> None:
        """The text is not marked as optional, but any of the languages will do."""
        key = f"description_{reading_order()[0]}"
        self.fields[key].required = False
        super().full_clean()
        self.fields[key].required = True

    def description(self) -> Row:
        return row_of(self, "description")

    def to_fields(self) -> dict[str, Any]:
        """What was typed, for the acts; the form must be valid."""
        return {key: self.cleaned_data[key] for key in CHALLENGE_KEYS}


def _initial(institution: Institution, challenge: Challenge | None) -> dict[str, Any]:
    if challenge is not None:
        return {key: getattr(challenge, key) for key in CHALLENGE_KEYS}
    own = list(institution.municipalities.values_list("pk", flat=True)[:2])
    return {"places": own if len(own) == 1 else []}
