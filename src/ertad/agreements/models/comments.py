"""What a party says about a version while it is in review."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ertad.agreements.models.agreements import AgreementVersion
from ertad.agreements.models.parties import Party
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class CommentQuerySet(VisibleQuerySet["Comment"]):
    def visible_to(self, user: object) -> Self:
        """The parties and the coordinator, also when the agreement is in force."""
        seen = Party.objects.by_right(user, "agreement.drafts_see", "institution")
        return self.filter(text__in=seen.values("text"))


class Comment(models.Model):
    """Stays with the version that it was about; the next version answers it."""

    class Part(models.TextChoices):
        WHOLE = "whole", _("The agreement as a whole")
        SCOPE = "scope", _("What it is about")
        DUTIES = "duties", _("Duties of the parties")
        DATA = "data", _("Data and legal basis")
        DATES = "dates", _("Start, review and end")
        PATHWAYS = "pathways", _("Pathways")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="comments")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="+", help_text="for which it was said"
    )
    part = models.CharField(
        max_length=10, choices=Part.choices, default=Part.WHOLE, help_text="of the text"
    )
    words = models.TextField(help_text="names nobody")
    said_by = models.UUIDField(null=True, blank=True, help_text="user id")
    at = models.DateTimeField()

    privacy = classes(internal="id text institution part words at", personal="said_by")
    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
