"""Who is data protection officer, and for which institution."""

from collections.abc import Sequence
from uuid import UUID

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership
from ertad.people.recipients import people_with


def officers() -> Sequence[UUID]:
    """Ids of the accounts of all officers."""
    return people_with(Role.AUDITOR)


def office() -> Institution | None:
    """The institution whose officer answers for this installation; no person is named."""
    held = Membership.objects.filter(role=Role.AUDITOR, ended_on=None)
    return Institution.objects.filter(memberships__in=held).order_by("code").first()
