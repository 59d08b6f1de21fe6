"""The register of what persons asked about their data, and when they were answered."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ertad.kernel.privacy import classes
from ertad.kernel.rights import may
from ertad.kernel.visibility import VisibleQuerySet


class AccessRequestQuerySet(VisibleQuerySet["AccessRequest"]):
    def visible_to(self, user: object) -> Self:
        """The data protection officer's own register."""
        return self.all() if may(user, "request.keep") else self.none()

    def open(self) -> Self:
        return self.filter(answered_on=None)


class AccessRequest(models.Model):
    """A request by a person. The letter itself lies in the office's own register of letters."""

    class What(models.TextChoices):
        KNOW = "know", _("to know what is held")
        CORRECT = "correct", _("to have something corrected")
        ERASE = "erase", _("to have something erased")
        STOP = "stop", _("that data is no longer used")

    class Outcome(models.TextChoices):
        DONE = "done", _("done as asked")
        PARTLY = "partly", _("done in part")
        NOTHING = "nothing", _("nothing is held")
        REFUSED = "refused", _("refused, with reasons")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text="the account that asks; empty for somebody without one",
    )  # fmt: skip
    reference = models.CharField(
        max_length=60, blank=True, help_text="number of the letter in the office's register"
    )
    what = models.CharField(max_length=10, choices=What.choices)
    received_on = models.DateField()
    due_on = models.DateField(help_text="the last day for an answer")
    prolonged = models.CharField(
        max_length=300, blank=True, help_text="why the term was prolonged, which is done once"
    )
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="on the answer; names nobody")
    reminded_on = models.DateField(null=True, blank=True, help_text="when the officer was reminded")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id what received_on due_on prolonged answered_on outcome note reminded_on"
        " version",
        personal="user reference",
    )
    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_on=None, outcome="")
                | models.Q(answered_on__isnull=False) & ~models.Q(outcome=""),
                name="request_answered_with_outcome",
            )
        ]
