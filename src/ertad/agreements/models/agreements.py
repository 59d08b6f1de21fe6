"""A memorandum between institutions: versions of one text, of which one at most is in force."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from ertad.kernel.languages import LANGUAGES, NAMES, said
from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class AgreementQuerySet(VisibleQuerySet["Agreement"]):
    def visible_to(self, user: object) -> Self:
        """Those of which a version may be seen."""
        seen = AgreementVersion.objects.visible_to(user)
        return self.filter(pk__in=seen.values("agreement"))


class Agreement(models.Model):
    """What holds the versions together. `led_by` wrote the first of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    led_by = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="agreements_led",
        help_text="the institution that drafted it",
    )  # fmt: skip
    made_at = models.DateTimeField(help_text="when the first draft was begun")

    privacy = classes(internal="id led_by made_at")
    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "id"]


class AgreementVersionQuerySet(VisibleQuerySet["AgreementVersion"]):
    def visible_to(self, user: object) -> Self:
        """Every member sees what is in force; the rest is for the parties and the coordinator."""
        if everywhere(user, "agreement.drafts_see"):
            return self.all()
        seen = models.Q()
        if own := held_in(user, "agreement.drafts_see"):
            mine = AgreementVersion.objects.filter(parties__institution__in=own)
            seen |= models.Q(pk__in=mine.values("pk"))
        if everywhere(user, "agreement.see"):
            seen |= models.Q(state__in=RUNNING)
        return self.filter(seen) if seen else self.none()

    def running(self, today: date) -> Self:
        """In force on this day, due for review or not."""
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=today),
            state__in=RUNNING, starts_on__lte=today,
        )  # fmt: skip

    def open(self) -> Self:
        """Not in force yet."""
        return self.filter(state__in=OPEN)


class AgreementVersion(models.Model):
    """One text. `state` moves along `agreements.rules.AGREEMENT_MOVES`; from `review` on nothing of
    the text changes any more: what is to change goes into the next version.

    It is written in one `language`, since one text is signed; only the title has three.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("agreement", "draft")
        REVIEW = "review", pgettext_lazy("agreement", "in review")
        SIGNED = "signed", pgettext_lazy("agreement", "signed")
        IN_FORCE = "in_force", pgettext_lazy("agreement", "in force")
        DUE = "due", pgettext_lazy("agreement", "due for review")
        ENDED = "ended", pgettext_lazy("agreement", "ended")
        REPLACED = "replaced", pgettext_lazy("agreement", "replaced by a later version")
        WITHDRAWN = "withdrawn", pgettext_lazy("agreement", "withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="1 for the first version")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    language = models.CharField(
        max_length=2, choices=[(code, NAMES[code]) for code in LANGUAGES], default="ka",
        help_text="in which the text is written",
    )  # fmt: skip
    title_ka = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    scope = models.TextField(blank=True, help_text="what it is about")
    data_shared = models.TextField(blank=True, help_text="data that may be shared; empty: none")
    legal_basis = models.TextField(blank=True, help_text="on what legal basis it is shared")
    starts_on = models.DateField(null=True, blank=True, help_text="first day in force")
    review_on = models.DateField(null=True, blank=True, help_text="when it is to be looked at")
    ends_on = models.DateField(null=True, blank=True, help_text="last day; empty: without an end")
    due_on = models.DateField(
        null=True, blank=True,
        help_text="next review: the day of the text at first, then as the parties say",
    )  # fmt: skip
    sent_at = models.DateTimeField(null=True, blank=True, help_text="when it was sent for review")
    signed_on = models.DateField(null=True, blank=True, help_text="day of the last signature")
    ended_on = models.DateField(
        null=True, blank=True, help_text="first day on which it was not in force any more"
    )
    why_ended = models.CharField(max_length=500, blank=True, help_text="names nobody")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id agreement number state language title_ka title_en title_fr scope data_shared"
        " legal_basis starts_on review_on ends_on due_on sent_at signed_on ended_on why_ended"
        " version",
    )
    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(state__in=["draft", "review", "signed"]),
                name="agreement_one_open_version",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(state__in=["in_force", "due"]),
                name="agreement_one_version_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None) | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="agreement_starts_before_it_ends",
            ),
        ]  # fmt: skip

    @property
    def title(self) -> str:
        """In the reader's language, else in one that exists."""
        return said(self, "title").text

    def __str__(self) -> str:
        return self.title


State = AgreementVersion.State
OPEN = frozenset({State.DRAFT, State.REVIEW, State.SIGNED})
RUNNING = frozenset({State.IN_FORCE, State.DUE})
OVER = frozenset({State.ENDED, State.REPLACED, State.WITHDRAWN})
