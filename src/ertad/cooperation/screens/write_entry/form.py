"""The form of an entry: the reader's language first, the others folded."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.cooperation.calendar.checking import GROUPS, groups, problems_of_entry, themes
from ertad.cooperation.checking import cleaned
from ertad.cooperation.models import CalendarEntry
from ertad.cooperation.screens.fields import (
    first_in,
    folded,
    institution_field,
    municipality_field,
    text_fields,
    time_field,
)
from ertad.directory.screens.edit_service.widgets import FoldedCheckboxes
from ertad.kernel.clock import local_day, now
from ertad.look.dates import day_field
from ertad.people.models import Institution
from ertad.vocabulary.models import Term

NAMES = {"municipality": "municipality_id"}


class EntryForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=lazy("What is it?"), choices=CalendarEntry.Kind.choices)
    starts_on = day_field(lazy("First day"))
    ends_on = day_field(
        lazy("Last day"), lazy("Leave it empty for what is on one day."), required=False
    )
    starts_at = time_field(lazy("Begins at"), lazy("For example 10:00. Empty: it takes all day."))
    ends_at = time_field(lazy("Ends at"))
    place = forms.CharField(
        label=lazy("Place"), required=False, max_length=200,
        help_text=lazy("Building and street, or “online”."),
    )  # fmt: skip
    link = forms.URLField(
        label=lazy("Link"), required=False, max_length=500, assume_scheme="https",
        help_text=lazy("To take part online, or to read more."),
    )  # fmt: skip
    open_to = forms.ChoiceField(
        label=lazy("Who may see it and come?"), choices=CalendarEntry.OpenTo.choices,
        widget=forms.RadioSelect, initial="members",
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None, *, institutions: Sequence[Institution],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["municipality"] = municipality_field()
        self.fields["terms_themes"] = _terms(_("Themes"), [(None, themes())])
        self.fields["terms_groups"] = _terms(_("For whom"), _headed(groups()))
        self.fields.update(text_fields())
        self.fields |= institution_field(institutions)

    def clean(self) -> dict[str, Any]:
        values = {**(super().clean() or self.cleaned_data)}
        values["ends_on"] = values.get("ends_on") or values.get("starts_on")
        self.cleaned_data = values
        if not self.errors:
            for name, text in problems_of_entry(cleaned(self.columns()), local_day(now())):
                self.add_error(first_in(self, name), text)
        return self.cleaned_data

    def columns(self) -> dict[str, Any]:
        """The cleaned values as the act takes them."""
        own = {*self.fields} - {"terms_themes", "terms_groups", "institution"}
        return {NAMES.get(name, name): self.cleaned_data[name] or None
                if name in ("municipality", "starts_at", "ends_at") else self.cleaned_data[name]
                for name in own}  # fmt: skip

    def terms(self) -> list[int]:
        """Ids of themes and groups."""
        ticked = (*self.cleaned_data["terms_themes"], *self.cleaned_data["terms_groups"])
        return [int(each) for each in ticked]

    def texts(self) -> tuple[list[BoundField], list[BoundField], bool]:
        return folded(self)


def _terms(label: str, headed: Sequence[tuple[str | None, Sequence[Term]]]) -> forms.Field:
    choices: list[Any] = []
    for heading, terms in headed:
        pairs = [(str(term.pk), term.label) for term in terms]
        choices += [(heading, pairs)] if heading else pairs
    grouped = any(heading for heading, _terms in headed)
    widget = FoldedCheckboxes() if grouped else forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)


def _headed(terms: Sequence[Term]) -> list[tuple[str | None, Sequence[Term]]]:
    """Each group under its heading, the heading itself first."""
    heads = [term for term in terms if term.parent_id is None]
    return [
        (head.label, [head, *(term for term in terms if term.parent_id == head.pk)])
        for head in heads
    ]


def initial_of(entry: CalendarEntry) -> dict[str, Any]:
    """What the form shows of an entry."""
    found = {name: getattr(entry, name) for name in (
        "kind", "title_ka", "title_en", "title_fr", "text_ka", "text_en", "text_fr", "starts_on",
        "starts_at", "ends_at", "place", "link", "open_to",
    )}  # fmt: skip
    terms = list(entry.terms.values_list("pk", "vocabulary"))
    return {
        **found,
        "ends_on": entry.ends_on if entry.ends_on > entry.starts_on else None,
        "municipality": entry.municipality_id or "",
        "terms_themes": [str(key) for key, name in terms if name != GROUPS],
        "terms_groups": [str(key) for key, name in terms if name == GROUPS],
    }
