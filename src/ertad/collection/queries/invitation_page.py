"""One institution in a round: its files, the receipt, what to correct, what to settle."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.moves import Text, against
from ertad.collection.rules import INVITATION_MOVES, SUBMISSION_MOVES
from ertad.directory.record import Field, field_of


@dataclass(frozen=True)
class OpenConflict:
    """A field of a row that both sides changed; `choice` is "" until it is settled."""

    row: SourceRow
    key: str
    field: Field
    base: Any
    current: Any
    sent: Any
    choice: str


@dataclass(frozen=True)
class InvitationPage:
    """`current`: the newest file that was not replaced; `rows` those of it with findings, comments
    or conflicts; `against_sending`: why it cannot be sent now, empty when it can."""

    invitation: Invitation
    submissions: list[Submission]
    current: Submission | None
    rows: list[SourceRow]
    conflicts: list[OpenConflict]
    against_sending: list[tuple[str, Text]]
    against_receiving: list[tuple[str, Text]]

    @property
    def counts(self) -> dict[str, int]:
        """The receipt."""
        return dict(self.current.counts) if self.current else {}

    def findings(self) -> list[dict[str, Any]]:
        """Those of the file, then those of its rows, errors first."""
        own = self.current.findings if self.current else []
        of_rows = [finding for row in self.rows for finding in row.findings]
        return sorted([*own, *of_rows], key=lambda finding: finding["severity"] != "error")


def invitation_page(user: object, invitation_id: UUID) -> InvitationPage:
    """Raises Invitation.DoesNotExist when `user` may not see it."""
    invitation = (
        Invitation.objects.visible_to(user)
        .select_related("round", "institution")
        .defer("base")
        .get(pk=invitation_id)
    )
    submissions = list(
        Submission.objects.visible_to(user).filter(invitation=invitation).defer("content")
    )
    for submission in submissions:
        submission.invitation = invitation
    current = next((s for s in submissions if s.state != Submission.State.REPLACED), None)
    rows = _rows(user, current) if current else []
    return InvitationPage(
        invitation,
        submissions,
        current,
        rows,
        [conflict for row in rows for conflict in _conflicts(row)],
        against(SUBMISSION_MOVES["submission.send"], current) if current else [],
        against(INVITATION_MOVES["file.receive"], invitation),
    )


def _rows(user: object, submission: Submission) -> list[SourceRow]:
    rows = SourceRow.objects.visible_to(user).filter(submission=submission)
    noted = rows.exclude(findings=[], conflicts={}, comment="").order_by("sheet", "row")
    found = list(noted)
    for row in found:
        row.submission = submission
    return found


def _conflicts(row: SourceRow) -> list[OpenConflict]:
    return [
        OpenConflict(
            row, key, field_of(key), told["base"], told["current"], told["sent"], told["choice"]
        )
        for key, told in row.conflicts.items()
    ]
