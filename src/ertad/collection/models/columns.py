"""What the columns of an institution's own lists mean: said once, remembered for the next list."""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class ColumnMemoryQuerySet(VisibleQuerySet["ColumnMemory"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator sees all; those who answer for an institution what was said for it."""
        return self.by_right(user, "answer.see", "institution")


class ColumnMemory(models.Model):
    """`digest` names a set of column titles; `mapping` says what each of them means.

    `mapping` has the form of a mapping file (see `collection.lists.mapping`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="column_memories"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the column titles")
    mapping = models.JSONField(help_text="what each column means, as in a mapping file")
    said_at = models.DateTimeField(help_text="when it was said last")
    said_by = models.UUIDField(null=True, blank=True, help_text="user id")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(internal="id institution digest mapping said_at version", personal="said_by")
    objects = ColumnMemoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "digest"], name="columns_said_once")
        ]
