"""Two records that may be one: asked once, the answer remembered for ever."""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class PairQuerySet(VisibleQuerySet["Pair"]):
    def visible_to(self, user: object) -> Self:
        """Focal points see the pairs of which both sides are their institution's."""
        return self.by_right(user, "pair.answer", "left_institution", "right_institution")


class Pair(models.Model):
    """`left` < `right` are service ids, of the directory or of a row still under review.

    `evidence` is a list of [field, level, weight, left value, right value].
    """

    class Answer(models.TextChoices):
        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    left = models.UUIDField(db_index=True)
    right = models.UUIDField(db_index=True)
    left_institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    right_institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(help_text="probability of a match, 0 to 1")
    band = models.CharField(max_length=10)
    evidence = models.JSONField(default=list)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    choices = models.JSONField(default=dict, help_text="field key: left or right, when the same")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True, help_text="user id")
    merge_id = models.UUIDField(null=True, blank=True, help_text="the merge it led to")
    found_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id left right left_institution right_institution score band evidence answer"
        " choices answered_at merge_id found_at version",
        personal="answered_by",
    )
    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")), name="pair_in_order"
            ),
        ]
