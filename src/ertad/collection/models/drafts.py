"""What an institution has answered by its link so far; it is staged, nothing of it is live."""

from typing import Self
from uuid import UUID, uuid5

from django.db import models

from ertad.collection.models.rounds import Invitation
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class AnswerDraftQuerySet(VisibleQuerySet["AnswerDraft"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator, the institution's focal points, and whoever holds its link."""
        return self.by_right(user, "answer.see", "invitation__institution")


class AnswerDraft(models.Model):
    """The answer about one service, or about the contact point (`service_id` is null).

    `record` is what was answered, whole; `typed` keeps what could not be read, {record key: text}.
    `base` is the record that was shown when it was answered first, of `base_version`; null for a
    service that is new. `past`: earlier answers for undo, the oldest first; null where there was
    none yet.
    """

    class Answer(models.TextChoices):
        SAME = "same"
        CHANGED = "changed"
        ENDED = "ended"
        NEW = "new"

    id = models.UUIDField(primary_key=True)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="drafts")
    service_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    record = models.JSONField()
    typed = models.JSONField(default=dict)
    base = models.JSONField(null=True)
    base_version = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True, help_text="why it ended, in their words")
    past = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id invitation service_id answer record typed base base_version note past"
        " changed_at version"
    )
    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "service_id"], name="draft_once")
        ]


def draft_id(invitation_id: UUID, service_id: UUID | None) -> UUID:
    """The same for the same service of an invitation, so that two people write one draft."""
    return uuid5(invitation_id, f"draft {service_id or 'contact'}")
