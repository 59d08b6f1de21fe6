"""End a membership: the rights are gone with the next request, the record stays."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.roles import Role
from ertad.people.models import Membership
from ertad.people.rules import may_give


def end_membership(*, by: Actor, at: datetime, membership: Membership, version: int) -> None:
    """Raises StaleEdit when it was changed meanwhile."""
    may_give(by, Role(membership.role), membership.institution_id)
    with traced("member.end", by=by, at=at, on=membership) as trace:
        trace.update(
            membership,
            version=version,
            institution_id=membership.institution_id,
            ended_on=local_day(at),
        )
