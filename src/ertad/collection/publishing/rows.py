"""The rows of the accepted files against the directory as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ertad.collection.models import SourceRow, Submission
from ertad.collection.publishing.meanwhile import as_checked, overruled
from ertad.directory.models import Service
from ertad.directory.record import KEYS, SERVICE_KIND, Change, Record, read_records
from ertad.kernel.clock import local_day

Outcome = SourceRow.Outcome
TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.ENDED)
Fate = Literal["new", "changed", "ended", "confirmed", "left_out"]


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of one row. `kept`: keys whose newer live value stays against the one sent.

    `why` says why a row is left out: "merged" (into another service meanwhile), "twice".
    """

    row_id: UUID
    submission_id: UUID
    institution_id: UUID
    service_id: UUID
    fate: Fate
    before: Record | None
    after: Record
    kept: list[str] = field(default_factory=list)
    why: str = ""


def planned_rows(
    submissions: Iterable[Submission], *, source: str
) -> tuple[list[PlannedRow], list[Change]]:
    """Each accepted row and the change it makes; a constant number of queries."""
    by_id = {submission.pk: submission for submission in submissions}
    rows = list(
        SourceRow.objects.filter(submission__in=by_id, outcome__in=TAKEN)
        .exclude(record=None)
        .order_by("submission__received_at", "submission_id", "sheet", "row")
        .only("id", "submission_id", "service_id", "outcome", "record")
    )
    ids = list({row.service_id for row in rows})
    services = {service.pk: service for service in _services(ids)}
    live = read_records(services)
    since = {
        str(row.service_id): checked_at(by_id[row.submission_id])
        for row in rows
        if (service := services.get(row.service_id))
        and service.changed_at > checked_at(by_id[row.submission_id])
    }
    bases = as_checked(SERVICE_KIND, since)
    planned: list[PlannedRow] = []
    changes: list[Change] = []
    seen: set[UUID] = set()
    saying = {row.service_id for row in rows if row.outcome != Outcome.SAME}
    for row in rows:
        says_less = row.outcome == Outcome.SAME and row.service_id in saying
        twice = row.service_id in seen or says_less
        submission = by_id[row.submission_id]
        service, now = services.get(row.service_id), live.get(row.service_id)
        result = _planned(row, submission, service, now, bases.get(str(row.service_id)), twice)
        if not says_less:
            seen.add(row.service_id)
        planned.append(result)
        if result.fate != "left_out":
            changes.append(_change(result, submission, service, source))
    return planned, changes


def checked_at(submission: Submission) -> datetime:
    """When its rows were compared with the directory."""
    return submission.checked_at or submission.received_at


def _planned(
    row: SourceRow,
    submission: Submission,
    service: Service | None,
    live: Record | None,
    base: Record | None,
    twice: bool,
) -> PlannedRow:
    sent: Record = row.record or {}
    about = (row.pk, submission.pk, submission.invitation.institution_id, row.service_id)
    if twice:
        return PlannedRow(*about, "left_out", live, live or sent, why="twice")
    if service is None or live is None:
        return PlannedRow(*about, "new", None, sent)
    if service.merged_into_id:
        return PlannedRow(*about, "left_out", live, live, why="merged")
    after, kept = overruled(base, live, sent, KEYS) if base else (sent, [])
    return PlannedRow(*about, _fate(live, after), live, after, kept)


def _fate(live: Record, after: Record) -> Fate:
    if live == after:
        return "confirmed"
    return "ended" if after["status"] == "ended" != live["status"] else "changed"


def _change(
    planned: PlannedRow, submission: Submission, service: Service | None, source: str
) -> Change:
    """An institution that sends a service, assures it as of the day it sent the file."""
    assured: date | None = local_day(submission.received_at)
    if planned.fate == "ended":
        assured = None
    if service and service.assured_on and assured and service.assured_on >= assured:
        assured = None
    return Change(
        planned.service_id,
        planned.after,
        source,
        assured_on=assured,
        assured_by=planned.institution_id if assured else None,
        invented=submission.invitation.institution.invented if service is None else None,
    )


def _services(ids: list[UUID]) -> Iterable[Service]:
    for start in range(0, len(ids), 5000):
        yield from Service.objects.filter(pk__in=ids[start : start + 5000]).only(
            "id", "changed_at", "merged_into_id", "assured_on", "status"
        )
