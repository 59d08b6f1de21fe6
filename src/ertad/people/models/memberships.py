"""Who belongs where, in which role, since when."""

import uuid
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.roles import FOCAL_ROLES, Role
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models.institutions import Institution


class MembershipQuerySet(VisibleQuerySet["Membership"]):
    def visible_to(self, user: object) -> Self:
        """Members see their colleagues; coordinators and auditors see all."""
        return self.by_right(user, "member.see", "institution")

    def focal(self, user_id: UUID, institution_id: UUID) -> Self:
        """The present roles of focal point or deputy that a person has in an institution."""
        return self.filter(
            user=user_id, institution=institution_id, role__in=FOCAL_ROLES, ended_on=None
        )


class Membership(models.Model):
    """A role of a person in an institution; ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = classes(internal="id institution role since ended_on version", personal="user")
    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "institution", "role"],
                condition=models.Q(ended_on=None),
                name="membership_once",
            )
        ]
