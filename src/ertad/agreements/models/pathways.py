"""How one institution passes people on to a service of another, as an agreement says."""

import uuid
from datetime import date
from typing import Self

from django.db import models

from ertad.agreements.models.agreements import AgreementVersion
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution
from ertad.vocabulary.models import Term

MOST_DAYS = 60


class PathwayQuerySet(VisibleQuerySet["Pathway"]):
    def visible_to(self, user: object) -> Self:
        """With the text that it stands in."""
        return self.filter(text__in=AgreementVersion.objects.visible_to(user))

    def working(self, today: date) -> Self:
        """Those whose agreement is in force, and whose service and institutions are there."""
        there = models.Q(from_institution__dissolved_on=None) | models.Q(
            from_institution__dissolved_on__gt=today
        )
        runs = models.Q(service__institution__dissolved_on=None) | models.Q(
            service__institution__dissolved_on__gt=today
        )
        active = models.Q(service__status=Status.ACTIVE) | models.Q(
            service__merged_into__status=Status.ACTIVE
        )
        running = AgreementVersion.objects.running(today)
        return self.filter(there, runs, active, text__in=running)


class Pathway(models.Model):
    """Part of the text of a version: it is agreed on and signed with it.

    `groups` are terms of the vocabulary target_group; `answer_days` working days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="pathways")
    from_institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="pathways_from",
        help_text="the party that passes on",
    )  # fmt: skip
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="pathways",
        help_text="of another party, to which one is passed on",
    )  # fmt: skip
    groups = models.ManyToManyField(Term, blank=True, related_name="+")
    for_whom = models.CharField(max_length=300, blank=True, help_text="more on whom it is for")
    procedure = models.TextField(help_text="how it is done, step by step")
    passed_on = models.TextField(help_text="what is passed on; no client data stands here")
    answered_by = models.CharField(max_length=300, help_text="function that answers")
    answer_days = models.PositiveSmallIntegerField(help_text="working days until the answer")
    place = models.PositiveSmallIntegerField(default=0, help_text="order within the text")

    privacy = classes(
        internal="id text from_institution service groups for_whom procedure passed_on answered_by"
        " answer_days place",
    )
    objects = PathwayQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_days__gte=1, answer_days__lte=MOST_DAYS),
                name="pathway_answered_in_time",
            )
        ]
