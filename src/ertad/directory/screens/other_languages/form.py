"""For each further language: how to enter, and whether somebody who speaks it has read it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ertad.directory.acts.write_how_to_enter import Written
from ertad.directory.models import MoreHowToEnter
from ertad.kernel.languages import ReadLanguage


class OtherLanguagesForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        languages: Iterable[ReadLanguage],
        there: Mapping[str, MoreHowToEnter],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        for each in self.languages:
            row = there.get(each.code)
            self.fields[each.code] = forms.CharField(
                label=_("How to enter: %(language)s") % {"language": each.name},
                initial=row.text if row else "",
                required=False,
                widget=forms.Textarea({"rows": 4, "lang": each.code}),
            )
            self.fields[f"reviewed-{each.code}"] = forms.BooleanField(
                label=_("Somebody who speaks this language has read it"),
                initial=bool(row and row.reviewed),
                required=False,
            )
            self.fields[f"version-{each.code}"] = forms.IntegerField(
                initial=row.version if row else 0, min_value=0, widget=forms.HiddenInput
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (self[each.code], self[f"reviewed-{each.code}"], self[f"version-{each.code}"])
            for each in self.languages
        ]

    def texts(self) -> dict[str, Written]:
        said = self.cleaned_data
        return {
            each.code: Written(
                said[each.code], said[f"reviewed-{each.code}"], said[f"version-{each.code}"]
            )
            for each in self.languages
        }
