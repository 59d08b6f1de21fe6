"""A focal point adds a service; it is in the directory at once."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.acts.writing_rules import demand_right
from ertad.directory.models import Service
from ertad.directory.record import Change, Outcome, Record, normalised, save_records
from ertad.directory.record.reading import read_records
from ertad.directory.refusals import AlreadyAdded
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.people.models import Institution


def add_service(*, service_id: UUID, record: Record, by: Actor, at: datetime) -> Outcome:
    """Add `record` under an id that the door chose; the same sent twice is one service.

    Raises NotAllowed, WrongRecord, and AlreadyAdded when the id holds another record.
    """
    institution = Institution.objects.get(pk=UUID(record["institution"]))
    demand("service.add", by, institution.pk)
    record = normalised({**record, "status": "active", "ended_on": ""})
    with traced("service.add", by=by, at=at, on=Service(pk=service_id)) as trace:
        existing = read_records([service_id]).get(service_id)
        if existing is not None and existing != record:
            raise AlreadyAdded(str(service_id))
        demand_right(record)
        change = Change(
            service_id,
            record,
            assured_on=local_day(at),
            assured_by=institution.pk,
            invented=institution.invented,
        )
        return save_records(trace, [change], at=at)
