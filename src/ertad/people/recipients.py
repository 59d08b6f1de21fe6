"""Whom letters reach: an institution's own address, else those of its focal points."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.people.models import Institution, Membership

Held = tuple[UUID, str, str]
"""Institution id, address and language of somebody who holds a role there."""


@dataclass(frozen=True)
class Recipient:
    address: str
    language: str


def recipients_of(institutions: Iterable[Institution]) -> dict[UUID, list[Recipient]]:
    """Institution id -> addresses; an institution that nobody can write to is left out.

    Each address in its own language: of the institution, or of the person.
    """
    found: dict[UUID, list[Recipient]] = {}
    without = []
    for place in institutions:
        if place.email:
            found[place.pk] = [Recipient(place.email, place.language)]
        else:
            without.append(place.pk)
    if without:
        members = _present(FOCAL_ROLES, without)
        by_place: dict[UUID, dict[str, Recipient]] = defaultdict(dict)
        for place_id, email, language in members:
            by_place[place_id][email] = Recipient(email, language)
        found |= {place_id: list(people.values()) for place_id, people in by_place.items()}
    return found


def coordinators() -> list[Recipient]:
    """Everyone who coordinates now."""
    held = {email: language for _place, email, language in _present({Role.COORDINATOR})}
    return [Recipient(email, language) for email, language in held.items()]


def coordinating_institution() -> Institution | None:
    """Whose letters these are: it is named below them, and answers go to it."""
    return (
        Institution.objects.filter(
            memberships__role=Role.COORDINATOR, memberships__ended_on=None
        ).order_by("code").first()
    )  # fmt: skip


def signed(sender: Institution | None) -> str:
    """What stands below a letter: who asks, and how to reach them; in the active language."""
    if sender is None:
        return _("Ertad, the directory of services")
    return ", ".join(part for part in (sender.name, sender.phone, sender.email) if part)


def _present(roles: Iterable[Role], places: Iterable[UUID] | None = None) -> list[Held]:
    held = Membership.objects.filter(role__in=list(roles), ended_on=None, user__is_active=True)
    if places is not None:
        held = held.filter(institution__in=places)
    columns = ("institution_id", "user__email", "user__language")
    return list(held.order_by("user__email").values_list(*columns))


def people_with(*roles: Role, institution_id: UUID | None = None) -> list[UUID]:
    """Ids of the accounts that hold one of `roles` now, in the institution when one is named."""
    held = Membership.objects.filter(role__in=roles, ended_on=None, user__is_active=True)
    if institution_id is not None:
        held = held.filter(institution=institution_id)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())
