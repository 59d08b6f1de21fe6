"""The form of what an institution says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.directory.screens.edit_service.form import Row, reading_order
from ertad.profiles.choices import target_groups
from ertad.profiles.models import InstitutionProfile
from ertad.profiles.screens.texts import row_of, text_fields, ticked
from ertad.profiles.wording import (
    LABEL,
    MOST_FIGURES,
    PROFILE_TEXTS,
    SOURCE,
    in_languages,
)

TEXTS = {
    "field": (
        _("Field of activity"), 1,
        _("In one line, such as: prevention with young people, sport, and help for families."),
    ),
    "mandate": (
        _("Mandate"), 5,
        _("What you are there for, and by which decision or law. Two or three sentences."),
    ),
    "offers": (
        _("What we offer to others"), 3,
        _("A hall, a trainer, a method that works: what other institutions may ask you for."),
    ),
    "seeks": (
        _("What we look for"), 3,
        _("Partners, specialists, experience: what others could bring."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class FigureRow:
    """A figure on the form; `others`: the words in the other languages."""

    number: int
    label: BoundField
    value: BoundField
    year: BoundField
    source: BoundField
    others: tuple[BoundField, ...]

    @property
    def open(self) -> bool:
        bound = (self.label, self.value, self.year, self.source, *self.others)
        return any(each.value() not in (None, "") for each in bound) or self.wrong

    @property
    def wrong(self) -> bool:
        bound = (self.label, self.value, self.year, self.source, *self.others)
        return any(each.errors for each in bound)

    @property
    def others_open(self) -> bool:
        return any(bound.errors for bound in self.others)


class ProfileForm(forms.Form):
    use_required_attribute = False

    def __init__(
        self, found: InstitutionProfile | None, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=_initial(found))
        for base in ("field", "mandate"):
            label, rows, hint = TEXTS[base]
            self.fields |= text_fields(base, label, PROFILE_TEXTS[base], rows=rows, hint=hint)
        self.fields["target_groups"] = ticked(
            _("For whom you work"), target_groups(), folded=True
        )  # fmt: skip
        for number in range(MOST_FIGURES):
            self.fields |= _figure_fields(number)
        for base in ("offers", "seeks"):
            label, rows, hint = TEXTS[base]
            self.fields |= text_fields(base, label, PROFILE_TEXTS[base], rows=rows, hint=hint)

    def before_figures(self) -> list[Row]:
        return [row_of(self, base) for base in ("field", "mandate")]

    def after_figures(self) -> list[Row]:
        return [row_of(self, base) for base in ("offers", "seeks")]

    def figures(self) -> Iterator[FigureRow]:
        first, *others = reading_order()
        for number in range(MOST_FIGURES):
            start = f"figure-{number}"
            rest = [
                self[f"{start}-{base}_{lang}"] for lang in others for base in ("label", "source")
            ]
            yield FigureRow(
                number + 1, self[f"{start}-label_{first}"], self[f"{start}-value"],
                self[f"{start}-year"], self[f"{start}-source_{first}"], tuple(rest),
            )  # fmt: skip

    def to_fields(self) -> dict[str, Any]:
        """What was typed, for the act; the form must be valid. Empty figures keep their place."""
        typed = self.cleaned_data
        keys = ("value", "year", *in_languages(("label", "source")))
        figures = [
            {key: typed[f"figure-{number}-{key}"] for key in keys}
            for number in range(MOST_FIGURES)
        ]  # fmt: skip
        texts = {key: typed[key] for key in in_languages(PROFILE_TEXTS)}
        return {**texts, "target_groups": typed["target_groups"], "figures": figures}

    def number_of(self, kept: int) -> int:
        """From the number of a figure that is kept to its place on the form."""
        said = [
            number for number in range(MOST_FIGURES)
            if any(
                self.cleaned_data.get(f"figure-{number}-{key}") not in (None, "")
                for key in ("value", *in_languages(("label", "source")))
            )
        ]  # fmt: skip
        return said[kept]


def _figure_fields(number: int) -> dict[str, forms.Field]:
    first, start = reading_order()[0], f"figure-{number}"
    words = text_fields(f"{start}-label", _("What it counts"), LABEL, rows=1)
    sources = text_fields(f"{start}-source", _("Source"), SOURCE, rows=1)
    value = forms.DecimalField(
        label=pgettext_lazy("figure", "Number"), required=False, min_value=0, max_digits=11,
        decimal_places=2,
        localize=True, widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=_("Empty where there is no data: that is shown as “not known”, not as 0."),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("Year"), required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    numbers = {f"{start}-value": value, f"{start}-year": year}
    main, source = f"{start}-label_{first}", f"{start}-source_{first}"
    return {
        main: words.pop(main), **numbers, source: sources.pop(source), **words, **sources,
    }  # fmt: skip


def _initial(found: InstitutionProfile | None) -> dict[str, Any]:
    if found is None:
        return {}
    start: dict[str, Any] = {key: getattr(found, key) for key in in_languages(PROFILE_TEXTS)}
    start["target_groups"] = found.target_groups
    for number, figure in enumerate(found.figures):
        start |= {f"figure-{number}-{key}": value for key, value in figure.items()}
    return start
