"""What was taken away on which day because its time had passed."""

from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.rights import may
from ertad.kernel.visibility import VisibleQuerySet


class PurgeQuerySet(VisibleQuerySet["Purge"]):
    def visible_to(self, user: object) -> Self:
        """The data protection officer."""
        return self.all() if may(user, "privacy.see") else self.none()


class Purge(models.Model):
    """The run of one day. One that was broken off goes on with the next run."""

    day = models.DateField(primary_key=True)
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True, help_text="empty while it is running")
    counts = models.JSONField(default=dict, help_text="name of the rule: how many records")

    privacy = classes(internal="day began_at done_at counts")
    objects = PurgeQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
