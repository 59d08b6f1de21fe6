"""What was announced does not take place: the entry stays, and says so wherever it was taken."""

from datetime import datetime

from ertad.audit.trail import traced
from ertad.cooperation.models import CalendarEntry
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand


def cancel_entry(*, entry: CalendarEntry, by: Actor, at: datetime) -> CalendarEntry:
    """A second time changes nothing. Raises NotAllowed, StaleEdit."""
    demand("calendar.write", by, entry.institution_id)
    with traced("calendar.cancel", by=by, at=at, on=entry) as trace:
        if entry.cancelled_at:
            return entry
        return trace.update(
            entry, institution_id=entry.institution_id, cancelled_at=at, changed_at=at
        )
