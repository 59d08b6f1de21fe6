"""Where a service is given and when it is open: a small week for each place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.directory.record.fields import WEEK
from ertad.directory.record.wording import DAY_NAMES
from ertad.files.spreadsheets.messages import said
from ertad.files.spreadsheets.values import time_of_day

SPANS, MOST_SPANS = 2, 6
"""A day may be broken by a pause; more are offered where the record has more."""


def typed_time(text: str) -> str:
    """`9`, `9.30`, `9:30` or `9h30` as `HH:MM`. Raises ValueError when it is no time of day."""
    value, code = time_of_day(text)
    if value is None or code:
        raise ValueError(text)
    return f"{value:%H:%M}"


class PlaceForm(forms.Form):
    """One place with its week. `name` is empty for the form that adds a place from `others`."""

    use_required_attribute = False

    def __init__(
        self,
        place: Mapping[str, Any] | None,
        name: str = "",
        *,
        others: Sequence[tuple[str, str]] = (),
        **arguments: Any,
    ) -> None:
        super().__init__(**arguments)
        self.place, self.name = place, name
        week = _by_day(place["hours"] if place else [])
        self.spans = max(SPANS, *(len(spans) for spans in week.values()), self._spans_sent())
        if place is None:
            self.fields["location"] = forms.ChoiceField(
                label=lazy("Another place"), required=False, choices=[("", "–"), *others]
            )
        else:
            self.fields["gone"] = forms.BooleanField(
                label=lazy("No longer given at this place"), required=False
            )
        for day in WEEK:
            for number in range(self.spans):
                span = week[day][number] if number < len(week[day]) else ("", "")
                for end, value in zip(("opens", "closes"), span, strict=True):
                    self.fields[f"{day}-{number}-{end}"] = _time_field(end, value, again=number > 0)

    def _spans_sent(self) -> int:
        """How many times a day the page offered, should it be more than the record has now."""
        names = (f"{self.prefix}-{WEEK[0]}-{number}-opens" for number in range(MOST_SPANS))
        return sum(name in self.data for name in names)

    def week(self) -> Iterator[tuple[str, list[tuple[BoundField, BoundField]]]]:
        """(day in words, [(opens, closes), ...]) for the table."""
        for day in WEEK:
            yield (
                str(DAY_NAMES[day]),
                [
                    (self[f"{day}-{number}-opens"], self[f"{day}-{number}-closes"])
                    for number in range(self.spans)
                ],
            )

    def clean(self) -> dict[str, Any]:
        for day in WEEK:
            for number in range(self.spans):
                opens = self.cleaned_data.get(f"{day}-{number}-opens")
                closes = self.cleaned_data.get(f"{day}-{number}-closes")
                if opens is None or closes is None or bool(opens) == bool(closes):
                    continue
                self.add_error(
                    f"{day}-{number}-{'closes' if opens else 'opens'}",
                    _("%(day)s: give both times, or none.") % {"day": DAY_NAMES[day]},
                )
        if self.place is None and not self.cleaned_data.get("location") and self._hours():
            self.add_error("location", _("Choose the place that these hours are for."))
        return self.cleaned_data

    def said(self) -> dict[str, Any] | None:
        """The place as a record holds it; None when it was taken away, or none was added."""
        if self.place is None:
            location = self.cleaned_data.get("location")
        else:
            location = "" if self.cleaned_data.get("gone") else self.place["location"]
        return {"location": location, "hours": self._hours()} if location else None

    def _hours(self) -> list[list[str]]:
        typed = self.cleaned_data
        spans = (
            [day, typed.get(f"{day}-{number}-opens"), typed.get(f"{day}-{number}-closes")]
            for day in WEEK
            for number in range(self.spans)
        )
        return [[str(part) for part in span] for span in spans if all(span)]


class TimeField(forms.CharField):
    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return typed_time(text)
        except ValueError:
            raise ValidationError(" ".join(said("not_a_time", {"value": text}))) from None


def place_forms(
    at: Sequence[Mapping[str, Any]], names: Mapping[str, str], data: Mapping[str, Any] | None
) -> list[PlaceForm]:
    """A form for each place of the record, and one to add another of `names`."""
    held = [PlaceForm(place, names.get(place["location"], _("A confidential address")), data=data,
                      prefix=f"place-{place['location']}") for place in at]  # fmt: skip
    taken = {place["location"] for place in at}
    others = [(key, name) for key, name in names.items() if key not in taken]
    return [*held, PlaceForm(None, others=others, data=data, prefix="place-new")]


def _by_day(hours: Sequence[Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    week: dict[str, list[tuple[str, str]]] = {day: [] for day in WEEK}
    for day, opens, closes in hours:
        week[day].append((opens, closes))
    return week


def _time_field(end: str, value: str, *, again: bool) -> TimeField:
    if again:
        label = lazy("opens again at") if end == "opens" else lazy("closes again at")
    else:
        label = lazy("opens at") if end == "opens" else lazy("closes at")
    attrs = {"inputmode": "numeric", "size": 5, "autocomplete": "off"}
    return TimeField(
        label=label, initial=value, required=False, max_length=8, widget=forms.TextInput(attrs)
    )
