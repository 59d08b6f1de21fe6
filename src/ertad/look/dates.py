"""A date asked in three fields, which people fill in faster and more surely than a calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateInThree(forms.MultiWidget):
    """Day, month, year. For a `DateField`: `forms.DateField(widget=DateInThree())`."""

    template_name = "look/forms/date_in_three.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric", "maxlength": size, "size": size})
            for part, size in (("day", 2), ("month", 2), ("year", 4))
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[str]:
        """Parts of a date, or of what was typed, so that a wrong date is shown again as typed."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        parts = str(value or "").split("-", 2)
        return [*reversed(parts)] if len(parts) == 3 else ["", "", ""]

    def value_from_datadict(  # type: ignore[override]  # one text, for a plain DateField
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> str:
        """`year-month-day` as typed, or nothing when all three are empty."""
        day, month, year = (
            str(data.get(f"{name}_{part}") or "").strip() for part in ("day", "month", "year")
        )
        return f"{year}-{month}-{day}" if day or month or year else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


_IN_WORDS = {
    "invalid": _("Write a day that exists, for example 15 12 2026."),
    "required": _("Say the day, the month and the year."),
}


def day_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    """A day in three fields, refused in the same words on every form."""
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=DateInThree(),
        input_formats=["%Y-%m-%d"], error_messages=_IN_WORDS,
    )  # fmt: skip
