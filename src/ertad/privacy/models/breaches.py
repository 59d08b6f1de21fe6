"""The log of breaches: what happened to data, and who was told in time."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.kernel.privacy import classes
from ertad.kernel.rights import may
from ertad.kernel.visibility import VisibleQuerySet


class BreachQuerySet(VisibleQuerySet["Breach"]):
    def visible_to(self, user: object) -> Self:
        """The data protection officer's own log."""
        return self.all() if may(user, "breach.keep") else self.none()

    def undecided(self) -> Self:
        """Those whose 72 hours are running."""
        return self.filter(state__in=(Breach.State.FOUND, Breach.State.ASSESSED))


class Breach(models.Model):
    """One breach. `state` moves along `privacy.rules.BREACH_MOVES`; nobody is named in it."""

    class State(models.TextChoices):
        FOUND = "found", pgettext_lazy("breach", "found")
        ASSESSED = "assessed", pgettext_lazy("breach", "assessed")
        NOTIFIED = "notified", pgettext_lazy("breach", "notified")
        NOT_NOTIFIABLE = "not_notifiable", pgettext_lazy("breach", "not to be notified")
        CLOSED = "closed", pgettext_lazy("breach", "closed")

    class Kind(models.TextChoices):
        SEEN = "seen", _("Somebody saw or got data without a right to it")
        LOST = "lost", _("Data was lost or destroyed")
        ALTERED = "altered", _("Data was changed without a right to it")
        AWAY = "away", _("Data could not be reached when it was needed")

    class People(models.TextChoices):
        UNKNOWN = "unknown", _("not known yet")
        NONE = "0", _("nobody")
        TO_10 = "1-10", _("1 to 10")
        TO_100 = "11-100", _("11 to 100")
        TO_1000 = "101-1000", _("101 to 1,000")
        MORE = "1001+", _("more than 1,000")

    class Telling(models.TextChoices):
        OPEN = "open", _("not decided yet")
        PLANNED = "planned", _("they will be told")
        TOLD = "told", _("they were told")
        NOT_NEEDED = "not_needed", _("not needed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    found_at = models.DateTimeField(help_text="when it was noticed; the 72 hours begin then")
    began_on = models.DateField(null=True, blank=True, help_text="since when, as far as known")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.TextField(help_text="what happened; names nobody")
    data = models.JSONField(default=list, help_text="privacy classes of the data concerned")
    people = models.CharField(
        max_length=10, choices=People.choices, default=People.UNKNOWN,
        help_text="how many persons, as a range",
    )  # fmt: skip
    measures = models.TextField(blank=True, help_text="what was done and will be done against it")
    risk = models.TextField(blank=True, help_text="assessment: what it may mean for the persons")
    telling = models.CharField(
        max_length=12, choices=Telling.choices, default=Telling.OPEN,
        help_text="whether the persons concerned are told",
    )  # fmt: skip
    state = models.CharField(max_length=15, choices=State.choices, default=State.FOUND)
    notified_at = models.DateTimeField(
        null=True, blank=True, help_text="when the supervisory authority was told"
    )
    reference = models.CharField(max_length=60, blank=True, help_text="number of the notification")
    why_late = models.CharField(max_length=500, blank=True, help_text="where it took over 72 hours")
    why_not = models.CharField(max_length=500, blank=True, help_text="why nobody has to be told")
    decided_at = models.DateTimeField(
        null=True, blank=True, help_text="when it was decided that nobody has to be told"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded = models.SmallIntegerField(
        null=True, blank=True, help_text="hours that were left at the last reminder"
    )
    noted_by = models.UUIDField(help_text="user id of the officer who noted it")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id found_at began_on kind what data people measures risk telling state"
        " notified_at reference why_late why_not decided_at closed_at reminded version",
        personal="noted_by",
    )
    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "id"]
