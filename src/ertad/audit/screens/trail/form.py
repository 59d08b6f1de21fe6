"""What of the trail is looked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ertad.audit.act_names import ROLE_NAMES, act_names, record_names
from ertad.audit.queries import Wanted, institutions, persons_called
from ertad.look.dates import DateInThree


class TrailForm(forms.Form):
    since = forms.DateField(label=_("From day"), required=False, widget=DateInThree())
    until = forms.DateField(label=_("To day"), required=False, widget=DateInThree())
    act = forms.ChoiceField(label=_("What was done"), required=False)
    person = forms.CharField(
        label=_("Person"), required=False, max_length=200, help_text=_("Name or e-mail address")
    )
    role = forms.ChoiceField(label=_("In which role"), required=False)
    institution = forms.ChoiceField(label=_("For which institution"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    object_id = forms.CharField(label=_("Id of the record"), required=False, max_length=64)
    with_reason = forms.BooleanField(label=_("Only with a reason given"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("act", act_names().items())
        self._offer("role", ROLE_NAMES.items())
        self._offer("institution", institutions())
        self._offer("kind", record_names().items())

    def _offer(self, name: str, pairs: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            shown = sorted(((code, str(words)) for code, words in pairs), key=lambda pair: pair[1])
            field.choices = [("", _("All")), *shown]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return cleaned

    def wanted(self, user: object) -> Wanted:
        """Of a form without errors."""
        asked = dict(self.cleaned_data)
        words = asked.pop("person").strip()
        return Wanted(**asked, persons=persons_called(user, words) if words else None)
