"""What readers tell the directory: mistakes they report, and searches that found nothing."""

import uuid
from typing import Self

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class MistakeReportQuerySet(VisibleQuerySet["MistakeReport"]):
    def visible_to(self, user: object) -> Self:
        """The owner of the service and the coordinator."""
        return self.by_right(user, "report.see", "service__institution")


class MistakeReport(models.Model):
    """A reader's note that something is wrong; no sender is kept."""

    class What(models.TextChoices):
        PHONE = "phone"
        ADDRESS = "address"
        HOURS = "hours"
        ENDED = "ended"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="reports")
    what = models.CharField(max_length=10, choices=What.choices)
    text = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = classes(internal="id service what text at settled_at version")
    objects = MistakeReportQuerySet.as_manager()


class UnmetDemandQuerySet(VisibleQuerySet["UnmetDemand"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator."""
        return self.by_right(user, "demand.see")


class UnmetDemand(models.Model):
    """Searches of one day that found nothing, by codes of what was sought; never words."""

    day = models.DateField()
    municipality = models.CharField(max_length=40, blank=True)
    codes = models.CharField(max_length=500, help_text="sorted facet=code pairs, space-separated")
    searches = models.PositiveIntegerField(default=0)

    privacy = classes(internal="id day municipality codes searches")
    objects = UnmetDemandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "municipality", "codes"], name="unmet_once")
        ]
