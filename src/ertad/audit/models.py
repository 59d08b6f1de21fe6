"""The chain of audit rows and the revisions of records.

Actor, role and institution are plain columns without foreign keys: a trace outlives what it names.
"""

import uuid
from typing import Self, TypeVar

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.roles import EDITING_ROLES, Role, institutions_of, roles_of
from ertad.kernel.visibility import VisibleQuerySet

M = TypeVar("M", bound=models.Model)


class OfTheAuditor(VisibleQuerySet[M]):
    def visible_to(self, user: object) -> Self:
        """The auditor."""
        return self.all() if Role.AUDITOR in roles_of(user) else self.none()


class AuditRow(models.Model):
    """One act. `digest` chains it to the row before; rows are never changed."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    act_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor_id = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=30)
    institution_id = models.CharField(max_length=36, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict)
    revisions = models.PositiveIntegerField(default=0, help_text="how many the act left")
    form = models.PositiveSmallIntegerField(default=1, help_text="how the row is signed")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    privacy = classes(
        internal="seq act_id at act actor_id role institution_id reason kind object_id details"
        " revisions form previous digest"
    )
    objects = OfTheAuditor["AuditRow"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id"], name="audit_of_object"),
            models.Index(fields=["act", "seq"], name="audit_of_act"),
            models.Index(fields=["actor_id", "seq"], name="audit_of_actor"),
            models.Index(fields=["institution_id", "seq"], name="audit_of_institution"),
            models.Index(fields=["at"], name="audit_at"),
        ]


class AuditHead(models.Model):
    """The single row that names the chain's end; locking it puts the acts in one order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    privacy = classes(internal="id seq digest")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_audit_head")]


class RevisionQuerySet(VisibleQuerySet["Revision"]):
    def visible_to(self, user: object) -> Self:
        """Coordinator, auditor, and those who edit for the institution whose record it is."""
        if roles_of(user) & {Role.COORDINATOR, Role.AUDITOR}:
            return self.all()
        own = [str(place) for place in institutions_of(user, *EDITING_ROLES)]
        return self.filter(institution_id__in=own)


class Revision(models.Model):
    """A changed record before and after one act, as plain JSON, with the source of each field."""

    id = models.BigAutoField(primary_key=True)
    act_id = models.UUIDField(default=uuid.uuid4, db_index=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    institution_id = models.CharField(max_length=36, blank=True, help_text="whose record it is")
    actor_id = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=30)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    sources = models.JSONField(default=dict)
    n = models.PositiveIntegerField(default=0, help_text="which of its act, from 1")
    digest = models.CharField(
        max_length=64, blank=True, help_text="seal; empty where acts were not sealed yet"
    )

    privacy = classes(
        internal="id act_id at act kind object_id institution_id actor_id role before after sources"
        " n digest"
    )
    objects = RevisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "-id"], name="revisions_of_object")]


class AuditCheckpoint(models.Model):
    """Where the chain begins since rows before it were purged; signed, one for each purge."""

    seq = models.PositiveBigIntegerField(primary_key=True, help_text="last row that was purged")
    digest = models.CharField(max_length=64, help_text="of the last row that was purged")
    rows = models.PositiveBigIntegerField(help_text="how many were purged, with all earlier ones")
    revisions_to = models.PositiveBigIntegerField(
        help_text="highest id of a revision whose act is purged"
    )
    at = models.DateTimeField()
    signature = models.CharField(max_length=64, help_text="keyed digest of all the others")

    privacy = classes(internal="seq digest rows revisions_to at signature")
    objects = OfTheAuditor["AuditCheckpoint"].as_manager()


class AuditCheck(models.Model):
    """The verdict of one day's verification, and the head that it found; signed."""

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()
    rows = models.PositiveBigIntegerField(help_text="how many were verified")
    seq = models.PositiveBigIntegerField(help_text="number of the last row that was verified")
    digest = models.CharField(max_length=64, help_text="of that row")
    broken_at = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="first row that is not whole"
    )
    why = models.CharField(max_length=80, blank=True)
    signature = models.CharField(max_length=64, help_text="keyed digest of all the others")

    privacy = classes(internal="day at rows seq digest broken_at why signature")
    objects = OfTheAuditor["AuditCheck"].as_manager()
