"""What a column of a foreign list may mean: the fields of each kind of table."""

from functools import cache
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.collection.workbook.columns import TRANSLATED, service_columns
from ertad.collection.workbook.wording import HEADERS
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


_LABELS: dict[str, str | Promise] = {
    "ages": pgettext_lazy("column", "Ages, from and to"),
    "institution": pgettext_lazy("column", "Institution"),
    "hours": _("Opening hours"),
    "country": _("Country"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "place": pgettext_lazy("column", "Place (its id in the list)"),
    "ended_on": _("Ended on"),
}


def label_of(field: str) -> str:
    """A field of a table of services in the reader's language."""
    if field in _LABELS:
        return str(_LABELS[field])
    if field in HEADERS:
        return str(HEADERS[field])
    stem, _sep, language = field.rpartition("_")
    for known in FIELDS:
        if known.key == field:
            return str(known.label)
        if known.key == stem and known.translated and language in LANGUAGES:
            return f"{known.label} ({language})"
    part, _sep, day = field.rpartition("_")
    days = {"opens": _("%(day)s, opens"), "closes": _("%(day)s, closes"), "hours": "%(day)s"}
    if part in days and day.upper() in WEEK:
        from ertad.directory.record.wording import DAY_NAMES

        return str(days[part]) % {"day": DAY_NAMES[day.upper()]}
    return field
