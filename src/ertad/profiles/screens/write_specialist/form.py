"""The form of a specialist's own profile."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.directory.screens.edit_service.form import Row, reading_order
from ertad.people.models import Institution
from ertad.profiles.acts.write_specialist import SPECIALIST_KEYS
from ertad.profiles.choices import municipalities, target_groups
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.screens.texts import row_of, text_fields, ticked
from ertad.profiles.wording import SPECIALIST_TEXTS
from ertad.vocabulary.spoken import SPOKEN

TEXTS = {
    "work": (_("What you work on"), _("Your field, methods, experience. Never about a client.")),
    "offers": (
        _("What you offer to others"),
        _("A talk for parents, supervision, help with an assessment."),
    ),
}


class SpecialistForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self,
        institution: Institution,
        found: SpecialistProfile | None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        start: dict[str, Any] = {}
        if found is not None:
            start = {key: getattr(found, key) for key in SPECIALIST_KEYS}
            start["agreed"] = found.agreed_at is not None
        super().__init__(data, initial=start)
        for base, (label, hint) in TEXTS.items():
            self.fields |= text_fields(base, label, SPECIALIST_TEXTS[base], rows=4, hint=hint)
        self.fields[f"work_{reading_order()[0]}"].required = True
        self.fields["target_groups"] = ticked(_("For whom"), target_groups(), folded=True)
        self.fields["places"] = ticked(_("Municipalities"), municipalities(institution))
        self.fields["languages"] = ticked(_("Languages"), list(SPOKEN.items()))
        self.fields["agreed"] = forms.BooleanField(
            label=_("I agree that members of the network see this with my name."), required=False,
            help_text=_("The public sees nothing of it. You can withdraw it at any time."),
        )  # fmt: skip

    def full_clean(self) -> None:
        """The text is not marked as optional, but any of the languages will do."""
        key = f"work_{reading_order()[0]}"
        self.fields[key].required = False
        super().full_clean()
        self.fields[key].required = True

    def texts(self) -> list[Row]:
        return [row_of(self, base) for base in TEXTS]

    def rest(self) -> list[Any]:
        return [self[key] for key in ("target_groups", "places", "languages", "agreed")]

    def to_fields(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in SPECIALIST_KEYS}
