"""What of a contact point a reader sees: the one rule for page, PDF, vCard and spreadsheet.

The public sees functions and the numbers of institutions; members see the persons behind them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.files.phones import phone as in_words
from ertad.files.spreadsheets.values.hours_words import WEEK
from ertad.kernel.languages import LANGUAGES, Said, said
from ertad.kernel.rights import may
from ertad.people.models import ContactPoint, Institution
from ertad.people.models.contact_points import UNCONFIRMED_DAYS
from ertad.people.rights import SEE_PERSONS
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN


class Standing(StrEnum):
    """How far a contact point can be relied on today."""

    CONFIRMED = "confirmed"
    NEW = "new"
    """Entered by others; the letter that asks has had no answer yet."""
    UNCONFIRMED = "unconfirmed"
    AWAY = "away"
    LEAVING = "leaving"
    ENDED = "ended"

    @property
    def reached(self) -> bool:
        """Whether somebody will answer, as far as is known."""
        return self in (Standing.CONFIRMED, Standing.NEW)


STANDINGS: dict[Standing, tuple[str | Promise, str]] = {
    Standing.CONFIRMED: (lazy("confirmed"), "ok"),
    Standing.NEW: (lazy("not confirmed yet"), "plain"),
    Standing.UNCONFIRMED: (lazy("unconfirmed"), "bad"),
    Standing.AWAY: (lazy("away"), "warn"),
    Standing.LEAVING: (lazy("leaves; a successor is sought"), "warn"),
    Standing.ENDED: (lazy("ended"), "plain"),
}
"""Words and kind of tag."""


@dataclass(frozen=True)
class ShownContact:
    """`person`, and the person's own phone and e-mail, are empty for whoever may not see them."""

    id: UUID
    institution: Institution
    function: Said
    person: str
    phone: str
    email: str
    themes: Sequence[Said]
    places: Sequence[Said]
    nationwide: bool
    languages: Sequence[str]
    hours: Sequence[str]
    standing: Standing
    confirmed_on: date | None
    away_until: date | None
    account: UUID | None = None
    """Of the person, for the trail of who read of whom."""
    deputy: "ShownContact | None" = None

    @property
    def number(self) -> str:
        """What is dialled: the own number, else that of the institution."""
        return self.phone or self.institution.phone

    @property
    def number_in_words(self) -> str:
        return in_words(self.number) if self.number else ""

    @property
    def address(self) -> str:
        return self.email or self.institution.email

    @property
    def tag(self) -> tuple[str, str]:
        """(words, kind)."""
        words, kind = STANDINGS[self.standing]
        if self.standing is Standing.AWAY and self.away_until:
            day = date_format(self.away_until, "SHORT_DATE_FORMAT")
            return _("away until %(day)s") % {"day": day}, kind
        return str(words), kind

    @property
    def where(self) -> list[str]:
        return [_("the whole country")] if self.nationwide else [each.text for each in self.places]


NOT_SHOWN = ("folded", "folded_person", "deputy__folded", "deputy__folded_person")


def sees_persons(user: object) -> bool:
    return may(user, SEE_PERSONS)


def with_all(rows: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
    """What `shown` needs, in two more queries."""
    names = [f"name_{language}" for language in LANGUAGES]
    labels = [f"label_{language}" for language in LANGUAGES]
    sets: tuple[Prefetch[Any], ...] = (
        Prefetch("themes", Term.objects.order_by("position").only("code", *labels)),
        Prefetch("municipalities", Municipality.objects.order_by("code").only("code", *names)),
    )
    related = rows.select_related("institution", "deputy", "deputy__institution")
    return related.defer(*NOT_SHOWN).prefetch_related(*sets)


def shown(contacts: Iterable[ContactPoint], user: object, today: date) -> list[ShownContact]:
    """`contacts` come from `visible_to(user)` and `with_all`; in the active language."""
    persons = sees_persons(user)
    return [_shown(contact, persons, today) for contact in contacts]


def _shown(contact: ContactPoint, persons: bool, today: date, *, deep: bool = True) -> ShownContact:
    deputy = contact.deputy if deep else None
    return ShownContact(
        id=contact.pk,
        institution=contact.institution,
        function=said(contact, "position"),
        person=contact.name if persons else "",
        phone=contact.phone if persons else "",
        email=contact.email if persons else "",
        themes=[said(term, "label") for term in contact.themes.all()] if deep else [],
        places=[said(each, "name") for each in contact.municipalities.all()] if deep else [],
        nationwide=contact.nationwide,
        languages=[str(SPOKEN.get(code, code)) for code in contact.languages],
        hours=hours_lines(contact.hours),
        standing=standing(contact, today),
        confirmed_on=contact.confirmed_on,
        away_until=contact.away_until,
        account=contact.user_id if persons else None,
        deputy=_shown(deputy, persons, today, deep=False)
        if deputy and deputy.ended_on is None
        else None,
    )


def read_of(lines: Sequence[ShownContact]) -> list[UUID]:
    """Whom the lines name, for the audit trail: accounts, else the contact points themselves."""
    deputies = [each.deputy for each in lines if each.deputy]
    return [each.account or each.id for each in (*lines, *deputies)]


def standing(contact: ContactPoint, today: date) -> Standing:
    if contact.ended_on:
        return Standing.ENDED
    if contact.leaving_on:
        return Standing.LEAVING
    if contact.away_until and contact.away_until >= today:
        return Standing.AWAY
    asked, confirmed = contact.asked_on, contact.confirmed_on
    waiting = asked is not None and (confirmed is None or confirmed < asked)
    if waiting and asked and asked <= today - timedelta(days=UNCONFIRMED_DAYS):
        return Standing.UNCONFIRMED
    return Standing.CONFIRMED if confirmed else Standing.NEW


def hours_lines(hours: Iterable[Sequence[str]]) -> list[str]:
    """`Mon 10:00–13:00, 14:00–18:00`, a day a line; days with the same hours together."""
    by_day: dict[str, list[str]] = {}
    for day, opens, closes in hours:
        by_day.setdefault(day, []).append(f"{opens}–{closes}")
    lines: list[tuple[list[int], str]] = []
    for number, day in enumerate(WEEK):
        told = ", ".join(by_day.get(day, []))
        if not told:
            continue
        if lines and lines[-1][1] == told and lines[-1][0][-1] == number - 1:
            lines[-1][0].append(number)
        else:
            lines.append(([number], told))
    return [f"{_days(numbers)} {told}" for numbers, told in lines]


def _days(numbers: Sequence[int]) -> str:
    first, last = WEEKDAYS_ABBR[numbers[0]], WEEKDAYS_ABBR[numbers[-1]]
    return str(first) if len(numbers) == 1 else f"{first}–{last}"
