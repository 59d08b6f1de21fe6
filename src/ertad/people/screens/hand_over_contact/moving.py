"""What will move with a contact point, and what will not."""

from collections.abc import Sequence
from dataclasses import dataclass

from ertad.kernel.handing_over import open_work
from ertad.kernel.roles import Role
from ertad.people.models import ContactPoint, Membership
from ertad.people.role_labels import ROLE_LABELS


@dataclass(frozen=True)
class Moves:
    """`roles` and `work` (label, number) go only to a successor who has an account."""

    roles: Sequence[str]
    work: Sequence[tuple[str, int]]
    stands_in_for: Sequence[str]


def moves_of(contact: ContactPoint) -> Moves:
    others = ContactPoint.objects.present().filter(deputy=contact)
    names = list(others.order_by("name").values_list("name", flat=True))
    if contact.user_id is None:
        return Moves([], [], names)
    user, place = contact.user_id, contact.institution_id
    held = Membership.objects.focal(user, place)
    roles = [str(ROLE_LABELS[Role(role)]) for role in held.values_list("role", flat=True)]
    counted = [(str(work.label), work.count(user, place)) for work in open_work()]
    return Moves(roles, [each for each in counted if each[1]], names)
