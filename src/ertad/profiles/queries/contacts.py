"""How to reach an institution: its desk, its contact points, functions that its services name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ertad.files.phones import phone
from ertad.kernel.languages import Said
from ertad.people.contacts.of_institution import contacts_of as points_of
from ertad.people.contacts.shown import ShownContact, read_of, shown, with_all
from ertad.people.models import ContactPoint, Institution
from ertad.profiles.models import SpecialistProfile
from ertad.profiles.queries.lines import Line


@dataclass(frozen=True)
class Contact:
    """`function`: whom to ask for, "" for the desk of the institution; `phone`: (dialled, read).

    `person` is empty for the public; `point`: id of a contact point, `themes` and `tag` are its;
    `read_of`: whom it names, for the trail.
    """

    function: Said
    phone: tuple[str, str] | None = None
    email: str = ""
    person: str = ""
    point: UUID | None = None
    themes: Sequence[Said] = ()
    tag: tuple[str, str] | None = None
    read_of: Sequence[UUID] = ()


def contacts_of(
    institution: Institution, viewer: object, today: date, own: Iterable[Line] = ()
) -> Sequence[Contact]:
    """The desk, contact points, then what services name beside (`own`: their lines, read already).

    Members see who a contact point is and the own number; the public its function alone, and the
    numbers of the institution.
    """
    desk = _desk(institution)
    points = [_point(each) for each in points_of(institution, viewer, today, persons=True)]
    known = {each.function.text for each in points}
    functions: dict[Said, Contact] = {}
    for line in own:
        if line.contact.text and line.contact.text not in known:
            first = line.phones[0] if line.phones else None
            functions.setdefault(line.contact, Contact(line.contact, first))
    return [*_said(desk), *(_beside(each, desk) for each in points), *functions.values()]


def ways_to_reach(found: SpecialistProfile, viewer: object, today: date) -> Sequence[Contact]:
    """A specialist: as a contact point, if he or she is one, then the desk of the bureau."""
    place = found.institution
    rows = ContactPoint.objects.visible_to(viewer).present().filter(institution=place)
    points = shown(with_all(rows.filter(user=found.user_id)), viewer, today)
    desk = _desk(place)
    return [*(_beside(_point(each), desk) for each in points), *_said(desk)]


def _desk(institution: Institution) -> Contact:
    read = (institution.phone, phone(institution.phone)) if institution.phone else None
    return Contact(Said("", "ka"), read, institution.email)


def _said(desk: Contact) -> list[Contact]:
    return [desk] if desk.phone or desk.email else []


def _point(each: ShownContact) -> Contact:
    return Contact(
        function=each.function,
        phone=(each.number, each.number_in_words) if each.number else None,
        email=each.address,
        person=each.person,
        point=each.id,
        themes=each.themes,
        read_of=read_of([replace(each, deputy=None)]) if each.person else (),
        tag=None if each.standing == "confirmed" else each.tag,
    )


def _beside(point: Contact, desk: Contact) -> Contact:
    """Without what the desk says already."""
    number = None if point.phone == desk.phone else point.phone
    return replace(point, phone=number, email="" if point.email == desk.email else point.email)
