"""A field for each missing text, filled with the suggestion where there is one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ertad.directory.translating import Missing

LONG = frozenset({"long_text", "lines"})


class TranslationForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, missing: Sequence[Missing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing
        for text in missing:
            rows = min(max(len(text.told.text) // 60 + 1, 2), 10)
            widget = forms.Textarea({"rows": rows}) if text.field.kind in LONG else None
            self.fields[text.key] = forms.CharField(
                label=str(text.field.label),
                help_text=_hint(text),
                initial=text.suggestion.text if text.suggestion else "",
                required=False,
                widget=widget or forms.TextInput,
            )

    def rows(self) -> list[tuple[Missing, forms.BoundField]]:
        return [(text, self[text.key]) for text in self.missing]


def _hint(text: Missing) -> str:
    match text.suggestion.source if text.suggestion else "":
        case "directory":
            return _("Suggested: so the same text was translated for another service. Check it.")
        case "vocabulary":
            return _("Suggested: the type of service, from the vocabulary. Check it.")
    return ""
