"""Whom to call about a theme in a place: the contact point, the deputy, and the way up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ertad.files.phones import phone as in_words
from ertad.people.contacts.shown import ShownContact, shown, with_all
from ertad.people.models import ContactPoint, Institution
from ertad.people.recipients import coordinating_institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

CITY_HALL, BUREAU = ("city_hall", "municipality"), ("probation_bureau",)
MOST = 3
"""Contact points that are shown of one step."""


@dataclass(frozen=True)
class Step:
    """One door of the way up: `why` it is asked, and whom one finds there. No `institution`: the
    network has none here."""

    label: str
    why: str
    institution: Institution | None
    contacts: Sequence[ShownContact]

    @property
    def phone(self) -> str:
        """The institution's number, as people read it."""
        return in_words(self.institution.phone) if self.institution else ""


@dataclass(frozen=True)
class Answer:
    """`found`: those named for this theme in this place, the likeliest to answer first."""

    found: Sequence[ShownContact]
    way_up: Sequence[Step]

    @property
    def reached(self) -> bool:
        """Whether one of them, or a deputy, can be expected to answer."""
        deputies = [each.deputy for each in self.found if each.deputy]
        return any(each.standing.reached for each in (*self.found, *deputies))


def whom_to_call(user: object, theme: Term, place: Municipality, today: date) -> Answer:
    """A constant number of queries; who sees which field, `shown` says."""
    visible = ContactPoint.objects.visible_to(user).present()
    here = Q(municipalities=place) | Q(nationwide=True)
    named = visible.filter(pk__in=visible.filter(here, themes=theme).values("pk"))
    found = shown(with_all(named.order_by("since", "pk")), user, today)
    found.sort(key=lambda each: (not each.standing.reached, each.nationwide, len(each.places)))
    return Answer(found, list(_way_up(user, theme, place, today)))


def _way_up(user: object, theme: Term, place: Municipality, today: date) -> Iterator[Step]:
    institutions = Institution.objects.visible_to(user)
    serving = list(
        institutions.filter(
            Q(municipalities=place) | Q(municipalities__region=place.region_id, kind__in=BUREAU),
            kind__in=(*CITY_HALL, *BUREAU),
        ).distinct().order_by("code").annotate(
            near=Count("municipalities", filter=Q(municipalities=place))
        )
    )  # fmt: skip
    hall = _first(serving, CITY_HALL)
    bureau = _first(serving, BUREAU)
    centre = coordinating_institution()
    parent = bureau.parent_id if bureau else None
    agency = institutions.filter(pk=parent).first() if parent else None
    agency = agency or (centre if centre and centre.nationwide else None)
    doors = (
        (_("City hall"), _("Nearest to the people of: %(place)s"), hall),
        (
            _("Bureau of the agency in the region"),
            _("Knows the services around: %(place)s"),
            bureau,
        ),
        (_("The agency"), _("Answers for the whole country"), agency),
        (_("The coordination"), _("Keeps this list, and finds out whom to ask"), centre),
    )
    at_the_doors = [each.pk for _label, _why, each in doors if each]
    rows = ContactPoint.objects.visible_to(user).present().filter(institution__in=at_the_doors)
    there = list(with_all(rows.order_by("since", "pk")))
    for label, why, institution in doors:
        of_it = [each for each in there if institution and each.institution_id == institution.pk]
        of_it.sort(key=lambda each: theme not in each.themes.all())
        contacts = shown(of_it[:MOST], user, today)
        yield Step(label, why % {"place": place.name}, institution, contacts)


def _first(institutions: Iterable[Institution], kinds: Sequence[str]) -> Institution | None:
    fitting = [each for each in institutions if each.kind in kinds]
    return min(fitting, key=lambda each: (not getattr(each, "near", 0), each.code), default=None)
