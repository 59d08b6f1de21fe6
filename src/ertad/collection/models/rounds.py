"""A round asks a set of institutions for their services; each has one invitation."""

import uuid
from datetime import date
from typing import Self

from django.db import models

from ertad.kernel.languages import said
from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class RoundQuerySet(VisibleQuerySet["Round"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator sees all; a focal point the rounds that ask the own institution."""
        seen = self.by_right(user, "round.see", "invitations__institution")
        if everywhere(user, "round.draft_see"):
            return seen
        return seen.exclude(state="draft").distinct()


FIRST_REMINDERS = (-14, -7, -2, 3)
"""Days before (below zero) and after the day on which an answer is due."""


def first_reminders() -> list[int]:
    return list(FIRST_REMINDERS)


class Round(models.Model):
    """`state` moves along `collection.rules.ROUND_MOVES`."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"
        PUBLISHED = "published"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title_ka = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reminders = models.JSONField(
        default=first_reminders, help_text="days before (below zero) and after the due day"
    )
    extension_days = models.PositiveSmallIntegerField(
        default=14, help_text="an institution may ask for up to so many days more; 0: for none"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id title_ka title_en title_fr period_start period_end due_on state reminders"
        " extension_days opened_at closed_at published_at version"
    )
    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_start__lte=models.F("period_end")),
                name="round_period_in_order",
            )
        ]

    @property
    def title(self) -> str:
        return said(self, "title").text

    def __str__(self) -> str:
        return self.title


ANSWERED = frozenset({"sent", "accepted"})
"""States of an invitation in which nothing more is asked."""


class InvitationQuerySet(VisibleQuerySet["Invitation"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator, and those who answer for the institution."""
        seen = self.by_right(user, "answer.see", "institution")
        if everywhere(user, "round.draft_see"):
            return seen
        return seen.exclude(round__state="draft")

    def unanswered(self) -> Self:
        """Those of which an answer is awaited now."""
        return self.filter(round__state=Round.State.OPEN).exclude(state__in=ANSWERED)

    def late(self, today: date) -> Self:
        """Unanswered, and the day has passed: the round's, or their own after an extension."""
        return self.unanswered().filter(late_by(today))


def late_by(today: date) -> models.Q:
    """Condition on invitations: the day on which the answer is due has passed."""
    own = models.Q(due_on=None) | models.Q(due_on__lt=today)
    return own & models.Q(round__due_on__lt=today)


class Invitation(models.Model):
    """`base` keeps the records as the workbook gave them: service id -> [version, record]."""

    class State(models.TextChoices):
        INVITED = "invited"
        DOWNLOADED = "downloaded"
        CHECKED = "checked"
        SENT = "sent"
        RETURNED = "returned"
        ACCEPTED = "accepted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="invitations"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.INVITED)
    base = models.JSONField(default=dict)
    based_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="the later day that was granted; else the round's"
    )
    link_number = models.PositiveIntegerField(
        default=1, help_text="of the signed link that opens; raised, earlier links are withdrawn"
    )
    link_until = models.DateField(
        null=True, blank=True, help_text="a link that was asked for anew opens until this day"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id round institution state base based_at due_on link_number link_until version"
    )
    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "institution"], name="invited_once")
        ]

    @property
    def due_day(self) -> date:
        """The day on which this institution's answer is due."""
        day: date = self.round.due_on
        return max(day, self.due_on or day)
