"""The form of a round: what it is called, which period it asks about, until when."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ertad.collection.models.rounds import FIRST_REMINDERS
from ertad.directory.record.checking import personal_number_in
from ertad.directory.record.wording import language_name
from ertad.kernel.languages import LANGUAGES
from ertad.look.dates import day_field

REMINDERS = ("reminders_before", "reminders_after")
MOST_REMINDERS, FARTHEST = 8, 90
DAYS = ("period_start", "period_end", "due_on")
KEYS = (*(f"title_{lang}" for lang in LANGUAGES), *DAYS)


class RoundForm(forms.Form):
    use_required_attribute = False

    period_start = day_field(_("First day of the period"), _("From when on what is told is true."))
    period_end = day_field(_("Last day of the period"))
    due_on = day_field(
        _("Answers are due on"), _("You close the round yourself; nothing closes on its own.")
    )

    reminders_before = forms.CharField(
        label=_("Reminders, days before that day"), required=False, max_length=60,
        help_text=_("For example: 14, 7, 2. Whoever has answered gets none."),
    )  # fmt: skip
    reminders_after = forms.CharField(
        label=_("Reminders, days after it"),
        required=False,
        max_length=60,
        help_text=_("After the last one you are told who has not answered."),
    )
    extension_days = forms.IntegerField(
        label=_("More time, in days"), min_value=0, max_value=90,
        help_text=_("So much may an institution ask for; you decide. 0: for none."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = START | (kwargs.get("initial") or {})
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

    def reminding(self) -> list[forms.BoundField]:
        return [self[key] for key in (*REMINDERS, "extension_days")]

    def clean_reminders_before(self) -> list[int]:
        return [-days for days in _days(self.cleaned_data["reminders_before"])]

    def clean_reminders_after(self) -> list[int]:
        return _days(self.cleaned_data["reminders_after"])

    def columns(self) -> dict[str, Any]:
        """The cleaned values as the acts take them."""
        values = {key: value for key, value in self.cleaned_data.items() if key not in REMINDERS}
        before, after = (self.cleaned_data[key] for key in REMINDERS)
        return {**values, "reminders": sorted({*before, *after})}

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


def _days(text: str) -> list[int]:
    """Whole days from a text such as "14, 7, 2"."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    wrong = _("Write whole days with commas between them, such as 14, 7, 2; none above 90.")
    if len(parts) > MOST_REMINDERS or not all(re.fullmatch(r"[0-9]{1,2}", part) for part in parts):
        raise ValidationError(wrong)
    days = [int(part) for part in parts]
    if not all(1 <= each <= FARTHEST for each in days):
        raise ValidationError(wrong)
    return days


def initial_reminders(reminders: Sequence[int]) -> dict[str, str]:
    """The two fields of an existing round."""
    before = ", ".join(str(-days) for days in sorted(reminders) if days <= 0)
    after = ", ".join(str(days) for days in sorted(reminders) if days > 0)
    return dict(zip(REMINDERS, (before, after), strict=True))


START = {**initial_reminders(FIRST_REMINDERS), "extension_days": 14}
