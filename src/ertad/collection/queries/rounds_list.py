"""The rounds and how far each has come."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from ertad.collection.models import Invitation, Round
from ertad.collection.models.rounds import ANSWERED as ANSWERED
from ertad.collection.models.rounds import late_by
from ertad.kernel.rights import held_in


@dataclass(frozen=True)
class RoundLine:
    """`states`: invitations by state; `answered` are those sent or accepted; `overdue` those that
    have not answered an open round and whose day has passed."""

    round: Round
    states: Counter[str]
    days_left: int
    overdue: int

    @property
    def invited(self) -> int:
        return self.states.total()

    @property
    def answered(self) -> int:
        return sum(self.states[state] for state in ANSWERED)

    @property
    def waiting(self) -> int:
        """Institutions whose file waits for review."""
        return self.states["sent"]


def rounds_list(user: object, *, today: date) -> list[RoundLine]:
    """The rounds that `user` sees, newest first; two queries besides the user's roles."""
    rounds = list(Round.objects.visible_to(user))
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    overdue: Counter[UUID] = Counter()
    counted = Invitation.objects.visible_to(user).values_list("round_id", "state")
    numbers = {"number": Count("id"), "late": Count("id", filter=late_by(today))}
    for round_id, state, number, late in counted.annotate(**numbers).order_by():
        states[round_id][state] = number
        overdue[round_id] += late if state not in ANSWERED else 0
    return [
        RoundLine(
            row, states[row.pk], (row.due_on - today).days,
            overdue[row.pk] if row.state == Round.State.OPEN else 0,
        )
        for row in rounds
    ]  # fmt: skip


@dataclass(frozen=True)
class OwnInvitation:
    """What an institution of the reader is asked; `overdue` when the day passed unanswered."""

    invitation: Invitation
    days_left: int
    overdue: bool


def own_invitations(user: object, *, today: date) -> list[OwnInvitation]:
    """What the reader's institutions are asked, newest round first; one query besides roles."""
    own = held_in(user, "round.see")
    if not own:
        return []
    rows = (
        Invitation.objects.visible_to(user)
        .filter(institution__in=own)
        .exclude(round__state=Round.State.DRAFT)
        .select_related("round", "institution")
        .defer("base")
        .order_by("-round__period_start", "round_id", "institution__code")
    )
    found = []
    for row in rows:
        days = (row.due_day - today).days
        late = row.round.state == Round.State.OPEN and days < 0 and row.state not in ANSWERED
        found.append(OwnInvitation(row, days, late))
    return found
