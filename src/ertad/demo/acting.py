"""Who acts in the demo's rounds: Nino coordinates, each institution asked has a focal point."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from ertad.demo.institutions import NAMESPACE
from ertad.kernel.actor import Actor
from ertad.kernel.clock import TBILISI, local_day
from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.people.models import Institution, Membership


def demo_id(*words: object) -> UUID:
    """The same words give the same id on every machine."""
    return uuid5(NAMESPACE, " ".join(map(str, words)))


@dataclass(frozen=True)
class Cast:
    """`now` is the moment of the demo; everything else happened before it."""

    now: datetime
    coordinator: Actor
    institutions: dict[str, Institution]
    answering: dict[str, Actor]
    """Code of an institution -> its focal point, else its deputy."""
    staff: dict[str, Actor]
    """Code of an institution -> who keeps its services without answering rounds."""

    @classmethod
    def gathered(cls, now: datetime) -> "Cast":
        answering: dict[str, Actor] = {}
        staff: dict[str, Actor] = {}
        coordinator = None
        held = Membership.objects.filter(ended_on=None).select_related("institution")
        for one in held.order_by("institution__code", "-role"):
            actor = Actor(Role(one.role), one.user_id, one.institution_id)
            if actor.role is Role.COORDINATOR:
                coordinator = actor
            elif actor.role in FOCAL_ROLES:
                answering.setdefault(one.institution.code, actor)
            elif actor.role is Role.PROVIDER_STAFF:
                staff[one.institution.code] = actor
        if coordinator is None:
            raise LookupError("the demo has no coordinator")
        institutions = {each.code: each for each in Institution.objects.filter(invented=True)}
        return cls(now, coordinator, institutions, answering, staff)

    def ago(self, days: int, clock: str = "11:00") -> datetime:
        """So many days before now (one at least), at a time of day in Georgia."""
        day = local_day(self.now) - timedelta(days=days)
        return datetime.combine(day, time.fromisoformat(clock), TBILISI).astimezone(UTC)

    def day(self, days_ago: int) -> date:
        return local_day(self.now) - timedelta(days=days_ago)

    def for_them(self, code: str, reason: str) -> Actor:
        """The coordinator, acting for an institution."""
        by = self.coordinator
        return Actor(by.role, by.user_id, self.institutions[code].pk, reason)
