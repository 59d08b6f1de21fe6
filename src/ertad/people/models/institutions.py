"""Institutions: the agency and its bureaus, municipalities and their bodies, NGOs."""

import uuid
from datetime import date
from typing import Self

from django.db import models

from ertad.kernel.languages import Named, has_a_name
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.places.models import Municipality


class InstitutionQuerySet(VisibleQuerySet["Institution"]):
    def visible_to(self, user: object) -> Self:
        """Every institution is public; what it runs is decided service by service."""
        return self.all()

    def there(self, today: date) -> Self:
        """Those that are not dissolved."""
        return self.filter(models.Q(dissolved_on=None) | models.Q(dissolved_on__gt=today))


class Institution(Named):
    """`kind`: code of vocabulary organisation_type; `code`: what people type in a terminal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches"
    )
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="institutions", help_text="municipalities served"
    )
    nationwide = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    language = models.CharField(max_length=2, default="ka", help_text="of its workbook and letters")
    invented = models.BooleanField(default=False)
    dissolved_on = models.DateField(
        null=True, blank=True, help_text="first day on which it was there no more"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id code name_ka name_en name_fr kind parent municipalities nationwide phone email"
        " url invented dissolved_on version",
        internal="language",
    )
    objects = InstitutionQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=has_a_name(), name="institution_named")]

    def dissolved(self, today: date) -> bool:
        return self.dissolved_on is not None and self.dissolved_on <= today


class InstitutionForeignId(models.Model):
    """The institution's id in another list, kept as (source, id)."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="foreign_ids"
    )
    source = models.CharField(max_length=120)
    value = models.CharField(max_length=200)

    privacy = classes(internal="id institution source value")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "value"], name="institution_foreign_id_once")
        ]


class InstitutionAlias(models.Model):
    """Another name in use; `folded` is `engines.script.name_key` of it."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)

    privacy = classes(public="id institution name folded")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="institution_alias_once")
        ]
