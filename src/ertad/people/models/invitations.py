"""Invitations: a role that waits for somebody to accept it by a link."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.roles import Role
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models.institutions import Institution


class MemberInvitationQuerySet(VisibleQuerySet["MemberInvitation"]):
    def visible_to(self, user: object) -> Self:
        """Coordinators see all, institution admins those to their institutions."""
        return self.by_right(user, "member.invite", "institution")

    def waiting(self) -> Self:
        """Neither accepted nor withdrawn; some may have expired."""
        return self.filter(state=MemberInvitation.State.WAITING)


class MemberInvitation(models.Model):
    """`link_number` is raised when it is sent again, so that every earlier link stops working.

    Name and address are emptied as soon as it waits no longer.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="member_invitations"
    )
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    email = models.EmailField(blank=True, help_text="address")
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="ka")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField(help_text="when the last link was made")
    expires_at = models.DateTimeField(help_text="the link opens until then")
    link_number = models.PositiveIntegerField(default=1, help_text="which link is the last one")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id institution role language state sent_at expires_at link_number version",
        personal="email name invited_by accepted_by",
    )
    objects = MemberInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "role", "email"],
                condition=models.Q(state="waiting"),
                name="member_invitation_once",
            )
        ]

    def expired(self, at: datetime) -> bool:
        return at >= self.expires_at
