"""The question to whom a contact point is handed over."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.people.acts.hand_over_contact import Successor
from ertad.people.contacts.writing import Told
from ertad.people.models import ContactPoint
from ertad.people.screens.keep_contact.form import accounts_of
from ertad.people.screens.typed import telephone, without_personal_number

NEW = "new"


class SuccessorForm(forms.Form):
    """A contact point that is there, a member, or somebody newly named."""

    to = forms.ChoiceField(label=lazy("Who takes over?"), widget=forms.RadioSelect)
    name = forms.CharField(label=lazy("Name"), max_length=200, required=False)
    phone = forms.CharField(label=lazy("Phone"), max_length=60, required=False)
    email = forms.EmailField(label=lazy("E-mail"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, contact: ContactPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"key": uuid4(), "version": contact.version}
        rows = ContactPoint.objects.present().filter(institution=contact.institution_id)
        self.there = {f"contact:{each.pk}": each for each in rows.exclude(pk=contact.pk)}
        free = accounts_of(contact.institution, contact)
        free.pop(str(contact.user_id), None)
        self.members = {f"member:{key}": each for key, each in free.items()}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *((key, self._of_deputy(each, contact)) for key, each in self.there.items()),
                *((key, each.name) for key, each in self.members.items()),
                (NEW, _("Somebody else, named below")),
            ]

    def _of_deputy(self, each: ContactPoint, contact: ContactPoint) -> str:
        return (
            _("%(name)s, the deputy") % {"name": each.name}
            if (each.pk == contact.deputy_id)
            else each.name
        )

    def clean_name(self) -> str:
        return without_personal_number(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("to") == NEW and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say who it is."))
        return cleaned

    @property
    def successor(self) -> Successor:
        to: str = self.cleaned_data["to"]
        if to in self.there:
            return Successor(contact=self.there[to])
        how = {name: self.cleaned_data[name] for name in ("phone", "email")}
        member = self.members.get(to)
        name = member.name if member else self.cleaned_data["name"]
        return Successor(
            new_id=self.cleaned_data["key"], told=Told({"name": name, **how}),
            user_id=member.pk if member else None,
        )  # fmt: skip

    @property
    def successor_name(self) -> str:
        to: str = self.cleaned_data["to"]
        known = self.there.get(to) or self.members.get(to)
        return known.name if known else str(self.cleaned_data["name"])

    @property
    def successor_has_account(self) -> bool:
        to: str = self.cleaned_data["to"]
        return to in self.members or (to in self.there and self.there[to].user_id is not None)
