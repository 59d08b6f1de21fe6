"""The values of records in the reader's words: for diffs, conflicts, history and review."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.directory.models import Location, Programme
from ertad.directory.record.fields import Record, field_of
from ertad.kernel.languages import said
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN

DAY_NAMES = {
    "MO": lazy("Monday"),
    "TU": lazy("Tuesday"),
    "WE": lazy("Wednesday"),
    "TH": lazy("Thursday"),
    "FR": lazy("Friday"),
    "SA": lazy("Saturday"),
    "SU": lazy("Sunday"),
}


class Wording:
    """Says values of the given records as `user` may read them; at most five queries for all."""

    def __init__(
        self, records: Iterable[Record], user: object, *, places: Mapping[str, str] | None = None
    ) -> None:
        """`places`: names of places that the directory does not have yet, by id."""
        wanted = _codes_in(records)
        self._terms = {
            (term.vocabulary_id, term.code): term.label
            for term in _found(Term.objects.all(), "code__in", wanted["terms"])
        }
        self._places = dict(places or {}) | {
            str(place.pk): place_name(place)
            for place in _found(Location.objects.visible_to(user), "pk__in", wanted["at"])
        }
        self._names: dict[str, str] = {}
        for model, kind in (
            (Municipality, "municipalities"),
            (Programme, "programme"),
            (Institution, "institution"),
        ):
            rows: Any = model._default_manager
            for row in _found(rows.visible_to(user), "pk__in", wanted[kind]):
                self._names[str(row.pk)] = row.name

    def lines(self, key: str, value: Any) -> list[str]:
        """The value of one record key, one thing a line; no line when nothing is said."""
        field = field_of(key)
        match field.kind:
            case "terms":
                return [self._terms.get((field.vocabulary, code), code) for code in value]
            case "term":
                return [self._terms.get((field.vocabulary, value), value)] if value else []
            case "municipalities":
                return [self._names.get(code, code) for code in value]
            case "languages":
                return [language_name(code) for code in value]
            case "choice":
                return [str(dict(field.choices).get(value, value))] if value else []
            case "yes_no":
                return [_("Yes") if value else _("No")]
            case "day":
                return (
                    [date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")] if value else []
                )
            case "id":
                return [self._names.get(value, value)] if value else []
            case "at":
                return [line for place in value for line in self._hours(place)]
            case "phones":
                return [number.replace(";ext=", " / ") for number in value]
            case _:
                return str(value).splitlines() if value not in (None, "") else []

    def text(self, key: str, value: Any) -> str:
        """The same in one line; a dash when nothing is said."""
        return "; ".join(self.lines(key, value)) or "–"

    def _hours(self, place: dict[str, Any]) -> Iterable[str]:
        name = self._places.get(place["location"], _("A confidential address"))
        by_day: dict[str, list[str]] = defaultdict(list)
        for day, opens, closes in place["hours"]:
            by_day[day].append(f"{opens}–{closes}")
        days = [f"{DAY_NAMES[day]} {', '.join(spans)}" for day, spans in by_day.items()]
        return [": ".join([name, *([", ".join(days)] if days else [])])]


def label_of(key: str) -> str:
    """The field's label; for a translated text with the language: "Cost, in words (French)"."""
    field = field_of(key)
    if not field.translated:
        return str(field.label)
    return f"{field.label} ({language_name(key[-2:])})"


def language_name(code: str) -> str:
    """A spoken language in the reader's language; the code itself when it is not in the list."""
    return str(SPOKEN.get(code, code))


def place_name(place: Location) -> str:
    """What a list calls a place: its name, address, or at least its municipality."""
    parts = [said(place, "name").text, said(place, "address").text]
    return ", ".join(part for part in parts if part) or str(place.municipality or place.country)


def _found(rows: Any, condition: str, values: set[Any]) -> Any:
    if not values:
        return []
    if rows.model is Location:
        rows = rows.select_related("municipality")
    return rows.filter(**{condition: values})


def _codes_in(records: Iterable[Record]) -> dict[str, set[str]]:
    """Codes and ids by kind of field (ids of programme and institution by their key)."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for key, value in record.items():
            if not value:
                continue
            match field_of(key).kind:
                case "terms":
                    wanted["terms"].update(value)
                case "term":
                    wanted["terms"].add(value)
                case "municipalities":
                    wanted["municipalities"].update(value)
                case "id":
                    wanted[key].add(value)
                case "at":
                    wanted["at"].update(place["location"] for place in value)
    return wanted
