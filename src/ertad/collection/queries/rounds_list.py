"""The rounds and how far each has come."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from ertad.collection.models import Invitation, Round
from ertad.kernel.roles import FOCAL_ROLES, institutions_of

ANSWERED = frozenset({"sent", "accepted"})


@dataclass(frozen=True)
class RoundLine:
    """`states`: invitations by state; `answered` are those sent or accepted."""

    round: Round
    states: Counter[str]
    days_left: int

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

    @property
    def overdue(self) -> int:
        """Institutions that have not answered an open round whose day has passed."""
        late = self.round.state == Round.State.OPEN and self.days_left < 0
        return self.invited - self.answered if late else 0


def rounds_list(user: object, *, today: date) -> list[RoundLine]:
    """The rounds that `user` sees, newest first; two queries besides the user's roles."""
    rounds = list(Round.objects.visible_to(user))
    states: dict[UUID, Counter[str]] = defaultdict(Counter)
    counted = Invitation.objects.visible_to(user).values_list("round_id", "state")
    for round_id, state, number in counted.annotate(number=Count("id")).order_by():
        states[round_id][state] = number
    return [RoundLine(row, states[row.pk], (row.due_on - today).days) for row in rounds]


@dataclass(frozen=True)
class OwnInvitation:
    """What an institution of the reader is asked; `overdue` when the day passed unanswered."""

    invitation: Invitation
    days_left: int
    overdue: bool


def own_invitations(user: object, *, today: date) -> list[OwnInvitation]:
    """What the reader's institutions are asked, newest round first; one query besides roles."""
    own = institutions_of(user, *FOCAL_ROLES)
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
        days = (row.round.due_on - today).days
        late = row.round.state == Round.State.OPEN and days < 0 and row.state not in ANSWERED
        found.append(OwnInvitation(row, days, late))
    return found
