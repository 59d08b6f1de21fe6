"""After a restore, the trail goes on from the backup's end with a row that says so."""

from datetime import datetime

from ertad.audit.epochs import OPENED
from ertad.audit.trail import locked_head, traced
from ertad.audit.verify import Head
from ertad.kernel.actor import Actor


class AnotherEnd(Exception):
    """The trail that was restored does not end where the backup says it does."""


def open_epoch(*, backup: Head, by: Actor, at: datetime, left: Head | None = None) -> None:
    """`backup`: the head that the backup names; `left`: the head of what the restore replaced.

    Called once the backup's rows are in place, before anybody acts. Raises AnotherEnd.
    """
    with traced(OPENED, by=by, at=at) as trace:
        if (found := Head(*locked_head())) != backup:
            raise AnotherEnd(f"the trail ends at row {found.seq}, the backup's at {backup.seq}")
        trace.details.update(backup_seq=backup.seq, backup_digest=backup.digest)
        if left:
            trace.details.update(left_seq=left.seq, left_digest=left.digest)
