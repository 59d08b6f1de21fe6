"""The whole of a publication, read and compared before its transaction, and shown as a preview."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ertad.collection.models import Round, Submission
from ertad.collection.publishing.merges import PlannedMerges, planned_merges
from ertad.collection.publishing.places import PlannedPlaces, planned_places
from ertad.collection.publishing.rows import PlannedRow, planned_rows
from ertad.directory.record import Change


@dataclass(frozen=True)
class Plan:
    """`submissions`: id -> version of the accepted files that it was made from."""

    round_id: UUID
    submissions: dict[UUID, int]
    rows: Sequence[PlannedRow]
    changes: Sequence[Change]
    places: PlannedPlaces
    merges: PlannedMerges

    def counts(self) -> Counter[str]:
        """Rows by fate."""
        return Counter(row.fate for row in self.rows)

    def kept(self) -> list[PlannedRow]:
        """Rows of which a value was not taken, for the directory's is newer."""
        return [row for row in self.rows if row.kept]


def accepted_submissions(round_id: UUID) -> list[Submission]:
    """The accepted files of a round, without their contents."""
    found = Submission.objects.filter(
        invitation__round=round_id, state=Submission.State.ACCEPTED
    ).select_related("invitation__institution")
    return list(
        found.defer("content", "findings", "columns", "invitation__base").order_by("received_at")
    )


def plan_publication(round_: Round, *, at: datetime) -> Plan:
    """Reads only; the number of queries does not grow with the rows."""
    submissions = accepted_submissions(round_.pk)
    rows, changes = planned_rows(submissions, source=f"round:{round_.pk}")
    new = {row.service_id: row for row in rows if row.fate == "new"}
    return Plan(
        round_.pk,
        {submission.pk: submission.version for submission in submissions},
        rows,
        changes,
        planned_places(submissions),
        planned_merges(new, at=at),
    )
