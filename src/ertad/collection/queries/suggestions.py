"""What one institution says about a service that another runs: a suggestion to its owner."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from ertad.collection.models import SourceRow, Submission
from ertad.collection.rules import owner_of_suggestion
from ertad.directory.record import Record, read_records
from ertad.kernel.rights import everywhere, held_in
from ertad.people.models import Institution

TOLD = (Submission.State.SENT, Submission.State.ACCEPTED, Submission.State.PUBLISHED)


@dataclass(frozen=True)
class Suggestion:
    """`current` is None when the directory does not know the service yet.

    `owner_id` is None when nobody here is called as the row says (`row.run_by`).
    """

    row: SourceRow
    told_by: Institution
    owner_id: UUID | None
    record: Record
    current: Record | None


def suggested_rows(user: object) -> QuerySet[SourceRow]:
    """Those not settled: the coordinator sees all, a focal point those about the own institution.

    They belong to files of other institutions, so it is the owner who sees them, not the sender.
    """
    rows = (
        SourceRow.objects.filter(
            outcome=SourceRow.Outcome.SUGGESTION, submission__state__in=TOLD, settled_at=None
        )
        .exclude(record=None)
        .select_related("submission__invitation__institution")
        .defer("raw", "submission__content", "submission__findings", "submission__invitation__base")
        .order_by("-submission__received_at", "row")
    )
    if everywhere(user, "suggestion.settle"):
        return rows
    own = held_in(user, "suggestion.settle")
    about_own = rows.filter(record__institution__in=[str(place) for place in own])
    return about_own.exclude(submission__invitation__institution__in=own)


def suggestions(user: object) -> list[Suggestion]:
    """What waits for its owner, newest file first; three queries."""
    found = [(row, row.record) for row in suggested_rows(user) if row.record is not None]
    live = read_records(row.service_id for row, _record in found)
    return [
        Suggestion(
            row, row.submission.invitation.institution, owner_of_suggestion(row), record,
            live.get(row.service_id),
        )
        for row, record in found
    ]  # fmt: skip
