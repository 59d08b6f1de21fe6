"""The two records of a pair as they are now, of the directory or of a row under review."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ertad.collection.matching.finding import UNDER_REVIEW
from ertad.collection.models import Pair, SourceRow
from ertad.directory.merging import Told, survivor_first
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import Record, read_records
from ertad.kernel.clock import local_day


@dataclass(frozen=True)
class OneSide:
    """`live`: in the directory and running; else a row of `round_id` that waits for publication."""

    id: UUID
    record: Record
    live: bool
    institution_id: UUID
    assured_on: date | None
    sources: dict[str, list[str]]
    version: int | None = None
    round_id: UUID | None = None

    @property
    def told(self) -> Told:
        return Told(self.record, self.assured_on, self.sources)


def sides_of(pair: Pair) -> tuple[OneSide | None, OneSide | None]:
    """(left, right); None for a side that is no more. A constant number of queries."""
    ids = [pair.left, pair.right]
    services = {row.pk: row for row in Service.objects.filter(pk__in=ids)}
    records = read_records(services)
    staged = {
        row.service_id: row
        for row in SourceRow.objects.filter(service_id__in=ids, submission__state__in=UNDER_REVIEW)
        .exclude(record=None)
        .select_related("submission__invitation")
        .defer("raw", "submission__content", "submission__findings", "submission__invitation__base")
        .order_by("submission__received_at")
    }
    left, right = (_side(key, services, records, staged) for key in ids)
    return left, right


def survivor_is_left(left: OneSide, right: OneSide) -> bool:
    """A service of the directory stays before a row; else the one confirmed later or fuller."""
    if left.live != right.live:
        return left.live
    return survivor_first(left.told, right.told)


def _side(
    key: UUID,
    services: dict[UUID, Service],
    records: dict[UUID, Record],
    staged: dict[UUID, SourceRow],
) -> OneSide | None:
    if service := services.get(key):
        if service.status != Status.ACTIVE:
            return None
        return OneSide(
            key, records[key], True, service.institution_id, service.assured_on,
            service.sources, service.version,
        )  # fmt: skip
    if (row := staged.get(key)) and row.record is not None:
        submission = row.submission
        day = local_day(submission.received_at)
        source = [f"round:{submission.invitation.round_id}", day.isoformat(), ""]
        sources = {name: source for name, value in row.record.items() if value}
        return OneSide(
            key, row.record, False, UUID(row.record["institution"]), day, sources,
            round_id=submission.invitation.round_id,
        )  # fmt: skip
    return None
