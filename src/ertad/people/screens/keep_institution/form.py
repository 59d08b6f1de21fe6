"""The form of an institution."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ertad.kernel.languages import LANGUAGES
from ertad.look.dates import DateInThree
from ertad.people.models import Institution
from ertad.people.queries import kinds_of_institution
from ertad.places.models import Municipality

COLUMNS = (
    "name_ka", "name_en", "name_fr", "code", "kind", "nationwide", "phone", "email", "url",
    "language", "dissolved_on",
)  # fmt: skip


class InstitutionForm(forms.Form):
    name_ka = forms.CharField(label=_("Name in Georgian"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=300, required=False)
    code = forms.SlugField(
        label=_("Short name"),
        max_length=60,
        help_text=_("Latin letters, digits and hyphens; used on the command line."),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    municipalities = forms.MultipleChoiceField(
        label=_("Municipalities served"), required=False, widget=forms.CheckboxSelectMultiple
    )
    nationwide = forms.BooleanField(label=_("Serves the whole country"), required=False)
    aliases = forms.CharField(
        label=_("Other names in use"),
        help_text=_("One a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    url = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")
    language = forms.ChoiceField(
        label=_("Language of its workbook"),
        choices=[("ka", "ქართული"), ("en", "English"), ("fr", "Français")],
    )
    dissolved_on = forms.DateField(
        label=_("Dissolved on"), required=False, widget=DateInThree(),
        help_text=_("From this day it signs nothing more, and agreements with it are looked at."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, institution: Institution | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        kinds = self.fields["kind"]
        places = self.fields["municipalities"]
        if isinstance(kinds, forms.ChoiceField):
            kinds.choices = [(term.code, term.label) for term in kinds_of_institution()]
        if isinstance(places, forms.MultipleChoiceField):
            column = f"name_{(get_language() or 'ka')[:2]}"
            places.choices = [(m.code, m.name) for m in Municipality.objects.order_by(column)]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        others = Institution.objects.visible_to(None).filter(code=code)
        if self.institution:
            others = others.exclude(pk=self.institution.pk)
        if others.exists():
            raise forms.ValidationError(_("Another institution has this short name."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(f"name_{lang}") for lang in LANGUAGES):
            self.add_error("name_ka", _("Give a name in at least one language."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def alias_lines(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["aliases"].splitlines())
        return [line[:300] for line in lines if line]


def initial_of(institution: Institution) -> dict[str, Any]:
    """What the form of an existing institution shows first."""
    names = institution.aliases.order_by("name").values_list("name", flat=True)
    return {
        **{name: getattr(institution, name) for name in COLUMNS},
        "municipalities": list(institution.municipalities.values_list("code", flat=True)),
        "aliases": "\n".join(names),
        "version": institution.version,
    }
