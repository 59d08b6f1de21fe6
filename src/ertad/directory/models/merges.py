"""Two records that were one: what each was before, so that the merge can be undone."""

import uuid
from typing import Self

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class MergeQuerySet(VisibleQuerySet["Merge"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator, and focal points whose institution runs both services."""
        return self.by_right(
            user, "service.merge", "survivor__institution", "absorbed__institution"
        )


class Merge(models.Model):
    """Two services made one, with all that is needed to take them apart again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survivor = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="merged_by")
    survivor_before = models.JSONField()
    absorbed_before = models.JSONField()
    survivor_after = models.JSONField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = classes(
        internal="id survivor absorbed survivor_before absorbed_before survivor_after at undone_at"
    )
    objects = MergeQuerySet.as_manager()
