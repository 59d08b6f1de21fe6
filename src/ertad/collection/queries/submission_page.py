"""One file as its institution sees it: what is wrong, what is to be settled, what would change."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from ertad.collection.checks import Finding, Severity
from ertad.collection.models import SourceRow, Submission
from ertad.collection.rules import INVITATION_MOVES, SUBMISSION_MOVES
from ertad.directory.record import Record, differing, read_records
from ertad.kernel.moves import Text, against

NOTES_A_PAGE = 25
CHANGES_A_PAGE = 25
MOST_CONFLICTS = 20
ASKED_ELSEWHERE = "changed_meanwhile"
"""The finding of a conflict, which is asked as a question instead."""
CHANGING = ("new", "changed", "ended", "suggestion")


@dataclass(frozen=True)
class Note:
    """All that was found at one row, sheet (no row) or in the file (no sheet), errors first."""

    sheet: str
    row: int
    findings: list[Finding]
    source: SourceRow | None = None


@dataclass(frozen=True)
class RowChange:
    """`before` is None for a new service; `keys` are those that differ."""

    source: SourceRow
    before: Record | None
    keys: list[str]


@dataclass(frozen=True)
class SubmissionPage:
    """`conflicts`: rows of which fields are to be settled, or were, at most `MOST_CONFLICTS`.

    `page` holds changes when `changing`, else notes; both are counted.
    """

    submission: Submission
    page: Page[Any]
    changing: bool
    note_count: int
    change_count: int
    conflicts: list[SourceRow]
    open_conflicts: int
    against_sending: list[tuple[str, Text]]
    against_receiving: list[tuple[str, Text]]


def submission_page(
    user: object, submission_id: UUID, *, changes: bool = False, number: str | None = None
) -> SubmissionPage:
    """`changes`: those rather than the notes; `number`: which page of them.

    The queries do not grow with the rows.

    Raises Submission.DoesNotExist when `user` may not see it.
    """
    submission = (
        Submission.objects.visible_to(user)
        .select_related("invitation__round", "invitation__institution")
        .defer("content", "invitation__base")
        .get(pk=submission_id)
    )
    rows = SourceRow.objects.visible_to(user).filter(submission=submission)
    in_doubt = rows.exclude(conflicts={})
    open_ones = in_doubt.filter(outcome=SourceRow.Outcome.CONFLICT)
    conflicts = [
        *open_ones.defer("raw", "findings").order_by("sheet", "row")[:MOST_CONFLICTS],
        *in_doubt.exclude(outcome=SourceRow.Outcome.CONFLICT)
        .defer("raw", "findings")
        .order_by("sheet", "row")[:MOST_CONFLICTS],
    ][:MOST_CONFLICTS]
    checked = submission.state == Submission.State.CHECKED
    places = _places(submission, rows)
    change_count = rows.filter(outcome__in=CHANGING).count()
    changing = change_count > 0 and (changes or not places)
    return SubmissionPage(
        submission,
        _changes(rows, number) if changing else _notes(places, rows, number),
        changing,
        len(places),
        change_count,
        conflicts,
        open_ones.count(),
        against(SUBMISSION_MOVES["submission.send"], submission) if checked else [],
        against(INVITATION_MOVES["file.receive"], submission.invitation),
    )


@dataclass(order=True)
class _Place:
    """A note before it is read: what orders it, and where to find it."""

    later: bool
    sheet: str
    row: int
    key: UUID | None = field(default=None, compare=False)
    findings: list[Finding] = field(default_factory=list, compare=False)


def _places(submission: Submission, rows: QuerySet[SourceRow]) -> list[_Place]:
    """Where there are notes, the gravest first."""
    places = list(_places_of_file(submission))
    asked = _only_asked(rows)
    noted = rows.exclude(findings=[], comment="").order_by()
    for key, sheet, row, outcome, comment in noted.values_list(
        "pk", "sheet", "row", "outcome", "comment"
    ):
        if key not in asked or comment:
            grave = outcome in ("refused", "left_out") or bool(comment)
            places.append(_Place(not grave, sheet, row, key))
    return sorted(places)


def _notes(places: list[_Place], rows: QuerySet[SourceRow], number: str | None) -> Page[Any]:
    paginator: Paginator[Any] = Paginator(places, NOTES_A_PAGE)
    page = paginator.get_page(number)
    shown: list[_Place] = list(page.object_list)
    found = rows.defer("conflicts").in_bulk([place.key for place in shown if place.key])
    page.object_list = [_note(place, found) for place in shown]
    return page


def _places_of_file(submission: Submission) -> list[_Place]:
    """Findings that belong to no row of services, by their place."""
    places: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for found in submission.findings:
        places[found["sheet"], found["row"] or 0].append(found)
    return [
        _Place(not _grave(findings), sheet, row, None, findings)
        for (sheet, row), findings in places.items()
    ]


def _only_asked(rows: QuerySet[SourceRow]) -> set[UUID]:
    """Rows of which nothing was found but conflicts."""
    found = rows.exclude(conflicts={}).values_list("pk", "findings")
    return {key for key, findings in found if not _without_asked(findings)}


def _without_asked(findings: list[Finding]) -> list[Finding]:
    return [found for found in findings if found["code"] != ASKED_ELSEWHERE]


def _grave(findings: list[Finding]) -> bool:
    return any(found["severity"] == Severity.ERROR for found in findings)


def _note(place: _Place, found: Mapping[UUID, SourceRow]) -> Note:
    source = found.get(place.key) if place.key else None
    findings = _without_asked(source.findings) if source else place.findings
    findings = sorted(findings, key=lambda one: one["severity"] != Severity.ERROR)
    return Note(place.sheet, place.row, findings, source)


def _changes(rows: QuerySet[SourceRow], number: str | None) -> Page[Any]:
    changing = rows.filter(outcome__in=CHANGING).defer("raw", "findings", "conflicts")
    paginator: Paginator[Any] = Paginator(changing.order_by("sheet", "row"), CHANGES_A_PAGE)
    page = paginator.get_page(number)
    shown: list[SourceRow] = list(page.object_list)
    live = read_records(row.service_id for row in shown)
    page.object_list = [_changed(row, live.get(row.service_id)) for row in shown]
    return page


def _changed(row: SourceRow, before: Record | None) -> RowChange:
    if before is None or row.record is None:
        return RowChange(row, before, [])
    return RowChange(row, before, list(differing(before, row.record)))
