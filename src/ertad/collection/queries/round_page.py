"""One round: who has answered, who is late, and what can be done now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ertad.collection.models import Invitation, Round, Submission
from ertad.collection.queries.rounds_list import ANSWERED
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.moves import Move, Text, against
from ertad.kernel.rights import may
from ertad.people.models import Institution


@dataclass(frozen=True)
class InvitationLine:
    """`newest`: the latest file that was not replaced, without its content."""

    invitation: Invitation
    institution: Institution
    newest: Submission | None
    overdue: bool


@dataclass(frozen=True)
class OfferedMove:
    """`against`: (code, text) of what stands against it now."""

    move: Move
    against: list[tuple[str, Text]]


@dataclass(frozen=True)
class RoundPage:
    """`states` counts the invitations; `moves` are empty for all but the coordinator."""

    round: Round
    invitations: list[InvitationLine]
    states: Counter[str]
    moves: list[OfferedMove]
    days_left: int

    def by_state(self) -> dict[str, list[InvitationLine]]:
        """In the order in which a coordinator works: what waits for review first."""
        order = ("sent", "returned", "checked", "downloaded", "invited", "accepted")
        lines = {state: [i for i in self.invitations if i.invitation.state == state]
                 for state in order}  # fmt: skip
        return {state: found for state, found in lines.items() if found}


def round_page(user: object, round_id: UUID, *, today: date) -> RoundPage:
    """Raises Round.DoesNotExist when `user` may not see it."""
    round_ = Round.objects.visible_to(user).get(pk=round_id)
    invitations = (
        Invitation.objects.visible_to(user)
        .filter(round=round_)
        .select_related("institution")
        .defer("base")
        .order_by("institution__code")
    )
    newest: dict[UUID, Submission] = {}
    files = Submission.objects.visible_to(user).filter(invitation__round=round_)
    for submission in (
        files.exclude(state=Submission.State.REPLACED)
        .defer("content", "findings", "columns")
        .order_by("received_at")
    ):
        newest[submission.invitation_id] = submission
    lines = []
    for row in invitations:
        row.round = round_
        late = round_.state == Round.State.OPEN and row.due_day < today
        overdue = late and row.state not in ANSWERED
        lines.append(InvitationLine(row, row.institution, newest.get(row.pk), overdue))
    states = Counter(line.invitation.state for line in lines)
    return RoundPage(round_, lines, states, _moves(user, round_), (round_.due_on - today).days)


def _moves(user: object, round_: Round) -> list[OfferedMove]:
    if not may(user, "round.run"):
        return []
    return [
        OfferedMove(move, against(move, round_))
        for move in ROUND_MOVES.values()
        if round_.state in move.sources
    ]
