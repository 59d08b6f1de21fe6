"""Checks of a service as it would be written."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ertad.collection.checks.registry import Severity, Spot, check
from ertad.collection.checks.subjects import ServiceSubject
from ertad.directory.record import Record
from ertad.directory.record.checking import ages_outside_pathways
from ertad.directory.record.fields import CONFIDENTIAL_TYPES
from ertad.kernel.ages import OLDEST
from ertad.kernel.languages import LANGUAGES


def _says(record: Record, stem: str) -> bool:
    return any(record[f"{stem}_{lang}"] for lang in LANGUAGES)


@check(
    "name_missing", Severity.ERROR, "service",
    _("The service has no name."),
    _("Write its name, as people know it."),
)  # fmt: skip
def name_missing(service: ServiceSubject) -> Iterator[Spot]:
    if not _says(service.record, "name"):
        yield Spot("name_missing", "name")


@check(
    "type_missing", Severity.ERROR, "service",
    _("The service has no type."),
    _("Choose at least one type from the list of the column."),
)  # fmt: skip
def type_missing(service: ServiceSubject) -> Iterator[Spot]:
    if not service.record["types"]:
        yield Spot("type_missing", "types")


@check(
    "description_missing", Severity.WARNING, "service",
    _("Nothing says what happens there."),
    _("Write two or three plain sentences, in one language."),
)  # fmt: skip
def description_missing(service: ServiceSubject) -> Iterator[Spot]:
    if not _says(service.record, "description"):
        yield Spot("description_missing", "description")


@check(
    "target_group_missing", Severity.WARNING, "service",
    _("Nothing says for whom the service is."),
    _("Choose at least one group from the list of the column."),
)  # fmt: skip
def target_group_missing(service: ServiceSubject) -> Iterator[Spot]:
    if not service.record["target_groups"]:
        yield Spot("target_group_missing", "target_groups")


@check(
    "no_way_in", Severity.ERROR, "service",
    _("There is no phone and nothing says how to enter."),
    _("Write a phone number of a desk, or what somebody does first."),
)  # fmt: skip
def no_way_in(service: ServiceSubject) -> Iterator[Spot]:
    record = service.record
    if not record["phones"] and not _says(record, "how_to_enter"):
        yield Spot("no_way_in", "phones")


@check(
    "serves_nobody", Severity.WARNING, "service",
    _("No municipality is named whose people can come."),
    _("Choose the municipalities, or say that the service is for the whole country."),
)  # fmt: skip
def serves_nobody(service: ServiceSubject) -> Iterator[Spot]:
    if not service.record["serves"] and not service.record["nationwide"]:
        yield Spot("serves_nobody", "serves")


@check(
    "age_out_of_range", Severity.ERROR, "service",
    _("%(age)s is not an age."),
    _("Write whole years from 0 to 120."),
)  # fmt: skip
def age_out_of_range(service: ServiceSubject) -> Iterator[Spot]:
    for key in ("min_age", "max_age"):
        age = service.record[key]
        if age is not None and not 0 <= age <= OLDEST:
            yield Spot("age_out_of_range", key, {"age": age})


@check(
    "ages_reversed", Severity.ERROR, "service",
    _("The ages are reversed: from %(min)s to %(max)s."),
    _("Exchange the two, or correct the one that is wrong."),
)  # fmt: skip
def ages_reversed(service: ServiceSubject) -> Iterator[Spot]:
    youngest, oldest = service.record["min_age"], service.record["max_age"]
    if youngest is not None and oldest is not None and youngest > oldest:
        yield Spot("ages_reversed", "min_age", {"min": youngest, "max": oldest})


@check(
    "age_against_pathway", Severity.ERROR, "service",
    _("“%(pathway)s” is possible from %(from)s to %(to)s; the ages of the service lie outside."),
    _("Correct the ages, or take the pathway out. Below 14 there is no probation."),
)  # fmt: skip
def age_against_pathway(service: ServiceSubject) -> Iterator[Spot]:
    for problem in ages_outside_pathways(service.record, service.age_limits):
        low, high, code = (problem.params[key] for key in ("from", "to", "code"))
        told = {
            "pathway": service.pathways.get(code, code),
            "from": 0 if low is None else low,
            "to": "…" if high is None else high,
        }
        yield Spot("age_against_pathway", "pathways", told)


@check(
    "day_in_future", Severity.WARNING, "service",
    _("%(day)s lies in the future."),
    _("Correct the day; known is only what has happened."),
)  # fmt: skip
def day_in_future(service: ServiceSubject) -> Iterator[Spot]:
    for key in ("places_as_of", "ended_on"):
        day = service.record[key]
        if day and day > service.today.isoformat() and key in service.sent:
            yield Spot("day_in_future", key, {"day": day})


@check(
    "places_open_but_ended", Severity.ERROR, "service",
    _("The service has ended, but places are said to be open."),
    _("Choose another state of the row, or empty the cell about places."),
)  # fmt: skip
def places_open_but_ended(service: ServiceSubject) -> Iterator[Spot]:
    if (
        service.ended
        and service.record["places"] in ("open", "waiting")
        and ("places" in service.sent)
    ):
        yield Spot("places_open_but_ended", "places")


@check(
    "ended_day_without_end", Severity.WARNING, "service",
    _("A day of ending is given, but the row does not say that the service ended."),
    _("If it ended, choose “ended” in the column State; if not, empty the day."),
)  # fmt: skip
def ended_day_without_end(service: ServiceSubject) -> Iterator[Spot]:
    if "ended_on" in service.sent and service.record["ended_on"] and not service.ended:
        yield Spot("ended_day_without_end", "ended_on")


@check(
    "state_says_same", Severity.WARNING, "service",
    _("The row says “correct as it is”, but some values are new. The new values count."),
    _("Look at the changes before you send."),
)  # fmt: skip
def state_says_same(service: ServiceSubject) -> Iterator[Spot]:
    if service.state == "same" and not service.new and service.sent:
        yield Spot("state_says_same", "state")


@check(
    "confidential_by_type", Severity.WARNING, "service",
    _("Services of this type have a confidential address, so this one is kept confidential."),
    _("If everyone may know the address, write “no” in the column for it."),
)  # fmt: skip
def confidential_by_type(service: ServiceSubject) -> Iterator[Spot]:
    record = service.record
    if record["confidential"] and not service.was_confidential and not service.confidential_said:
        yield Spot("confidential_by_type", "confidential")


@check(
    "confidential_said_no", Severity.WARNING, "service",
    _("Services of this type usually have a confidential address; this row says no."),
    _("Make sure that nobody is put in danger when the address is public."),
)  # fmt: skip
def confidential_said_no(service: ServiceSubject) -> Iterator[Spot]:
    record = service.record
    if CONFIDENTIAL_TYPES & set(record["types"]) and not record["confidential"]:
        yield Spot("confidential_said_no", "confidential")


@check(
    "address_in_text", Severity.WARNING, "service",
    _("The text seems to name the confidential address (“%(text)s”)."),
    _("Take the address out of the text; write how to make contact instead."),
)  # fmt: skip
def address_in_text(service: ServiceSubject) -> Iterator[Spot]:
    if not (service.record["confidential"] or service.places_confidential):
        return
    words = {word for address in service.addresses for word in _words(address)}
    for stem in ("description", "how_to_enter", "name"):
        for lang in LANGUAGES:
            key = f"{stem}_{lang}"
            shared = words.intersection(_words(service.record[key]))
            named = {word for word in shared if not word.isdigit()}
            if named and shared - named:
                yield Spot("address_in_text", key, {"text": " ".join(sorted(shared))})


def _words(text: str) -> set[str]:
    """Words of four letters and more, and house numbers."""
    return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3 or w[0].isdigit()}
