"""What a specialist says of the own work, for other members."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.rights import may
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class SpecialistProfileQuerySet(VisibleQuerySet["SpecialistProfile"]):
    def visible_to(self, user: object) -> Self:
        """Members see those whose writer agreed and still is a specialist; one's own always."""
        own = models.Q(user=getattr(user, "pk", None))
        if not may(user, "specialist.read"):
            return self.filter(own)
        still = models.Q(
            user__memberships__role="specialist",
            user__memberships__ended_on=None,
            user__memberships__institution=models.F("institution"),
        )
        return self.filter(own | (models.Q(agreed_at__isnull=False) & still)).distinct()


class SpecialistProfile(models.Model):
    """Written by the person alone; without `agreed_at` nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="specialist_profile"
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    work_ka = models.TextField(blank=True, help_text="field of work")
    work_en = models.TextField(blank=True, help_text="field of work")
    work_fr = models.TextField(blank=True, help_text="field of work")
    offers_ka = models.TextField(blank=True, help_text="what the person offers to others")
    offers_en = models.TextField(blank=True, help_text="what the person offers to others")
    offers_fr = models.TextField(blank=True, help_text="what the person offers to others")
    target_groups = models.JSONField(default=list, help_text="codes of vocabulary target_group")
    places = models.JSONField(default=list, help_text="codes of municipalities")
    languages = models.JSONField(default=list, help_text="codes of languages spoken")
    agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="when the person agreed that members see it"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id institution agreed_at version",
        personal="user work_ka work_en work_fr offers_ka offers_en offers_fr target_groups places"
        " languages",
    )
    objects = SpecialistProfileQuerySet.as_manager()
