"""Whether somebody can be taken now: said in one click, dated, unknown again after 30 days."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.acts.writing_rules import demand_running, locked
from ertad.directory.models import Places, Service
from ertad.directory.record import Change, Outcome, read_record, save_records
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand


def set_places(*, service_id: UUID, state: str, by: Actor, at: datetime) -> Outcome:
    """Say `state` (open, waiting, full, unknown) as of today.

    Raises NotAllowed, NotRunning, WrongRecord for a state that does not exist.
    """
    if state not in Places.State.values:
        raise WrongRecord([Problem("places", "unknown_code", {"code": state})])
    with traced("service.places", by=by, at=at, on=Service(pk=service_id)) as trace:
        service = locked(service_id)
        demand("service.places", by, service.institution_id)
        demand_running(service)
        as_of = "" if state == Places.State.UNKNOWN else local_day(at).isoformat()
        said = {**read_record(service), "places": state, "places_as_of": as_of}
        return save_records(trace, [Change(service_id, said)], at=at)
