"""The form of an offer or a request."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as lazy

from ertad.cooperation.checking import cleaned
from ertad.cooperation.exchange.checking import problems_of_offer
from ertad.cooperation.exchange.moves import DAYS
from ertad.cooperation.models import Offer
from ertad.cooperation.screens.fields import (
    first_in,
    folded,
    institution_field,
    municipality_field,
    text_fields,
)
from ertad.kernel.clock import local_day, now
from ertad.look.dates import day_field
from ertad.people.models import Institution

CONTACT_HINT = lazy("A function with its telephone or e-mail, better than a person’s name.")
COLUMNS = (
    "side", "what", "title_ka", "title_en", "title_fr", "text_ka", "text_en", "text_fr", "place",
    "from_on", "until_on", "contact", "expires_on",
)  # fmt: skip


class OfferForm(forms.Form):
    use_required_attribute = False

    side = forms.ChoiceField(
        label=lazy("Do you offer or ask?"), choices=Offer.Side.choices, widget=forms.RadioSelect
    )
    what = forms.ChoiceField(label=lazy("What is it about?"), choices=Offer.What.choices)
    from_on = day_field(lazy("From"), lazy("Empty: at once."), required=False)
    until_on = day_field(lazy("Until"), lazy("Empty: for as long as it stands."), required=False)
    place = forms.CharField(label=lazy("Place"), required=False, max_length=200)
    contact = forms.CharField(label=lazy("Contact"), max_length=200, help_text=CONTACT_HINT)
    expires_on = day_field(
        lazy("It stands until"), lazy("At most 180 days; you are reminded a week before.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, institutions: Sequence[Institution],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        start = {"expires_on": local_day(now()) + timedelta(days=DAYS)}
        if institutions:
            start["contact"] = contact_of(institutions[0])  # type: ignore[assignment]
        super().__init__(data, initial=start | (initial or {}))
        self.fields["municipality"] = municipality_field()
        self.fields.update(text_fields())
        self.fields.update(institution_field(institutions))

    def clean(self) -> dict[str, Any]:
        self.cleaned_data = super().clean() or self.cleaned_data
        if not self.errors:
            for name, text in problems_of_offer(cleaned(self.columns()), local_day(now())):
                self.add_error(first_in(self, name), text)
        return self.cleaned_data

    def columns(self) -> dict[str, Any]:
        """The cleaned values as the act takes them."""
        found = {name: self.cleaned_data[name] for name in COLUMNS}
        return {**found, "municipality_id": self.cleaned_data["municipality"] or None}

    def texts(self) -> tuple[list[BoundField], list[BoundField], bool]:
        """See `fields.folded`."""
        return folded(self)


def initial_of(offer: Offer) -> dict[str, Any]:
    """What the form shows of an offer."""
    found = {name: getattr(offer, name) for name in COLUMNS}
    return {**found, "municipality": offer.municipality_id or ""}


def contact_of(institution: Institution) -> str:
    """Telephone and e-mail of the institution itself."""
    return ", ".join(part for part in (institution.phone, institution.email) if part)
