"""The owner changes a service; the change is live at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ertad.audit.trail import StaleEdit, traced
from ertad.directory.acts.writing_rules import demand_right, demand_running, locked
from ertad.directory.models import Service
from ertad.directory.record import (
    Change,
    Outcome,
    Record,
    differing,
    normalised,
    read_record,
    save_records,
)
from ertad.directory.record.three_way import record_at_version, three_way
from ertad.kernel.actor import Actor
from ertad.kernel.clock import local_day
from ertad.kernel.rights import demand
from ertad.kernel.roles import EDITING_ROLES

NOT_EDITED_HERE = ("institution", "status", "ended_on")
"""Owner and state change by acts of their own."""


@dataclass(frozen=True)
class Edited:
    """`kept`: keys that somebody else changed meanwhile and this edit left as they are."""

    outcome: Outcome
    kept: Sequence[str] = ()


class BothChanged(StaleEdit):
    """The same fields were changed meanwhile: `keys`, in `record` of `version` and in what was
    sent, `merged` with it as far as both can stand. Nothing was written."""

    def __init__(
        self, service: Service, keys: Sequence[str], record: Record, merged: Record
    ) -> None:
        super().__init__(service)
        self.keys, self.record, self.merged = list(keys), record, merged
        self.version = service.version


def edit_service(
    *, service_id: UUID, record: Record, base_version: int, by: Actor, at: datetime
) -> Edited:
    """Write `record`, which was made from `base_version`; other people's newer changes stay.

    The owner's save also confirms the service as of today; a coordinator's does not.
    Raises NotAllowed, NotRunning, WrongRecord, and BothChanged when both changed one field.
    """
    with traced("service.edit", by=by, at=at, on=Service(pk=service_id)) as trace:
        service = locked(service_id)
        demand("service.edit", by, service.institution_id)
        demand_running(service)
        current = read_record(service)
        sent = normalised({**record, **{key: current[key] for key in NOT_EDITED_HERE}})
        merged, kept = sent, []
        if base_version != service.version:
            base = record_at_version(service_id, base_version, service.version)
            merged, conflicts = three_way(base, current, sent)
            if conflicts:
                raise BothChanged(service, conflicts, current, merged)
            kept = [key for key in differing(base or current, current) if merged[key] != sent[key]]
        demand_right(merged, current)
        assured_on = assurance_of(by, at)
        change = Change(
            service_id,
            merged,
            assured_on=assured_on,
            assured_by=service.institution_id if assured_on else None,
            expected_version=service.version,
        )
        return Edited(save_records(trace, [change], at=at), kept)


def assurance_of(by: Actor, at: datetime) -> date | None:
    """Today when the owner speaks; None when somebody else writes for the owner."""
    return local_day(at) if by.role in EDITING_ROLES else None
