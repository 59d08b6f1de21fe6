"""The form of a place: address, municipality, point on the map, whether it is confidential."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ertad.directory.acts.location_fields import LOCATION_KEYS, LONGEST
from ertad.directory.models import Location
from ertad.directory.models.locations import HERE
from ertad.directory.record.checking import Problem
from ertad.directory.record.problem_words import in_words
from ertad.directory.record.wording import language_name
from ertad.directory.screens.edit_service.fields import TypedText
from ertad.directory.screens.edit_service.form import Row, reading_order
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution
from ertad.places.models import Municipality

LABELS = {"address": _("Address"), "name": _("Name of the place")}


class LocationForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self,
        institution: Institution,
        location: Location | None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.country = location.country if location else HERE
        own = institution.municipalities.order_by("code").first()
        start = {"municipality_id": own.pk if own else ""}
        if location is not None:
            start = {key: getattr(location, key) for key in LOCATION_KEYS}
        super().__init__(data, initial=start)
        for base, label in LABELS.items():
            for lang in LANGUAGES:
                self.fields[f"{base}_{lang}"] = TypedText(
                    label=f"{label} ({language_name(lang)})", max_length=LONGEST, required=False
                )
        self.fields["municipality_id"] = forms.ChoiceField(
            label=_("Municipality"), choices=[("", "–"), *_municipalities(institution, location)],
            required=self.country == HERE,
        )  # fmt: skip
        for key, label in (("latitude", _("Latitude")), ("longitude", _("Longitude"))):
            self.fields[key] = forms.FloatField(
                label=label, required=False, localize=True,
                help_text=_("In degrees. Without it the town stands for the place."),
                widget=forms.TextInput({"inputmode": "decimal"}),
            )  # fmt: skip
        self.fields["confidential"] = forms.BooleanField(
            label=_("Confidential address"), required=False,
            help_text=_("It is shown to nobody outside; the town stands for it on maps."),
        )  # fmt: skip

    def texts(self) -> list[Row]:
        rows = []
        for base in LABELS:
            first, *others = (self[f"{base}_{lang}"] for lang in reading_order())
            rows.append(Row(base, first, tuple(others), ""))
        return rows

    def rest(self) -> list[BoundField]:
        return [self[key] for key in ("municipality_id", "latitude", "longitude", "confidential")]

    def to_fields(self) -> dict[str, Any]:
        """What was typed, for the acts; the form must be valid."""
        typed = {**self.cleaned_data, "country": self.country}
        typed["municipality_id"] = typed["municipality_id"] or None
        return {key: typed[key] for key in LOCATION_KEYS}

    def refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            key = problem.key
            if problem.code == "no_address":
                key = f"address_{reading_order()[0]}"
            self.add_error(key, in_words(problem))


def _municipalities(institution: Institution, location: Location | None) -> list[tuple[str, str]]:
    held = location.municipality_id if location else ""
    places = Municipality.objects.visible_to(None).order_by("name_ka", "code")
    offered = [p for p in places if p.invented == institution.invented or p.pk == held]
    return sorted(((place.pk, place.name) for place in offered), key=lambda choice: choice[1])
