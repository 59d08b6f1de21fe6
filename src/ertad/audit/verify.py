"""Walk the whole chain and name the first row that was changed, removed, added or moved."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from ertad.audit.models import AuditHead, AuditRow
from ertad.audit.trail import chained


@dataclass(frozen=True)
class Verdict:
    rows: int
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def verify(*, using: str = DEFAULT_DB_ALIAS) -> Verdict:
    """Check every row's digest, predecessor and number, then the head; streams."""
    previous, expected = "", 1
    for row in AuditRow.objects.using(using).order_by("seq").iterator(chunk_size=2000):
        if row.seq != expected:
            return Verdict(expected - 1, expected, "row missing")
        if row.previous != previous:
            return Verdict(expected - 1, row.seq, "does not follow the row before it")
        if row.digest != chained(row):
            return Verdict(expected - 1, row.seq, "content changed")
        previous, expected = row.digest, expected + 1
    head = AuditHead.objects.using(using).filter(id=1).first()
    if (head.seq, head.digest) != (expected - 1, previous) if head else expected > 1:
        return Verdict(expected - 1, expected, "the end was cut off")
    return Verdict(expected - 1)
