"""The filters of the calendar: in the address, in what a member follows, in feeds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ertad.cooperation.calendar.checking import GROUPS, THEMES, groups, themes
from ertad.cooperation.models import CalendarEntry
from ertad.kernel.calendar import Happening, calendar_sources
from ertad.places.models import Municipality
from ertad.places.names import natural

A_CODE = 60
Params = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Filters:
    """Codes, "" for all. `place`: of a municipality; what concerns everybody fits each place."""

    kind: str = ""
    place: str = ""
    theme: str = ""
    group: str = ""

    def params(self) -> list[list[str]]:
        """[filter, code] pairs, always in the same order."""
        return [[name, code] for name, code in self._items() if code]

    def query(self, **more: object) -> str:
        """The part of an address after "?", without what is empty."""
        pairs = [*self._items(), *more.items()]
        return urlencode([(name, value) for name, value in pairs if value])

    def on_entries(self) -> Q:
        """Condition on CalendarEntry."""
        found = Q()
        if self.kind:
            found &= Q(kind=self.kind)
        if self.place:
            found &= Q(municipality=self.place) | Q(municipality=None)
        for vocabulary, code in self._terms():
            own = CalendarEntry.terms.through.objects.filter(
                term__vocabulary=vocabulary, term__code=code
            )
            found &= Q(pk__in=own.values("calendarentry"))
        return found

    def fit(self, happening: Happening) -> bool:
        """The same, for what other rooms tell."""
        return (
            self.kind in ("", happening.kind)
            and (not self.place or happening.municipality in ("", self.place))
            and all(term in happening.terms for term in self._terms())
        )

    def _terms(self) -> list[tuple[str, str]]:
        return [(name, code) for name, code in ((THEMES, self.theme), (GROUPS, self.group)) if code]

    def _items(self) -> list[tuple[str, str]]:
        return [(each.name, getattr(self, each.name)) for each in fields(self)]


def filters_from(asked: Mapping[str, str]) -> Filters:
    """From an address. What no code can be is left out; a code that does not exist fits nothing."""
    found = {each.name: asked.get(each.name, "").strip() for each in fields(Filters)}
    return Filters(**{k: v for k, v in found.items() if len(v) <= A_CODE and v.isprintable()})


def filters_of(params: Params) -> Filters:
    """From what is kept of them."""
    return filters_from({str(name): str(code) for name, code in params})


Choice = tuple[str, str | Promise]


@dataclass(frozen=True)
class Choices:
    """What can be chosen, by filter; three queries."""

    kind: Sequence[Choice]
    place: Sequence[Choice]
    theme: Sequence[Choice]
    group: Sequence[Choice]

    def labels(self, filters: Filters) -> list[str]:
        """What is chosen, in words."""
        found = []
        for name, code in filters.params():
            known = dict(getattr(self, name))
            found.append(str(known.get(code, code)))
        return found

    def known(self, filters: Filters) -> Filters:
        """Without codes that do not exist."""
        return filters_of(
            [[name, code] for name, code in filters.params() if code in dict(getattr(self, name))]
        )


def choices() -> Choices:
    """In the active language."""
    return Choices(
        kind=[*CalendarEntry.Kind.choices, *_of_rooms()],
        place=choices_of_place(),
        theme=[(term.code, term.label) for term in themes()],
        group=[(term.code, term.label) for term in groups()],
    )


def choices_of_place() -> list[tuple[str, str]]:
    """Municipalities in which an institution of the network works."""
    towns = Municipality.objects.filter(institutions__isnull=False).distinct()
    return sorted(((town.pk, town.name) for town in towns), key=lambda town: natural(town[1]))


def _of_rooms() -> Iterable[Choice]:
    """Kinds that other rooms tell; a training may be told by a room and written by hand too."""
    own = set(CalendarEntry.Kind.values)
    return [(each.kind, each.label) for each in calendar_sources() if each.kind not in own]


def in_words(filters: Filters) -> str:
    """For letters and names of feeds; "everything" without any."""
    return ", ".join(choices().labels(filters)) if filters.params() else _("everything")
