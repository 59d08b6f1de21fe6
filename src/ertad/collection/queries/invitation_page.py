"""One institution in a round: what it sent, what came back, what can be done now."""

from dataclasses import dataclass
from uuid import UUID

from ertad.collection.models import Invitation, SourceRow, Submission
from ertad.collection.rules import INVITATION_MOVES, SUBMISSION_MOVES
from ertad.kernel.moves import Text, against

MOST_COMMENTS = 100


@dataclass(frozen=True)
class InvitationPage:
    """`current`: the newest file that was not replaced; `returned`: the one that came back last,
    with its commented rows; `against_sending`: why `current` cannot be sent, empty when it can."""

    invitation: Invitation
    submissions: list[Submission]
    current: Submission | None
    returned: Submission | None
    comments: list[SourceRow]
    against_sending: list[tuple[str, Text]]
    against_taking: list[tuple[str, Text]]
    against_receiving: list[tuple[str, Text]]

    @property
    def counts(self) -> dict[str, int]:
        """The receipt."""
        return dict(self.current.counts) if self.current else {}


def invitation_page(user: object, invitation_id: UUID) -> InvitationPage:
    """Raises Invitation.DoesNotExist when `user` may not see it."""
    invitation = (
        Invitation.objects.visible_to(user)
        .select_related("round", "institution")
        .defer("base")
        .get(pk=invitation_id)
    )
    files = Submission.objects.visible_to(user).filter(invitation=invitation)
    submissions = list(files.defer("content"))
    for submission in submissions:
        submission.invitation = invitation
    current = next((s for s in submissions if s.state != Submission.State.REPLACED), None)
    returned = next((s for s in submissions if s.state == Submission.State.RETURNED), None)
    checked = current is not None and current.state == Submission.State.CHECKED
    again = INVITATION_MOVES["workbook.take_again"]
    take = again if invitation.state in again.sources else INVITATION_MOVES["workbook.take"]
    return InvitationPage(
        invitation,
        submissions,
        current,
        returned,
        _comments(user, returned) if returned else [],
        against(SUBMISSION_MOVES["submission.send"], current) if checked else [],
        against(take, invitation),
        against(INVITATION_MOVES["file.receive"], invitation),
    )


def _comments(user: object, submission: Submission) -> list[SourceRow]:
    rows = SourceRow.objects.visible_to(user).filter(submission=submission).exclude(comment="")
    return list(rows.defer("findings", "conflicts").order_by("sheet", "row")[:MOST_COMMENTS])
