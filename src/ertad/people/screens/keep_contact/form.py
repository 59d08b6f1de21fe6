"""The form of a contact point."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.files.spreadsheets.values.hours import hours as hours_read
from ertad.kernel.languages import LANGUAGES
from ertad.look.dates import DateInThree
from ertad.people.contacts.lists import themes
from ertad.people.contacts.shown import hours_lines
from ertad.people.contacts.writing import COLUMNS, POSITIONS, Told
from ertad.people.models import ContactPoint, Institution, User
from ertad.people.screens.typed import telephone, without_personal_number
from ertad.places.models import Municipality
from ertad.places.names import natural
from ertad.vocabulary.spoken import SPOKEN


class OwnForm(forms.Form):
    """What the person may say also by the letter's link."""

    position_ka = forms.CharField(
        label=lazy("Function in Georgian"), max_length=200, required=False
    )
    position_en = forms.CharField(label=lazy("Function in English"), max_length=200, required=False)
    position_fr = forms.CharField(label=lazy("Function in French"), max_length=200, required=False)
    phone = forms.CharField(label=lazy("Phone"), max_length=60, required=False)
    hours = forms.CharField(
        label=lazy("When one can call"), max_length=500, required=False,
        help_text=lazy("In words, such as: Mon–Fri 10:00–17:00"),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=lazy("Languages spoken"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(SPOKEN.items()),
    )  # fmt: skip
    away_until = forms.DateField(
        label=lazy("Away until (last day)"), required=False, widget=DateInThree(),
        help_text=lazy("Until then readers are sent to the deputy."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_phone(self) -> str:
        return telephone(self.cleaned_data["phone"])

    def clean_hours(self) -> list[list[str]]:
        read = hours_read(self.cleaned_data["hours"])
        if read.code:
            raise ValidationError(_("This cannot be read. Write it like: Mon–Fri 10:00–17:00"))
        return read.spans

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(name) for name in POSITIONS):
            self.add_error(POSITIONS[0], _("Say the function in at least one language."))
        for name in ("name", *POSITIONS):
            try:
                without_personal_number(cleaned.get(name) or "")
            except ValidationError as wrong:
                self.add_error(name, wrong)
        return cleaned

    def told(self) -> Told:
        columns = {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}
        return Told(
            columns, self.cleaned_data.get("themes"), self.cleaned_data.get("municipalities")
        )


class ContactForm(OwnForm):
    """All that the institution says of it. `contact`: the one that is changed."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    account = forms.ChoiceField(
        label=lazy("Account"), required=False,
        help_text=lazy("A member of the institution; or nobody, when the person has no account."),
    )  # fmt: skip
    name = forms.CharField(
        label=lazy("Name"), max_length=200, required=False,
        help_text=lazy("Members of the network see it, the public does not."),
    )  # fmt: skip
    email = forms.EmailField(
        label=lazy("E-mail"), required=False,
        help_text=lazy("The letter that asks every quarter goes there."),
    )  # fmt: skip
    themes = forms.MultipleChoiceField(label=lazy("Themes"), widget=forms.CheckboxSelectMultiple)
    municipalities = forms.MultipleChoiceField(
        label=lazy("Municipalities covered"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nationwide = forms.BooleanField(label=lazy("For the whole country"), required=False)
    deputy = forms.ChoiceField(label=lazy("Deputy"), required=False)

    field_order = (
        "account", "name", "position_ka", "position_en", "position_fr", "themes",
        "municipalities", "nationwide", "phone", "email", "hours", "languages", "deputy",
        "away_until",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        institution: Institution,
        contact: ContactPoint | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = ContactPoint.objects.present().filter(institution=institution)
        if contact:
            others = others.exclude(pk=contact.pk)
        self.deputies = {str(each.pk): each for each in others.order_by("name")}
        self.accounts = accounts_of(institution, contact)
        _choose(self, "account", [("", "–"), *((k, u.name) for k, u in self.accounts.items())])
        _choose(self, "deputy", [("", "–"), *((k, d.name) for k, d in self.deputies.items())])
        _choose(self, "themes", [(term.code, term.label) for term in themes()])
        _choose(self, "municipalities", _places(institution, contact))
        if not institution.nationwide and not (contact and contact.nationwide):
            del self.fields["nationwide"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        account = self.accounts.get(cleaned.get("account") or "")
        if account and not cleaned.get("name"):
            cleaned["name"] = account.name
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say who it is."))
        if not cleaned.get("municipalities") and not cleaned.get("nationwide"):
            self.add_error("municipalities", _("Choose at least one."))
        return cleaned

    @property
    def contact_id(self) -> UUID:
        """Of a new one; the form keeps it, so that sent twice it is named once."""
        return self.cleaned_data.get("key") or uuid4()

    @property
    def user_id(self) -> UUID | None:
        account = self.accounts.get(self.cleaned_data["account"])
        return account.pk if account else None

    @property
    def deputy_chosen(self) -> ContactPoint | None:
        return self.deputies.get(self.cleaned_data["deputy"])


def accounts_of(institution: Institution, contact: ContactPoint | None) -> dict[str, User]:
    """Members who are no contact point yet, and the one that this contact point is."""
    named = ContactPoint.objects.present().filter(institution=institution).exclude(user=None)
    if contact:
        named = named.exclude(pk=contact.pk)
    members = User.objects.filter(
        is_active=True, memberships__institution=institution, memberships__ended_on=None
    ).exclude(pk__in=named.values("user"))
    return {str(each.pk): each for each in members.distinct().order_by("name")}


def initial_of(contact: ContactPoint) -> Mapping[str, Any]:
    """What the form of an existing one shows first."""
    return {
        **{name: getattr(contact, name) for name in COLUMNS},
        "hours": "; ".join(hours_lines(contact.hours)),
        "account": str(contact.user_id or ""),
        "deputy": str(contact.deputy_id or ""),
        "themes": [term.code for term in contact.themes.all()],
        "municipalities": [place.code for place in contact.municipalities.all()],
        "version": contact.version,
    }


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _places(institution: Institution, contact: ContactPoint | None) -> list[tuple[str, str]]:
    """Those that the institution serves; all, when it says none or serves the whole country."""
    rows = Municipality.objects.only("code", *(f"name_{language}" for language in LANGUAGES))
    own = {place.code: place for place in institution.municipalities.defer("outline")}
    if contact:
        own |= {place.code: place for place in contact.municipalities.defer("outline")}
    if institution.nationwide or not own:
        own = {place.code: place for place in rows}
    return sorted(((code, each.name) for code, each in own.items()), key=lambda x: natural(x[1]))
