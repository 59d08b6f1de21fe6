"""What waits for the auditor: a trail that is not whole."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.audit.queries import chain_state
from ertad.kernel.clock import now
from ertad.kernel.rights import may
from ertad.kernel.work import WorkItem


def open_work(user: object, today: date) -> list[WorkItem]:
    """One query, for the auditor alone."""
    if not may(user, "audit.read"):
        return []
    broken = chain_state(user, now()).state == "broken"
    return [WorkItem(_("The audit trail is broken"), int(broken), reverse("audit:trail"), True)]
