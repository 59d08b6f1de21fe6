"""Contact points of the demo: every institution has one; some are silent, one is away, one leaves.

Town 4 has nobody for addiction: the hole that the coverage shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ertad.demo.acting import Cast, demo_id
from ertad.demo.institutions import DemoInstitution, demo_institutions
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.people.acts.add_contact import add_contact
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.acts.change_contact import change_own_contact
from ertad.people.acts.confirm_contact import confirm_contact
from ertad.people.acts.hand_over_contact import Successor, hand_over_contact
from ertad.people.acts.leave_contact import leave_contact
from ertad.people.acts.tell_unconfirmed import tell_unconfirmed
from ertad.people.contacts.writing import Told
from ertad.people.models import ContactPoint, Membership

NAMED, ANSWERED = 46, 40
"""Days ago on which they were named and asked, and on which most had confirmed."""
SILENT = ("city-9", "voice", "clinic-3", "college-6")
AWAY, LEAVING, HANDED_OVER = "city-2", "road", "city-8"
WITH_DEPUTY = ("city-2", "city-3", "bureau-west")

FUNCTIONS = {
    "city_hall": ("სოციალური სამსახურის უფროსი", "Head of the social service",
                  "Responsable du service social"),
    "municipal_nnle": ("ახალგაზრდული პროგრამების კოორდინატორი", "Coordinator of youth programmes",
                       "Coordination des programmes jeunesse"),
    "probation_bureau": ("პრობაციის უფროსი სპეციალისტი", "Senior probation specialist",
                         "Spécialiste principal de probation"),
    "health_provider": ("სოციალური მუშაკი", "Social worker", "Travail social"),
    "school_org": ("სტუდენტთა მხარდაჭერის სპეციალისტი", "Student support specialist",
                   "Accompagnement des élèves"),
    "lepl": ("სერვისების კოორდინატორი", "Coordinator of services", "Coordination des services"),
    "ngo": ("პროგრამის მენეჯერი", "Programme manager", "Responsable de programme"),
    "deputy": ("მთავარი სპეციალისტი", "Chief specialist", "Spécialiste en chef"),
}  # fmt: skip
THEMES = {
    "city_hall": "NAV EDU EMP FAM HOU LEI MAT CPR PRV",
    "municipal_nnle": "LEI PRV",
    "probation_bureau": "PSY RJU SAN",
    "health_provider": "ADD HLT",
    "school_org": "EDU EMP",
    "lepl": "SAN PRV",
    "ngo": "PSY LEI",
    "legal-aid": "LEG",
    "city-4": "NAV EDU EMP FAM HOU HLT LEI MAT CPR PRV",
}
"""Kind or code of an institution -> codes of groups of service_type."""
GIVEN = (
    "ელენე", "მარიამი", "სანდრო", "თეკლა", "ლუკა", "ნატო", "გივი", "სოფიო", "ირაკლი", "მაია",
    "ვახტანგი", "ხათუნა",
)  # fmt: skip
FAMILIES = ("მაგალითაძე", "ნიმუშიძე", "სამაგალითოშვილი")
HOURS = [[day, "10:00", "17:00"] for day in ("MO", "TU", "WE", "TH", "FR")]


@dataclass
class _Naming:
    """Names without an account, each once; `held`: (institution, role) -> membership."""

    cast: Cast
    number: int = 0
    held: dict[str, Membership] = field(default_factory=dict)

    def name(self) -> str:
        given, family = GIVEN[self.number % len(GIVEN)], FAMILIES[self.number % len(FAMILIES)]
        self.number += 1
        return f"{given} {family}"


def fill_contacts(cast: Cast) -> None:
    """Named and asked 46 days ago; most answered within the week."""
    naming = _Naming(cast, held=_focal_points())
    named = dict(_named(naming, cast.ago(NAMED)))
    ask_contacts(cast.ago(NAMED, "12:00"))
    _hand_over(cast, named)
    for number, (code, contacts) in enumerate(sorted(named.items())):
        for contact in contacts:
            if code not in SILENT and contact.ended_on is None:
                confirm_contact(
                    contact=contact, by=_oneself(contact), at=cast.ago(ANSWERED - number % 7)
                )
    tell_unconfirmed(cast.ago(NAMED - 14))
    tell_unconfirmed(cast.ago(NAMED - 28))
    away = ContactPoint.objects.get(pk=named[AWAY][-1].pk)
    until = local_day(cast.now) + timedelta(days=9)
    change_own_contact(
        contact=away, version=away.version, told=Told({"away_until": until}), by=_oneself(away),
        at=cast.ago(3),
    )  # fmt: skip
    leave_contact(contact=named[LEAVING][0], by=_oneself(named[LEAVING][0]), at=cast.ago(2))


def _focal_points() -> dict[str, Membership]:
    rows = Membership.objects.filter(ended_on=None, role__in=FOCAL_ROLES)
    return {
        f"{each.institution.code}:{each.role}": each
        for each in rows.select_related("institution", "user").order_by("-since", "pk")
    }


def _named(naming: _Naming, at: datetime) -> Iterator[tuple[str, list[ContactPoint]]]:
    """The deputy first, where there is one; the contact point is the last."""
    for each in demo_institutions():
        deputy = _add(naming, each, Role.DEPUTY, at) if each.code in WITH_DEPUTY else None
        first = _add(naming, each, Role.FOCAL_POINT, at, deputy=deputy)
        yield each.code, [first] if deputy is None else [deputy, first]


def _add(
    naming: _Naming,
    place: DemoInstitution,
    role: Role,
    at: datetime,
    deputy: ContactPoint | None = None,
) -> ContactPoint:
    held = naming.held.get(f"{place.code}:{role}")
    function = FUNCTIONS["deputy" if role is Role.DEPUTY else place.kind]
    number = naming.number
    columns: dict[str, Any] = {
        "name": held.user.name if held else naming.name(),
        **dict(zip(("position_ka", "position_en", "position_fr"), function, strict=True)),
        "phone": f"+9955550{number % 10}{len(place.code):02}{number % 100:02}",
        "email": held.user.email if held else f"contact-{place.code}@example.org",
        "languages": ["ka", "az", "ru"] if 10 in place.towns else ["ka", "en"],
        "hours": HOURS,
        "nationwide": place.nationwide,
    }
    naming.number += 1
    themes = THEMES.get(place.code, THEMES[place.kind]).split()
    return add_contact(
        contact_id=demo_id("contact", place.code, role.value),
        institution=naming.cast.institutions[place.code],
        told=Told(columns, themes[:2] if role is Role.DEPUTY else themes, place.municipalities),
        user_id=held.user_id if held else None, deputy=deputy, by=SYSTEM, at=at,
    )  # fmt: skip


def _hand_over(cast: Cast, named: dict[str, list[ContactPoint]]) -> None:
    """The city hall of town 8 has had somebody new since."""
    old = ContactPoint.objects.get(pk=named[HANDED_OVER][0].pk)
    columns = {"name": "ნანა მაგალითაძე", "email": "contact-new@example.org",
               "phone": "+995555000808"}  # fmt: skip
    after = hand_over_contact(
        contact=old, version=old.version, by=SYSTEM, at=cast.ago(NAMED - 1),
        to=Successor(new_id=demo_id("contact", HANDED_OVER, "new"), told=Told(columns)),
    )  # fmt: skip
    named[HANDED_OVER] = [after]


def _oneself(contact: ContactPoint) -> Actor:
    """The person: by account, else by the link of the letter."""
    if contact.user_id:
        return Actor(Role.FOCAL_POINT, contact.user_id, contact.institution_id)
    return Actor(Role.LINK_HOLDER, None, contact.institution_id)
