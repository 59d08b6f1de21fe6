"""The focal point settles a field that both sides changed since the workbook was taken."""

from datetime import datetime
from typing import Literal

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import traced
from ertad.collection import keeping
from ertad.collection.models import SourceRow
from ertad.collection.rules import SUBMISSION_MOVES
from ertad.directory.record import read_records
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused


def answer_conflict(
    *,
    row: SourceRow,
    field: str,
    choice: Literal["current", "sent"],
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> SourceRow:
    """Keep the directory's value or the one sent; the last answer of a row settles its outcome.

    Raises StaleEdit when somebody else answered in this row meanwhile.
    """
    submission = row.submission
    institution = submission.invitation.institution_id
    with traced("conflict.answer", by=by, at=at, on=row) as trace:
        require(SUBMISSION_MOVES["conflict.answer"], submission, by=by, institution_id=institution)
        if field not in row.conflicts or row.record is None:
            raise Refused(_("There is nothing to settle in this field."), code="no_conflict")
        if choice not in ("current", "sent"):
            raise Refused(_("Choose one of the two values."), code="no_choice")
        told = {**row.conflicts[field], "choice": choice}
        conflicts = {**row.conflicts, field: told}
        record = {**row.record, field: told[choice]}
        outcome = _outcome(row, record, conflicts)
        if outcome != row.outcome:
            counts = {**submission.counts}
            counts[row.outcome] = counts.get(row.outcome, 1) - 1
            counts[outcome] = counts.get(outcome, 0) + 1
            keeping.change(trace, submission, institution_id=institution, counts=counts)
        return keeping.change(
            trace, row, version=version, institution_id=institution,
            conflicts=conflicts, record=record, outcome=outcome,
        )  # fmt: skip


def _outcome(
    row: SourceRow, record: dict[str, object], conflicts: dict[str, dict[str, str]]
) -> str:
    if not all(told["choice"] for told in conflicts.values()):
        return SourceRow.Outcome.CONFLICT
    live = read_records([row.service_id]).get(row.service_id)
    if live is None:
        return SourceRow.Outcome.NEW
    if record["status"] == "ended" and live["status"] != "ended":
        return SourceRow.Outcome.ENDED
    same = record == live and not row.locations
    return SourceRow.Outcome.SAME if same else SourceRow.Outcome.CHANGED
