"""What collecting does when it is due."""

from collections.abc import Mapping
from datetime import datetime

from ertad.collection.jobs import enqueue_waiting
from ertad.collection.letters.reminding import remind_due
from ertad.kernel.due import DueJob


def _checks(at: datetime) -> Mapping[str, int]:
    return {"queued again": enqueue_waiting(at=at)}


DUE = (DueJob("reminders", remind_due), DueJob("checks", _checks))
