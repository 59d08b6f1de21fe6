"""Remove the oldest rows of the trail; a signed checkpoint says where it begins since."""

from datetime import datetime

from django.db.models import Max, QuerySet

from ertad.audit.checkpoints import last_checkpoint, signature_of
from ertad.audit.models import AuditCheckpoint, AuditRow, Revision
from ertad.audit.trail import locked_head, traced
from ertad.audit.verify import Verdict, verify
from ertad.kernel.actor import Actor, NotAllowed
from ertad.kernel.roles import Role


class BrokenChain(Exception):
    """Nothing was purged: evidence must stay as it is. `verdict` says what is broken."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"broken at row {verdict.broken_at}: {verdict.why}")
        self.verdict = verdict


def purge(*, before: datetime, by: Actor, at: datetime) -> int:
    """How many rows were removed: all in front of the first that is not older than `before`.

    The revisions stay, since histories are made of them. Raises BrokenChain.
    """
    if by.role is not Role.OPERATOR:
        raise NotAllowed("the trail is purged by the operator")
    if not (verdict := verify()).whole:
        raise BrokenChain(verdict)
    with traced("audit.purge", by=by, at=at) as trace:
        end, _digest = locked_head()
        rows = _older_than(before, end)
        last = rows.order_by("-seq").values_list("seq", "digest").first()
        if last is None:
            trace.details.update(rows=0)
            return 0
        earlier = last_checkpoint("default")
        acts = rows.values("act_id")
        highest = Revision.objects.filter(act_id__in=acts).aggregate(id=Max("id"))["id"] or 0
        removed = rows.delete()[0]
        checkpoint = AuditCheckpoint(
            seq=last[0], digest=last[1], at=at,
            rows=removed + (earlier.rows if earlier else 0),
            revisions_to=max(highest, earlier.revisions_to if earlier else 0),
        )  # fmt: skip
        checkpoint.signature = signature_of(checkpoint)
        checkpoint.save(force_insert=True)
        trace.details.update(rows=removed, to_seq=last[0], to_digest=last[1])
    return removed


def _older_than(before: datetime, end: int) -> QuerySet[AuditRow]:
    """A prefix: a row that is older, but behind a newer one, stays (the clock was set back)."""
    newer = AuditRow.objects.filter(at__gte=before).order_by("seq")
    first = newer.values_list("seq", flat=True).first()
    return AuditRow.objects.filter(seq__lte=end if first is None else first - 1)
