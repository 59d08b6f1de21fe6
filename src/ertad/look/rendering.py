"""How Django forms are drawn: our field groups, labels exactly as written."""

from django.forms import Field
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.renderers import TemplatesSetting

_MTAVRULI_TO_MKHEDRULI = {capital: capital - 0xBC0 for capital in range(0x1C90, 0x1CC0)}


def as_written(text: object) -> str:
    """`text` without the Georgian capitals that Django's `capfirst` makes of model labels."""
    return str(text).translate(_MTAVRULI_TO_MKHEDRULI)


class FieldAsWritten(BoundField):
    """A bound field whose label has no capitals that Georgian does not know."""

    def __init__(self, form: BaseForm, field: Field, name: str) -> None:
        super().__init__(form, field, name)
        self.label = as_written(self.label)


class ErtadRenderer(TemplatesSetting):
    """For the setting FORM_RENDERER: `{{ form }}` and `as_field_group` come out in our markup."""

    form_template_name = "look/forms/form.html"
    formset_template_name = "look/forms/formset.html"
    field_template_name = "look/forms/field.html"
    bound_field_class = FieldAsWritten
