"""What the auditor finds in the demo: who looked at pages that show persons, and a whole chain."""

from ertad.audit.acts.check_chain import check_chain
from ertad.audit.reading import note_reading
from ertad.demo.acting import Cast
from ertad.kernel.actor import Actor
from ertad.kernel.roles import Role
from ertad.people.models import Institution, Membership


def fill_readings(cast: Cast) -> None:
    """Yesterday: members of three institutions were looked at, by two persons."""
    admin = Membership.objects.get(role=Role.INSTITUTION_ADMIN, institution__code="city-1")
    dato = Actor(Role.INSTITUTION_ADMIN, admin.user_id, admin.institution_id)
    _read_members(cast, "city-1", dato, "10:05")
    _read_members(cast, "city-3", cast.coordinator, "11:20")
    _read_members(cast, "steps", cast.coordinator, "11:25")
    check_chain(cast.now)


def _read_members(cast: Cast, code: str, by: Actor, clock: str) -> None:
    place = Institution.objects.get(code=code)
    shown = Membership.objects.filter(institution=place, ended_on=None)
    of = list(shown.values_list("user_id", flat=True))
    note_reading("members.read", by=by, at=cast.ago(1, clock), on=place, of=of)
