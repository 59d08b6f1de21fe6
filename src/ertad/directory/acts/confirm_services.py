"""One click says of many services: all of this is still right."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.models import Service
from ertad.directory.record import Change, Outcome, read_records, save_records
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand


def confirm_services(*, service_ids: Collection[UUID], by: Actor, at: datetime) -> Outcome:
    """Assure these services as of today; those that no longer run, or were confirmed today, stay.

    Raises NotAllowed, with nothing written, when one belongs to another institution.
    """
    with traced("services.confirm", by=by, at=at) as trace:
        services = list(Service.objects.select_for_update().filter(pk__in=service_ids))
        for institution in {service.institution_id for service in services}:
            demand("service.confirm", by, institution)
        owners = {s.pk: s.institution_id for s in services if s.status == "active"}
        changes = [
            Change(key, record, assured_on=local_day(at), assured_by=owners[key])
            for key, record in read_records(owners).items()
        ]
        outcome = save_records(trace, changes, at=at)
        trace.details = {"confirmed": len(outcome.confirmed)}
        return outcome
