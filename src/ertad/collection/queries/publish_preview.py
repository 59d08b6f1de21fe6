"""What publishing a round will do, institution by institution; nothing is written."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ertad.collection.matching.finding import UNDER_REVIEW
from ertad.collection.models import Pair, Round, SourceRow, Submission
from ertad.collection.publishing import Plan, PlannedRow, plan_publication
from ertad.collection.queries.pair_queue import open_pairs
from ertad.collection.rules import ROUND_MOVES
from ertad.kernel.moves import Text, against
from ertad.kernel.rights import may
from ertad.people.models import Institution


@dataclass(frozen=True)
class InstitutionLine:
    """`fates`: its rows by what becomes of them (new, changed, ended, confirmed, left_out)."""

    institution: Institution
    fates: Counter[str]


@dataclass(frozen=True)
class PublishPreview:
    """`undecided` files were sent and neither accepted nor returned; `open_pairs` stay apart."""

    round: Round
    plan: Plan
    institutions: list[InstitutionLine]
    undecided: int
    open_pairs: int
    against: list[tuple[str, Text]]

    @property
    def fates(self) -> Counter[str]:
        return self.plan.counts()

    def rows(self, fate: str) -> list[PlannedRow]:
        return [row for row in self.plan.rows if row.fate == fate]


def publish_preview(user: object, round_id: UUID, *, at: datetime) -> PublishPreview:
    """For the coordinator. Raises Round.DoesNotExist for everyone else."""
    if not may(user, "round.publish"):
        raise Round.DoesNotExist(round_id)
    round_ = Round.objects.visible_to(user).get(pk=round_id)
    plan = plan_publication(round_, at=at)
    fates: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row in plan.rows:
        fates[row.institution_id][row.fate] += 1
    names = Institution.objects.visible_to(user).in_bulk(list(fates))
    lines = [InstitutionLine(names[key], found) for key, found in fates.items()]
    files = Submission.objects.visible_to(user).filter(invitation__round=round_)
    new = SourceRow.objects.visible_to(user).filter(
        submission__invitation__round=round_, submission__state__in=UNDER_REVIEW,
        outcome=SourceRow.Outcome.NEW,
    ).values("service_id")  # fmt: skip
    waiting = open_pairs(Pair.objects.visible_to(user))
    return PublishPreview(
        round_,
        plan,
        sorted(lines, key=lambda line: line.institution.code),
        files.filter(state=Submission.State.SENT).count(),
        (waiting.filter(left__in=new) | waiting.filter(right__in=new)).count(),
        against(ROUND_MOVES["round.publish"], round_),
    )
