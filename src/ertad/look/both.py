"""Two people changed one record at once: what each wrote, side by side."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

STALE = _("Somebody saved this meanwhile. Nothing of yours is lost: look at what is saved now.")


def both_versions(form: forms.BaseForm, there: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of `{% comparison %}`: the fields in which what was typed differs from what is there."""
    rows = []
    for name, field in form.fields.items():
        typed, now = (_words(field, value) for value in (form[name].value(), there.get(name)))
        if typed != now:
            rows.append({"label": form[name].label, "values": [typed, now], "differs": True})
    return rows


def _words(field: forms.Field, value: Any) -> str:
    """As the page shows it, whether it was typed or read from a record."""
    if isinstance(field, forms.DateField) and isinstance(value, str):
        try:
            value = field.to_python(value)
        except forms.ValidationError:
            return str(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(field, forms.ChoiceField):
        chosen = {str(each) for each in (value if isinstance(value, list) else [value or ""])}
        return ", ".join(str(label) for code, label in _flat(field.choices) if str(code) in chosen)
    return "\n".join(str(value or "").splitlines())


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for code, label in choices:
        found += label if isinstance(label, (list, tuple)) else [(code, label)]
    return found
