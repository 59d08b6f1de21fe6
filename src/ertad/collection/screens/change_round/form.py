"""The form of a round: what it is called, which period it asks about, until when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ertad.directory.record.checking import personal_number_in
from ertad.directory.record.wording import language_name
from ertad.kernel.languages import LANGUAGES
from ertad.look.dates import DateInThree

DAYS = ("period_start", "period_end", "due_on")
KEYS = (*(f"title_{lang}" for lang in LANGUAGES), *DAYS)


def _day(label: Any, hint: Any = "") -> forms.DateField:
    wrong = _("Write a day that exists, for example 15 12 2026.")
    missing = _("Say the day, the month and the year.")
    return forms.DateField(
        label=label, help_text=hint, widget=DateInThree(), input_formats=["%Y-%m-%d"],
        error_messages={"invalid": wrong, "required": missing},
    )  # fmt: skip


class RoundForm(forms.Form):
    use_required_attribute = False

    period_start = _day(_("First day of the period"), _("From when on what is told is true."))
    period_end = _day(_("Last day of the period"))
    due_on = _day(
        _("Answers are due on"), _("You close the round yourself; nothing closes on its own.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {
            f"title_{lang}": forms.CharField(
                label=_("Title (%(language)s)") % {"language": language_name(lang)},
                max_length=200,
                required=False,
            )
            for lang in LANGUAGES
        }
        titles["title_ka"].help_text = _("For example “Autumn 2026”. One language is enough.")
        self.fields = titles | self.fields

    def titles(self) -> list[forms.BoundField]:
        return [self[f"title_{lang}"] for lang in LANGUAGES]

    def days(self) -> list[forms.BoundField]:
        return [self[key] for key in DAYS]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for lang in LANGUAGES:
            if personal_number_in(values.get(f"title_{lang}", "")):
                text = _("Remove the 11-digit number; it could be a personal number.")
                self.add_error(f"title_{lang}", text)
        if not any(self.data.get(f"title_{lang}", "").strip() for lang in LANGUAGES):
            self.add_error("title_ka", _("Give the round a title in at least one language."))
        start, end, due = (values.get(key) for key in DAYS)
        if start and end and end < start:
            self.add_error("period_end", _("The last day is before the first."))
        if start and due and due < start:
            self.add_error("due_on", ValidationError(_("This day is before the period.")))
        return values
