"""A request for more time: an institution asks with a reason, the coordinator answers."""

import uuid
from typing import Self

from django.db import models

from ertad.collection.models.rounds import Invitation
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class ExtensionQuerySet(VisibleQuerySet["Extension"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator, and those who answer for the institution."""
        return self.by_right(user, "answer.see", "invitation__institution")


class Extension(models.Model):
    """`state` moves along `collection.rules.EXTENSION_MOVES`."""

    class State(models.TextChoices):
        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateField(help_text="the day that is asked for")
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True, blank=True, help_text="user id; none by link")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True, help_text="user id")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id invitation until reason asked_at state decided_at version",
        personal="asked_by decided_by",
    )
    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=models.Q(state="asked"),
                name="one_extension_asked",
            )
        ]  # fmt: skip
