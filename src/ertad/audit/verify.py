"""Walk the whole chain and name the first row that was changed, removed, added or moved.

Rows come as a stream, so memory does not grow with them, and nobody is kept from acting meanwhile.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db import DEFAULT_DB_ALIAS

from ertad.audit.chain import Walk, signed_rows
from ertad.audit.checkpoints import is_signed, last_check, last_checkpoint
from ertad.audit.epochs import restored_over
from ertad.audit.models import AuditCheckpoint, AuditHead, AuditRow
from ertad.audit.sealed import Revisions, first_unsealed

CUT = "the end was cut off"
FORGED_CHECKPOINT = "the checkpoint is not signed"
BEFORE_CHECKPOINT = "row before the checkpoint"
BEYOND_HEAD = "row after the end"
ANOTHER_HEAD = "another row than the head that was kept"


class Head(NamedTuple):
    """The end of the chain at some time, kept elsewhere."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> Self:
        """From `SEQ:DIGEST`. Raises ValueError."""
        if not (found := re.fullmatch(r"(\d{1,18}):([0-9a-f]{64}|)", text.strip())):
            raise ValueError("a head is written SEQ:DIGEST, as `ertad audit head` prints it")
        return cls(int(found[1]), found[2])


NOTHING = Head(0, "")


@dataclass(frozen=True)
class Verdict:
    """`rows` were verified, the last of them `head`; `purged` lie before the checkpoint.

    What is no fault, but should be known: how often the clock was behind that of the row before
    (`set_back`), at which row first; and the row of a restore that left a kept head behind.
    """

    rows: int
    broken_at: int | None = None
    why: str = ""
    head: Head = NOTHING
    purged: int = 0
    revisions: int = 0
    set_back: int = 0
    first_set_back: int = 0
    left_behind_by: int = 0

    @property
    def whole(self) -> bool:
        return self.broken_at is None

    @property
    def remarks(self) -> list[str]:
        """In words for a terminal."""
        said = []
        if self.set_back:
            said.append(f"the clock was set back {self.set_back} times, first at row"
                        f" {self.first_set_back}; the numbers tell the order")  # fmt: skip
        if self.left_behind_by:
            said.append(f"the kept head was left behind by a restore: row {self.left_behind_by}")
        return said


def head(*, using: str = DEFAULT_DB_ALIAS) -> Head:
    """The end of the chain now."""
    found = AuditHead.objects.using(using).filter(id=1).values_list("seq", "digest").first()
    return Head(*found) if found else NOTHING


def verify(
    *, using: str = DEFAULT_DB_ALIAS, kept: Head | None = None, revisions: bool = True
) -> Verdict:
    """Check every row, its place, the end, and the revisions of every act.

    `kept`: a head that was kept elsewhere, which the chain must hold; without one, that of the last
    daily check. Rows that are appended meanwhile are left to the next time.
    """
    if kept is None and (check := last_check(using)) and not check.broken_at:
        kept = Head(check.seq, check.digest)
    checkpoint = last_checkpoint(using)
    if checkpoint and (fault := _fault_of(checkpoint, using)):
        return fault
    walk = Walk(checkpoint.seq, checkpoint.digest) if checkpoint else Walk()
    purged = checkpoint.rows if checkpoint else 0
    end, begin, there = head(using=using), walk.seq, walk.digest
    for row in signed_rows(using, begin, max(end.seq, begin)):
        if why := walk.follow(row):
            return Verdict(walk.rows, walk.seq + 1, why, purged=purged)
        if kept and row.seq == kept.seq:
            there = row.digest
    if (walk.seq, walk.digest) != end and (walk.seq or end.seq):
        return Verdict(walk.rows, walk.seq + 1, CUT, purged=purged)
    if beyond := _beyond(using, end.seq):
        return Verdict(walk.rows, beyond, BEYOND_HEAD, purged=purged)
    left_behind_by = 0
    if kept and kept.seq >= begin and (kept.seq > walk.seq or kept.digest != there):
        left_behind_by = restored_over(using, kept.seq)
        if not left_behind_by:
            cut = kept.seq > walk.seq
            return Verdict(walk.rows, min(kept.seq, walk.seq + 1), CUT if cut else ANOTHER_HEAD)
    found = first_unsealed(using, checkpoint) if revisions else Revisions(0)
    return Verdict(
        walk.rows, found.broken_at, found.why, Head(walk.seq, walk.digest), purged, found.count,
        walk.set_back, walk.first_set_back, left_behind_by,
    )  # fmt: skip


def _fault_of(checkpoint: AuditCheckpoint, using: str) -> Verdict | None:
    if not is_signed(checkpoint):
        return Verdict(0, checkpoint.seq + 1, FORGED_CHECKPOINT)
    before = AuditRow.objects.using(using).filter(seq__lte=checkpoint.seq).order_by("seq")
    forged = before.values_list("seq", flat=True).first()
    return Verdict(0, forged, BEFORE_CHECKPOINT, purged=checkpoint.rows) if forged else None


def _beyond(using: str, seq: int) -> int | None:
    """A row after the end that no act can have put there: the head would have moved with it."""
    rows = AuditRow.objects.using(using).filter(seq__gt=seq).order_by("-seq")
    last = rows.values_list("seq", flat=True).first()
    return last if last and head(using=using).seq < last else None
