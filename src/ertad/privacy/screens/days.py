"""A day, asked in three fields and in the same words on every form of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.look.dates import DateInThree

_DAY = {
    "invalid": _("Write a day that exists, for example 15 12 2026."),
    "required": _("Say the day, the month and the year."),
}


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=DateInThree(), input_formats=["%Y-%m-%d"], required=required,
        error_messages=_DAY, **more,
    )  # fmt: skip
