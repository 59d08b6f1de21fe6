"""Programmes and services; names and meaning follow HSDS 3.2.3, the rest is our justice profile."""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.languages import Named, has_a_name
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import OpenQuerySet, VisibleQuerySet
from ertad.people.models import Institution


class Programme(Named):
    """A frame for several services of one institution (HSDS program)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="programmes"
    )
    description_ka = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution name_ka name_en name_fr description_ka description_en"
        " description_fr version"
    )
    objects = OpenQuerySet["Programme"].as_manager()

    class Meta(Named.Meta):
        abstract = False
        constraints = [models.CheckConstraint(condition=has_a_name(), name="programme_named")]


class Status(models.TextChoices):
    ACTIVE = "active"
    ENDED = "ended"
    MERGED = "merged"


class Level(models.TextChoices):
    CENTRAL = "central"
    MUNICIPAL = "municipal"


class Sex(models.TextChoices):
    ANY = "any"
    FEMALE = "female"
    MALE = "male"


class ServiceQuerySet(VisibleQuerySet["Service"]):
    def visible_to(self, user: object) -> Self:
        """Every published service, ended and merged ones too: their addresses answer for ever.

        Which fields of it a reader sees is decided by `directory.record.shown_to`.
        """
        return self.all()

    def active(self) -> Self:
        return self.filter(status=Status.ACTIVE)


class Service(Named):
    """One service. Ages are whole years, both ends included; None means no limit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="services")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="services"
    )
    description_ka = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    how_to_enter_ka = models.TextField(blank=True)
    how_to_enter_en = models.TextField(blank=True)
    how_to_enter_fr = models.TextField(blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.ANY)
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    nationwide = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sources = models.JSONField(default=dict, help_text="field: [source, date, rule]")
    sample_as_of = models.CharField(
        max_length=40, blank=True, help_text="a public sample, not verified; as of when"
    )
    sample_source = models.URLField(max_length=500, blank=True)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    privacy = classes(
        public="id institution programme name_ka name_en name_fr description_ka description_en"
        " description_fr how_to_enter_ka how_to_enter_en how_to_enter_fr min_age max_age sex level"
        " nationwide confidential email url status ended_on merged_into assured_on assured_by"
        " sample_as_of sample_source invented version changed_at",
        internal="sources",
    )
    objects = ServiceQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=has_a_name(), name="service_named"),
            models.CheckConstraint(
                condition=models.Q(min_age=None)
                | models.Q(max_age=None)
                | models.Q(min_age__lte=models.F("max_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.MERGED, merged_into__isnull=False)
                | (~models.Q(status=Status.MERGED) & models.Q(merged_into=None)),
                name="service_merged_into_one",
            ),
        ]
