"""Who is data protection officer, and for which institution."""

from collections.abc import Sequence
from uuid import UUID

from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership


def officers() -> Sequence[UUID]:
    """Ids of the accounts of all officers."""
    held = Membership.objects.filter(role=Role.AUDITOR, ended_on=None, user__is_active=True)
    return list(held.values_list("user_id", flat=True).distinct())


def office() -> Institution | None:
    """The institution whose officer answers for this installation; no person is named."""
    held = Membership.objects.filter(role=Role.AUDITOR, ended_on=None)
    return Institution.objects.filter(memberships__in=held).order_by("code").first()
