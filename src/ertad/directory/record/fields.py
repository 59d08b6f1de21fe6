"""The fields of a service, said once: workbook columns, forms, checks, diffs and exports read this.

A record is a plain JSON object that has every key of `KEYS`:

- text: str, "" when unknown; translated texts are three keys (`name_ka`, `name_en`, `name_fr`)
- codes: sorted list of vocabulary codes; municipalities and languages likewise
- whole numbers: int or None; yes/no: bool; days: ISO string or ""
- `phones`: list of E.164 numbers, an extension as `+99532200000;ext=12`
- `at`: list of `{"location": uuid, "hours": [[day, opens, closes], ...]}`, days `MO`..`SU`, `HH:MM`
- `institution`, `programme`: uuid as str, `programme` may be ""
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.kernel.languages import LANGUAGES

Record = dict[str, Any]
Kind = Literal[
    "text", "long_text", "lines", "terms", "term", "municipalities", "languages", "number",
    "choice", "yes_no", "day", "phones", "email", "url", "id", "at",
]  # fmt: skip
SERVICE_KIND = "directory.service"


@dataclass(frozen=True)
class Field:
    """`asked` marks the ten that every institution is asked for; the rest is optional."""

    key: str
    kind: Kind
    label: str | Promise
    hint: str | Promise = ""
    vocabulary: str = ""
    choices: tuple[tuple[str, str | Promise], ...] = ()
    translated: bool = False
    asked: bool = False
    specialists_only: bool = False

    def record_keys(self) -> tuple[str, ...]:
        """The record keys of this field: three when translated."""
        return tuple(f"{self.key}_{lang}" for lang in LANGUAGES) if self.translated else (self.key,)

    def blank(self) -> Any:
        """The value that means "not said"."""
        match self.kind:
            case "terms" | "municipalities" | "languages" | "phones" | "at":
                return []
            case "number":
                return None
            case "yes_no":
                return False
            case _:
                return ""


PLACES = (
    ("open", _("Places open")),
    ("waiting", _("Waiting list")),
    ("full", _("Full")),
    ("unknown", pgettext_lazy("places", "Not known")),
)
SEX = (("any", _("Anyone")), ("female", _("Girls and women")), ("male", _("Boys and men")))
COST = (("free", _("Free")), ("partly", _("Partly paid")), ("paid", _("Paid")))
LEVEL = (("central", _("Central")), ("municipal", _("Municipal")))
STATUS = (("active", _("Running")), ("ended", _("Ended")), ("merged", _("Merged")))

FIELDS: tuple[Field, ...] = (
    Field("name", "text", _("Name of the service"), translated=True, asked=True),
    Field(
        "types", "terms", _("Type of service"), _("One or more; separate with ;"),
        vocabulary="service_type", asked=True,
    ),
    Field(
        "description", "long_text", _("What happens there"), _("Two or three plain sentences."),
        translated=True, asked=True,
    ),
    Field(
        "target_groups", "terms", _("For whom"), _("One or more; separate with ;"),
        vocabulary="target_group", asked=True,
    ),
    Field("min_age", "number", _("From age"), _("Whole years; empty: no lower limit."), asked=True),
    Field("max_age", "number", _("To age"), _("Whole years, this year included."), asked=True),
    Field(
        "serves", "municipalities", _("Municipalities served"),
        _("Whose people can come; separate with ;"), asked=True,
    ),
    Field(
        "how_to_enter", "long_text", _("How to enter"),
        _("What somebody does first: call, come, be sent by whom."), translated=True, asked=True,
    ),
    Field(
        "phones", "phones", _("Phone"), _("Of a desk or function, not a person's own."), asked=True
    ),
    Field(
        "places", "choice", _("Places"), _("Can somebody start now?"), choices=PLACES, asked=True
    ),
    Field("places_as_of", "day", _("Places, as of")),
    Field("needs", "terms", _("Needs it answers"), vocabulary="rnr_need"),
    Field(
        "pathways", "terms", _("Legal pathways"), vocabulary="legal_pathway", specialists_only=True
    ),
    Field("sex", "choice", _("Girls or boys"), choices=SEX),
    Field("nationwide", "yes_no", _("Serves the whole country")),
    Field("languages", "languages", _("Languages spoken")),
    Field("cost", "choice", _("Cost"), choices=COST),
    Field("cost_note", "text", _("Cost, in words"), translated=True),
    Field("documents", "lines", _("Documents to bring"), _("One a line."), translated=True),
    Field(
        "prevention_level", "term", _("Level of prevention"), vocabulary="prevention_level"
    ),
    Field("level", "choice", _("Level"), choices=LEVEL),
    Field(
        "confidential", "yes_no", _("Confidential address"),
        _("Shelters, safe homes and foster care: the address is never shown."),
    ),
    Field(
        "contact", "text", _("Whom to ask for"), _("A function, such as reception; no name."),
        translated=True,
    ),
    Field("email", "email", _("E-mail")),
    Field("url", "url", _("Web page")),
    Field("programme", "id", _("Part of the programme")),
    Field("institution", "id", _("Run by")),
    Field("at", "at", _("Places and hours")),
    Field("status", "choice", _("State"), choices=STATUS),
    Field("ended_on", "day", _("Ended on")),
)  # fmt: skip

KEYS: tuple[str, ...] = tuple(key for field in FIELDS for key in field.record_keys())
CONFIDENTIAL_TYPES = frozenset({"HOU-CRI", "HOU-SGH", "HOU-FOS", "CPR-DVS"})
"""Types whose address is confidential unless its owner says otherwise."""

_BY_KEY = {key: field for field in FIELDS for key in field.record_keys()}


def _keys_of(*kinds: str) -> tuple[str, ...]:
    return tuple(key for key, field in _BY_KEY.items() if field.kind in kinds)


_SETS = _keys_of("terms", "municipalities", "languages")
_PHONES, _LINES, _TEXTS = _keys_of("phones"), _keys_of("lines"), _keys_of("text", "long_text")


def field_of(key: str) -> Field:
    """The field that a record key belongs to: `field_of("name_ka").key == "name"`."""
    return _BY_KEY[key]


def blank_record(**known: Any) -> Record:
    """A record with every key, `known` filled in. Raises KeyError for a key that does not exist."""
    record = {key: field_of(key).blank() for key in KEYS}
    record.update(sex="any", status="active", places="unknown")
    for key, value in known.items():
        if key not in record:
            raise KeyError(key)
        record[key] = value
    return record


def normalised(record: Record) -> Record:
    """The record as it comes back after writing: lists sorted, no repeats, lines trimmed."""
    result = {key: record[key] for key in KEYS}
    for key in _SETS:
        result[key] = sorted(set(record[key]))
    for key in _PHONES:
        result[key] = list(dict.fromkeys(record[key]))
    for key in _LINES:
        lines = (line.strip() for line in record[key].splitlines())
        result[key] = "\n".join(line for line in lines if line)
    for key in _TEXTS:
        result[key] = record[key].strip()
    result["at"] = sorted(
        ({**place, "hours": in_week_order(place["hours"])} for place in record["at"]),
        key=lambda place: place["location"],
    )
    return result


WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def in_week_order(hours: list[list[str]]) -> list[list[str]]:
    """Opening hours, Monday first, earlier before later."""
    return sorted(hours, key=lambda span: (WEEK.index(span[0]), span[1]))


def differing(a: Record, b: Record) -> Iterator[str]:
    """The keys in which two records differ, in the order of the fields."""
    return (key for key in KEYS if a[key] != b[key])
