"""What a column of a foreign list may mean: the fields of each kind of table."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.collection.workbook.columns import TRANSLATED, service_columns
from ertad.collection.workbook.wording import HEADERS, WRITTEN_IN
from ertad.directory.record import FIELDS
from ertad.directory.record.fields import WEEK
from ertad.kernel.languages import LANGUAGES

Kind = Literal["institutions", "places", "services", "links"]
KINDS: tuple[Kind, ...] = ("institutions", "places", "services", "links")
DAY_PARTS = ("opens", "closes", "hours")
DAY_FIELDS = tuple(f"{part}_{day.lower()}" for day in WEEK for part in DAY_PARTS)
"""`opens_mo`, `closes_mo`, `hours_mo`: wide columns about one weekday."""
HOURS = ("hours", *DAY_FIELDS)
PLACE_TEXTS = ("name", "address")
NUMBERS = ("latitude", "longitude")
REFERENCES: dict[Kind, dict[str, bool]] = {
    "institutions": {},
    "places": {"institution": False, "services": True},
    "services": {"institution": False, "place": True},
    "links": {"service": False, "place": False},
}
"""Kind -> field that names a row of another table, and whether a cell may name several."""
NAMED: dict[str, Kind] = {
    "institution": "institutions",
    "services": "services",
    "service": "services",
    "place": "places",
}
NOT_FROM_LISTS = frozenset({"service_id", "base_version", "at"})


def _in_languages(stems: tuple[str, ...]) -> tuple[str, ...]:
    return (*stems, *(f"{stem}_{lang}" for stem in stems for lang in LANGUAGES))


@cache
def fields_of(kind: Kind) -> frozenset[str]:
    """Every field that a column of such a table may be given to."""
    references = REFERENCES[kind]
    match kind:
        case "institutions":
            own = (*_in_languages(("name",)), "other_names", "kind", "phone", "email", "url",
                   "code")  # fmt: skip
        case "places":
            own = (*_in_languages(PLACE_TEXTS), "municipality", "country", *NUMBERS,
                   "confidential", "phones", *HOURS)  # fmt: skip
        case "services":
            columns = {c.key for lang in LANGUAGES for c in service_columns(lang)}
            own = (*sorted((columns | TRANSLATED | {"ended_on"}) - NOT_FROM_LISTS), "ages",
                   "place_name", "address", "municipality", "country", *NUMBERS,
                   *HOURS)  # fmt: skip
        case "links":
            own = ("day", "opens", "closes", *HOURS)
    return frozenset((*own, *references))


def may_repeat(kind: Kind, field: str) -> bool:
    """Whether several columns may be joined in the field."""
    if field in REFERENCES[kind]:
        return REFERENCES[kind][field]
    return field not in (*NUMBERS, "country", "code", *DAY_FIELDS, "day", "opens", "closes")


ADDED = frozenset({
    "types", "description", "target_groups", "needs", "pathways", "serves", "languages", "phones",
    "how_to_enter", "documents", "cost_note", "contact", "hours", "address", "other_names",
})  # fmt: skip
"""Fields of which a person expects that several columns are put together."""


def takes_several(kind: Kind, field: str) -> bool:
    """Whether several columns belong together in the field without anybody saying so."""
    stem = field.removesuffix(f"_{field[-2:]}") if field[-2:] in LANGUAGES else field
    return may_repeat(kind, field) and (stem in ADDED or field in REFERENCES[kind])


GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("The service"), ("name", "types", "description", "needs", "prevention_level", "level",
                        "programme", "run_by", "state", "ended_on")),
    (_("For whom"), ("target_groups", "ages", "min_age", "max_age", "sex", "serves", "nationwide",
                     "pathways")),
    (_("How to get in"), ("how_to_enter", "phones", "email", "url", "contact", "languages",
                          "documents", "cost", "cost_note", "places", "places_as_of")),
    (_("Where and when"), ("place_name", "address", "municipality", "confidential", "hours",
                           "day", "opens", "closes", "country", "latitude", "longitude")),
)  # fmt: skip
PLACE_GROUP = ("name", "address", "municipality", "confidential", "phones", "hours", "country",
               "latitude", "longitude")  # fmt: skip
Choices = list[tuple[str, list[tuple[str, str]]]]


def choices_of(kind: Kind, *, tables: bool) -> Choices:
    """Every field of such a table in the reader's language, in groups; with `tables` also ids."""
    known = fields_of(kind)
    groups: list[tuple[str | Promise, Sequence[str]]] = list(GROUPS)
    if kind == "places":
        groups = [(_("The place"), PLACE_GROUP)]
    elif kind == "links":
        groups = [(_("Where and when"), ("hours", "day", "opens", "closes"))]
    said = {field for _title, fields in groups for field in fields}
    in_language = [field for field in sorted(known - set(DAY_FIELDS)) if field[-3:-2] == "_" and
                   field[-2:] in LANGUAGES and field[:-3] in said]  # fmt: skip
    groups.append((_("In one language"), in_language))
    groups.append((_("Each weekday"), DAY_FIELDS))
    references = [field for field in REFERENCES[kind] if field != "institution"]
    choices = [
        (str(title), [(field, label_of(field, kind)) for field in fields if field in known])
        for title, fields in groups
    ]
    ids = [] if kind == "links" else [("key", str(_("Id of the row, the same in every list")))]
    ids += [(field, label_of(field, kind)) for field in references if tables]
    choices.append((str(_("Ids")), ids))
    return [(title, fields) for title, fields in choices if fields]


_OF_PLACES: dict[str, str | Promise] = {
    "name": HEADERS["place_name"],
    "services": _("Services here (their ids in the list)"),
}
_LABELS: dict[str, str | Promise] = {
    "ages": pgettext_lazy("column", "Ages, from and to"),
    "institution": pgettext_lazy("column", "Institution"),
    "hours": _("Opening hours"),
    "country": _("Country"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "place": pgettext_lazy("column", "Place (its id in the list)"),
    "service": pgettext_lazy("column", "Service (its id in the list)"),
    "other_names": pgettext_lazy("column", "Other names"),
    "ended_on": _("Ended on"),
}


def label_of(field: str, kind: Kind = "services") -> str:
    """A field of a table in the reader's language."""
    if kind == "places" and field in _OF_PLACES:
        return str(_OF_PLACES[field])
    if kind == "places" and field[:-3] in PLACE_TEXTS and field[-2:] in LANGUAGES:
        return f"{label_of(field[:-3], kind)}, {WRITTEN_IN[field[-2:]]}"
    if field in _LABELS:
        return str(_LABELS[field])
    if field in HEADERS:
        return str(HEADERS[field])
    stem, _sep, language = field.rpartition("_")
    for known in FIELDS:
        if known.key == field:
            return str(known.label)
        if known.key == stem and known.translated and language in LANGUAGES:
            return f"{known.label}, {WRITTEN_IN[language]}"
    part, _sep, day = field.rpartition("_")
    days = {"opens": _("%(day)s, opens"), "closes": _("%(day)s, closes"), "hours": "%(day)s"}
    if part in days and day.upper() in WEEK:
        from ertad.directory.record.wording import DAY_NAMES

        return str(days[part]) % {"day": DAY_NAMES[day.upper()]}
    return field
