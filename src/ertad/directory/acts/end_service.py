"""A service ends: it leaves search, its address answers for ever."""

from datetime import date, datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.acts.writing_rules import demand_running, locked
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import Change, Outcome, read_record, save_records
from ertad.directory.record.checking import Problem
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand


def end_service(*, service_id: UUID, ended_on: date, by: Actor, at: datetime) -> Outcome:
    """End a running service on `ended_on`, today or earlier; ending it twice changes nothing.

    Raises NotAllowed, NotRunning for a merged one, WrongRecord for a day to come.
    """
    with traced("service.end", by=by, at=at, on=Service(pk=service_id)) as trace:
        service = locked(service_id)
        demand("service.end", by, service.institution_id)
        if service.status == Status.ENDED:
            return Outcome([], [], [], [service_id])
        demand_running(service)
        if ended_on > local_day(at):
            raise WrongRecord([Problem("ended_on", "day_to_come")])
        ended = {"status": Status.ENDED.value, "ended_on": ended_on.isoformat()}
        change = Change(service_id, {**read_record(service), **ended})
        return save_records(trace, [change], at=at)
