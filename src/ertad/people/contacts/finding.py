"""The directory of contacts: which of them fit what somebody looks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import get_language

from ertad.engines.script import fold
from ertad.kernel.languages import LANGUAGES
from ertad.people.contacts.shown import sees_persons, with_all
from ertad.people.models import ContactPoint
from ertad.people.models.contact_points import UNHEARD_DAYS

MOST_WORDS = 8
STATES = ("unconfirmed", "unheard", "away", "leaving")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; "" asks for nothing. `theme`, `place`, `language`: codes."""

    words: str = ""
    theme: str = ""
    place: str = ""
    institution: str = ""
    language: str = ""
    state: str = ""

    @property
    def everything(self) -> bool:
        return self == Wanted()

    @property
    def query(self) -> dict[str, str]:
        """As parameters of an address."""
        names = {"q": self.words, "theme": self.theme, "place": self.place,
                 "institution": self.institution, "language": self.language,
                 "state": self.state}  # fmt: skip
        return {name: value for name, value in names.items() if value}


def wanted_from(asked: Mapping[str, str]) -> Wanted:
    """From the parameters of an address; what is no code finds nothing."""

    def word(name: str) -> str:
        return asked.get(name, "").replace("\x00", "").strip()[:200]

    state = word("state")
    return Wanted(
        word("q"), word("theme"), word("place"), word("institution"), word("language"),
        state if state in STATES else "",
    )  # fmt: skip


def found(user: object, wanted: Wanted, today: date) -> QuerySet[ContactPoint]:
    """Present contact points by institution; a name of a person finds it for members only."""
    rows = ContactPoint.objects.visible_to(user).present()
    if wanted.theme:
        rows = rows.filter(themes__code=wanted.theme, themes__vocabulary="service_type")
    if wanted.place:
        covering = ContactPoint.municipalities.through.objects.filter(
            municipality=wanted.place
        ).values("contactpoint")
        rows = rows.filter(Q(pk__in=covering) | Q(nationwide=True))
    if wanted.institution:
        rows = rows.filter(institution__code=wanted.institution)
    if wanted.language:
        # A JSON list of codes is text to both databases; a code stands between quotation marks.
        spoken = rows.alias(spoken=Cast("languages", TextField()))
        rows = spoken.filter(spoken__contains=f'"{wanted.language}"')
    match wanted.state:
        case "unconfirmed":
            rows = rows.unconfirmed(today)
        case "unheard":
            rows = rows.unconfirmed(today, days=UNHEARD_DAYS)
        case "away":
            rows = rows.filter(away_until__gte=today)
        case "leaving":
            rows = rows.exclude(leaving_on=None)
    if wanted.words:
        rows = rows.filter(_has_words(wanted.words, persons=sees_persons(user)))
    return rows.order_by(_name("institution__name"), _name("position"), "since", "pk")


def page_of(rows: QuerySet[ContactPoint], start: int, end: int) -> list[ContactPoint]:
    """Those from `start` to `end` with all that is shown: sorted by their ids alone, then read."""
    ids = list(rows.values_list("pk", flat=True)[start:end])
    read = {each.pk: each for each in with_all(ContactPoint.objects.filter(pk__in=ids))}
    return [read[pk] for pk in ids if pk in read]


def _has_words(words: str, *, persons: bool) -> Q:
    keys = fold(words)[:MOST_WORDS]
    if not keys:
        return Q(pk=None)

    def has(key: str) -> Q:
        begins = Q(folded__contains=f" {key}")
        return begins | Q(folded_person__contains=f" {key}") if persons else begins

    return reduce(and_, map(has, keys))


def _name(column: str) -> Coalesce:
    """In the reader's language, else in the first that there is."""
    first = (get_language() or "ka")[:2]
    order = [first, *(each for each in LANGUAGES if each != first)]
    names = [NullIf(f"{column}_{each}", Value("")) for each in order if each in LANGUAGES]
    return Coalesce(*names, Value(""), output_field=CharField())
