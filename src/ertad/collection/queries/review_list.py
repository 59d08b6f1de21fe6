"""What a coordinator reviews: each row of a file beside what the directory says now."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from ertad.collection.models import SourceRow, Submission
from ertad.collection.rules import SUBMISSION_MOVES
from ertad.directory.record import Field, Record, differing, field_of, read_records
from ertad.kernel.moves import Move, Text, against


@dataclass(frozen=True)
class Difference:
    key: str
    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class ReviewRow:
    """`before` is None for a new service; `differences` are empty for what was only confirmed."""

    row: SourceRow
    before: Record | None
    after: Record | None
    differences: list[Difference]


@dataclass(frozen=True)
class ReviewList:
    """`outcomes` counts all rows of the file, `noted` those with errors or warnings.

    `rows` are those of one `page` of what was chosen.
    """

    submission: Submission
    rows: list[ReviewRow]
    outcomes: Counter[str]
    noted: int
    page: Page[SourceRow]
    moves: list[tuple[Move, list[tuple[str, Text]]]]


def review_list(
    user: object,
    submission_id: UUID,
    *,
    outcomes: frozenset[str] = frozenset(),
    noted: bool = False,
    number: int | str | None = 1,
    a_page: int = 50,
) -> ReviewList:
    """`outcomes`: only rows of these, all when empty; `noted`: only rows with findings.

    `number` of the page, however written; the nearest that exists is given. Queries do not grow
    with the rows. Raises Submission.DoesNotExist when `user` may not see it.
    """
    submission = (
        Submission.objects.visible_to(user)
        .select_related("invitation__round", "invitation__institution")
        .defer("content", "invitation__base")
        .get(pk=submission_id)
    )
    every = SourceRow.objects.visible_to(user).filter(submission=submission)
    counted = Counter(every.values_list("outcome", flat=True))
    with_findings = every.exclude(findings=[])
    chosen = with_findings if noted else every
    if outcomes:
        chosen = chosen.filter(outcome__in=outcomes)
    page = Paginator(chosen.order_by("sheet", "row"), a_page).get_page(number)
    rows = list(page.object_list)
    live = read_records(row.service_id for row in rows)
    moves = [SUBMISSION_MOVES[act] for act in ("submission.accept", "submission.return")]
    return ReviewList(
        submission,
        [_reviewed(row, live.get(row.service_id)) for row in rows],
        counted,
        with_findings.count(),
        page,
        [(move, against(move, submission)) for move in moves],
    )


def _reviewed(row: SourceRow, before: Record | None) -> ReviewRow:
    after: Record | None = row.record
    differences = [
        Difference(key, field_of(key), before[key], after[key])
        for key in (differing(before, after) if before and after else ())
    ] if before and after else []  # fmt: skip
    return ReviewRow(row, before, after, differences)
