"""The form of a breach: each move of the table asks for some of the same fields."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.kernel.clock import TBILISI
from ertad.kernel.privacy import Privacy
from ertad.look.dates import day_field
from ertad.privacy.models import Breach
from ertad.privacy.words import CLASS_WORDS

NO_NAMES = _("Write no names and no numbers of persons.")


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=["%H:%M", "%H.%M"], help_text=_("For example 14:30."),
        error_messages={
            "invalid": _("Write the time as 14:30."), "required": _("Write the time as 14:30."),
        },
    )  # fmt: skip


def _text(label: Any, most: int, help_text: Any = NO_NAMES, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, widget=forms.Textarea({"rows": rows})
    )


def _data() -> forms.MultipleChoiceField:
    codes = [each for each in Privacy if each is not Privacy.PUBLIC]
    return forms.MultipleChoiceField(
        label=_("Which classes of data"), widget=forms.CheckboxSelectMultiple(),
        choices=[(code.value, CLASS_WORDS[code]) for code in codes],
        help_text=_("The dictionary says which field is of which class."),
    )  # fmt: skip


FIELDS: dict[str, Callable[[], forms.Field]] = {
    "found_on": lambda: day_field(_("When was it found?")),
    "found_time": lambda: _time(_("At what time?")),
    "kind": lambda: forms.ChoiceField(
        label=_("What kind of breach is it?"), choices=Breach.Kind.choices,
        widget=forms.RadioSelect(),
    ),
    "what": lambda: _text(_("What happened?"), 4000),
    "began_on": lambda: day_field(
        _("Since when?"), _("As far as it is known."), required=False
    ),
    "data": _data,
    "people": lambda: forms.ChoiceField(
        label=_("How many persons are concerned?"), choices=Breach.People.choices,
        initial=Breach.People.UNKNOWN,
    ),
    "measures": lambda: _text(_("What was done, what will be done?"), 4000),
    "risk": lambda: _text(_("What may it mean for these persons?"), 4000),
    "notified_on": lambda: day_field(_("When was the authority notified?")),
    "notified_time": lambda: _time(_("At what time?")),
    "reference": lambda: forms.CharField(label=_("Number of the notification"), max_length=60),
    "why_late": lambda: _text(_("Why later than 72 hours?"), 500, rows=2),
    "why_not": lambda: _text(_("Why is harm hardly to be expected?"), 500, rows=3),
    "telling": lambda: forms.ChoiceField(
        label=_("Are the persons concerned told?"), choices=Breach.Telling.choices,
        widget=forms.RadioSelect(),
    ),
}  # fmt: skip
MOMENTS = {"found_at": ("found_on", "found_time"), "notified_at": ("notified_on", "notified_time")}
"""A moment is asked as a day and a time, as it was in Georgia."""


class BreachForm(forms.Form):
    """`asks`: columns of Breach, in this order; `needs`: those that cannot stay empty."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, asks: tuple[str, ...], needs: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.asks = asks
        for column in asks:
            for name in MOMENTS.get(column, (column,)):
                self.fields[name] = FIELDS[name]()
                self.fields[name].required = column in needs

    def columns(self) -> dict[str, Any]:
        """Values for the act."""
        found = {name: self.cleaned_data[name] for name in self.asks if name not in MOMENTS}
        for column, (day, clock) in MOMENTS.items():
            if column in self.asks:
                found[column] = moment(self.cleaned_data[day], self.cleaned_data[clock])
        return found

    def refuse(self, text: object, field: str | None) -> None:
        """Say a refusal of the act at its field."""
        name = MOMENTS[field][0] if field in MOMENTS else field
        self.add_error(name if name in self.fields else None, str(text))


def moment(day: date, clock: time) -> datetime:
    """In UTC, of a day and a time in Georgia."""
    return datetime.combine(day, clock, TBILISI).astimezone(UTC)


def initial_of(breach: Breach, asks: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(breach, name) for name in asks if name not in MOMENTS}
