"""The directory's version, its publications, and the search entry of each service."""

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import OpenQuerySet


class DirectoryState(models.Model):
    """One row; `version` rises with every change, so that each process knows when to look again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)

    privacy = classes(public="id version changed_at")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_directory")]


class Publication(models.Model):
    """A published round: the numbered editions of the directory."""

    number = models.PositiveIntegerField(primary_key=True)
    round_id = models.CharField(max_length=36, unique=True)
    at = models.DateTimeField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    report = models.JSONField(
        default=dict, help_text="what became of the rows: see collection.publishing.report"
    )

    privacy = classes(public="number round_id at new changed ended", internal="report")
    objects = OpenQuerySet["Publication"].as_manager()


class SearchEntry(models.Model):
    """What search knows of one active service; written in the transaction of the act."""

    service = models.OneToOneField(
        Service, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    version = models.PositiveBigIntegerField(db_index=True, help_text="directory version")

    privacy = classes(internal="service document digest version")
