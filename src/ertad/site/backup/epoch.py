"""A restore in the audit trail: why it goes on from an earlier row than it had reached."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import SYSTEM
from ertad.site.backup.contents import Header
from ertad.site.backup.current import Current


def note_restore(header: Header, replaced: Current, *, at: datetime) -> None:
    """Say in the restored trail where it was taken up again, and which end it took the place of."""
    with traced("installation.restore", by=SYSTEM, at=at) as trace:
        trace.details = {
            "backup_at": header.at,
            "backup_head": {"seq": header.audit_seq, "digest": header.audit_digest},
            "replaced_head": {"seq": replaced.audit_seq, "digest": replaced.audit_digest},
        }
