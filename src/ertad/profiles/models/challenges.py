"""Challenges of institutions, and who shares them."""

import uuid
from typing import Self

from django.db import models

from ertad.directory.models import Service
from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere, held_in, may
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class ChallengeQuerySet(VisibleQuerySet["Challenge"]):
    def visible_to(self, user: object) -> Self:
        """Members see all, everybody those that their institution made public; what was withdrawn
        is for whoever keeps it."""
        if everywhere(user, "challenge.write"):
            return self.all()
        named = self if may(user, "challenge.read") else self.filter(public=True)
        kept = models.Q(institution__in=held_in(user, "challenge.write"))
        return named.filter(kept | ~models.Q(state=Challenge.State.WITHDRAWN))

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.exclude(state=Challenge.State.WITHDRAWN)


class Challenge(models.Model):
    """`kind`: an obstacle of vocabulary joint_planning. One language of the description is enough.

    While it is being addressed, `answer_*` is a text, `service` or `helper` says by what or whom;
    once it is solved, `answer_*` says how. What was named by mistake is withdrawn, not deleted.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ADDRESSED = "addressed"
        SOLVED = "solved"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="challenges"
    )
    kind = models.CharField(max_length=60)
    description_ka = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    description_fr = models.TextField(blank=True)
    target_groups = models.JSONField(default=list, help_text="codes of vocabulary target_group")
    places = models.JSONField(default=list, help_text="codes of municipalities")
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    public = models.BooleanField(default=False, help_text="shown to everybody, not to members only")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_since = models.DateField()
    answer_ka = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answer_fr = models.TextField(blank=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    helper = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution kind description_ka description_en description_fr target_groups"
        " places since_year public state state_since answer_ka answer_en answer_fr service helper"
        " version"
    )
    objects = ChallengeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(description_ka="", description_en="", description_fr=""),
                name="challenge_described",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "addressed", "solved", "withdrawn"]),
                name="challenge_in_a_state",
            ),
        ]


class SharedByQuerySet(VisibleQuerySet["SharedBy"]):
    def visible_to(self, user: object) -> Self:
        """Who sees a challenge sees who shares it."""
        return self.filter(challenge__in=Challenge.objects.visible_to(user))


class SharedBy(models.Model):
    """Another institution that said "we have this too"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="shared_by")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="shared_challenges"
    )
    at = models.DateTimeField()

    privacy = classes(public="id challenge institution at")
    objects = SharedByQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "institution"], name="challenge_shared_once"
            )
        ]
