"""What an institution says of itself beside its services."""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class InstitutionProfileQuerySet(VisibleQuerySet["InstitutionProfile"]):
    def visible_to(self, user: object) -> Self:
        """Everybody: an institution presents itself to the public."""
        return self.all()


class InstitutionProfile(models.Model):
    """One of an institution. Lists hold codes, which the acts check; empty texts are not said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.OneToOneField(
        Institution, on_delete=models.PROTECT, related_name="own_words"
    )
    field_ka = models.CharField(max_length=300, blank=True, help_text="field of activity")
    field_en = models.CharField(max_length=300, blank=True, help_text="field of activity")
    field_fr = models.CharField(max_length=300, blank=True, help_text="field of activity")
    mandate_ka = models.TextField(blank=True, help_text="what it is there for")
    mandate_en = models.TextField(blank=True, help_text="what it is there for")
    mandate_fr = models.TextField(blank=True, help_text="what it is there for")
    offers_ka = models.TextField(blank=True, help_text="what it offers to other institutions")
    offers_en = models.TextField(blank=True, help_text="what it offers to other institutions")
    offers_fr = models.TextField(blank=True, help_text="what it offers to other institutions")
    seeks_ka = models.TextField(blank=True, help_text="what it looks for")
    seeks_en = models.TextField(blank=True, help_text="what it looks for")
    seeks_fr = models.TextField(blank=True, help_text="what it looks for")
    target_groups = models.JSONField(default=list, help_text="codes of vocabulary target_group")
    figures = models.JSONField(
        default=list, help_text="label and source in three languages, value (empty: no data), year"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution field_ka field_en field_fr mandate_ka mandate_en mandate_fr"
        " offers_ka offers_en offers_fr seeks_ka seeks_en seeks_fr target_groups figures version"
    )
    objects = InstitutionProfileQuerySet.as_manager()
