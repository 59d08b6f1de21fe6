"""The parts of the page of a service: its form, a form for each place, the reason, both values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ertad.directory.models import Service
from ertad.directory.record import Record, read_record
from ertad.directory.record.three_way import record_at_version
from ertad.directory.record.wording import Wording, label_of
from ertad.directory.screens.edit_service.form import ServiceForm
from ertad.directory.screens.edit_service.hours import PlaceForm, place_forms
from ertad.directory.screens.edit_service.offer import offer_for
from ertad.kernel.clock import local_day, now
from ertad.kernel.sent import token_sent
from ertad.people.models import Institution
from ertad.people.screens.reason import ReasonForm, reason_form

MINE, THEIRS = "0", "1"
"""Columns of the comparison, as `{% comparison %}` numbers them."""
MOST_PLACES = 60


@dataclass
class Page:
    """`version` is what the form was made from; `both` are the rows of what both sides changed."""

    institution: Institution
    service: Service | None
    version: int
    form: ServiceForm
    places: list[PlaceForm]
    reason: ReasonForm | None
    token: str
    both: Sequence[dict[str, Any]] = ()

    def parts(self) -> list[forms.Form]:
        return [self.form, *self.places, *([self.reason] if self.reason else [])]

    def is_right(self) -> bool:
        """Judge every part, so that all that is wrong is said at once."""
        judged = [part.is_valid() for part in self.parts()]
        return all(judged)

    def to_record(self) -> Record:
        at = [said for place in self.places if (said := place.said())]
        return {**self.form.to_record(), "at": at}

    def why(self) -> str:
        return self.reason.cleaned_data["reason"] if self.reason else ""

    def draft(self) -> str:
        """Name under which typing is kept: of this form and this version alone."""
        key = str(self.service.pk) if self.service else f"new-{self.institution.code}"
        return f"service-{key}-{self.version}"


def page_of(request: HttpRequest, service: Service, version: int) -> Page:
    """The page as it was at `version`, when that is known, else as the service is now."""
    record = None
    if version != service.version:
        record = record_at_version(service.pk, version, service.version)
    return page_for(request, service.institution, service, record or read_record(service), version)


def page_for(
    request: HttpRequest,
    institution: Institution,
    service: Service | None,
    record: Record,
    version: int,
    *,
    typed: bool = True,
) -> Page:
    """The page that shows `record`, with what was sent in it unless `typed` says otherwise."""
    sent = request.POST if request.method == "POST" else None
    data = sent if typed else None
    narrowing = "narrow" in request.POST
    words = request.POST.get("serves_filter", "") if narrowing else ""
    held = sorted({*record["serves"], *(data.getlist("serves") if data else ())})
    offer = offer_for(institution, {**record, "serves": held}, request.user, words)
    right = "service.edit" if service else "service.add"
    both = bool(request.POST.getlist("both")) or not typed
    page = Page(
        institution=institution,
        service=service,
        version=version,
        form=ServiceForm(
            record, offer, local_day(now()), adding=service is None, words=words,
            can_narrow=not both, data=data,
        ),
        places=place_forms(_places_sent(record, data), offer.places, data),
        reason=reason_form(request.user, right, institution.pk, sent),
        token=token_sent(request.POST.get("token")),
    )  # fmt: skip
    if narrowing:
        for part in page.parts():
            without_judging(part)
    return page


def without_judging(form: forms.Form) -> None:
    """Show what was typed again, without saying what is wrong with it."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}


def both_rows(
    request: HttpRequest, keys: Sequence[str], mine: Record | None, theirs: Record
) -> list[dict[str, Any]]:
    """Rows for `{% comparison %}`; without `mine` the form below says it."""
    records = [{key: record[key] for key in keys} for record in (mine, theirs) if record]
    wording = Wording(records, request.user)
    return [
        {
            "key": key,
            "label": label_of(key),
            "values": [
                wording.text(key, mine[key]) if mine else _("What is written below"),
                wording.text(key, theirs[key]),
            ],
            "differs": True,
            "name": f"keep-{key}",
            "chosen": {MINE: 0, THEIRS: 1}.get(request.POST.get(f"keep-{key}", "")),
        }
        for key in keys
    ]


def _places_sent(record: Record, data: Any) -> list[dict[str, Any]]:
    """The record's places, and those that the page showed besides."""
    at: list[dict[str, Any]] = list(record["at"])
    known = {place["location"] for place in at}
    for text in data.getlist("place")[:MOST_PLACES] if data else ():
        try:
            location = str(UUID(text))
        except ValueError:
            continue
        if location not in known:
            at.append({"location": location, "hours": []})
            known.add(location)
    return at
