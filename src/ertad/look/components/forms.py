"""Fields and the summary of what is wrong with them."""

from collections.abc import Iterator
from typing import Any

from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ertad.look.rendering import as_written

register = Library()


@register.simple_tag
def field(bound: BoundField, *, width: str = "", legend: bool = False) -> SafeString:
    """A field with label, hint and error. width: short, medium or full (the default).

    `legend` makes the label the heading of a page that asks one question.
    """
    shown: str = render_to_string(
        "look/forms/field.html", {"field": bound, "width": width, "heading": legend}
    )
    return SafeString(shown)


@register.inclusion_tag("look/components/error_summary.html")
def error_summary(*forms: "BaseForm | BaseFormSet[Any] | None") -> dict[str, Any]:
    """What is wrong, above the heading, each line a link to its field. Nothing when all is well."""
    errors = [error for each in forms if each is not None for error in _errors(each)]
    return {"errors": errors}


@register.filter
def is_single_checkbox(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, CheckboxInput)


def _errors(form: "BaseForm | BaseFormSet[Any]") -> Iterator[dict[str, str]]:
    if isinstance(form, BaseFormSet):
        if form.is_bound:
            for text in form.non_form_errors():
                yield {"text": as_written(text), "target": ""}
        for each in form.forms:
            yield from _errors(each)
        return
    form.summary_shown = True  # type: ignore[attr-defined]  # so that {{ form }} does not repeat it
    if not form.is_bound:
        return
    for text in form.non_field_errors():
        yield {"text": as_written(text), "target": ""}
    for bound in form:
        target = "" if bound.is_hidden else first_input(bound)
        for text in bound.errors:
            yield {"label": str(bound.label), "text": as_written(text), "target": target}


def first_input(bound: BoundField) -> str:
    """The id of the first input of a field: a link to it puts the focus there."""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or ""
