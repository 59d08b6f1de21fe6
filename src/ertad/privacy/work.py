"""What waits for the data protection officer."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ertad.kernel.rights import may
from ertad.kernel.work import WorkItem
from ertad.privacy.models import AccessRequest, Breach

SOON = timedelta(days=3)


def open_work(user: object, today: date) -> list[WorkItem]:
    """Breaches whose hours are running, and persons to answer; nothing for others."""
    if not may(user, "breach.keep"):
        return []
    waiting = AccessRequest.objects.visible_to(user).open()
    late = waiting.filter(due_on__lte=today + SOON).exists()
    breaches = Breach.objects.visible_to(user).undecided().count()
    return [
        WorkItem(
            _("Breaches whose 72 hours are running"), breaches, reverse("privacy:breaches"),
            pressing=True,
        ),
        WorkItem(
            _("Persons to answer about their data"), waiting.count(), reverse("privacy:requests"),
            pressing=late,
        ),
    ]  # fmt: skip
