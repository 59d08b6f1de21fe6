"""The chain of audit rows and the revisions of records.

Actor, role and institution are plain columns without foreign keys: a trace outlives what it names.
"""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.roles import EDITING_ROLES, Role, institutions_of, roles_of
from ertad.kernel.visibility import VisibleQuerySet


class AuditRowQuerySet(VisibleQuerySet["AuditRow"]):
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
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    privacy = classes(
        internal="seq act_id at act actor_id role institution_id reason kind object_id details"
        " previous digest"
    )
    objects = AuditRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="audit_of_object")]


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

    privacy = classes(
        internal="id act_id at act kind object_id institution_id actor_id role before after sources"
    )
    objects = RevisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "-id"], name="revisions_of_object")]
