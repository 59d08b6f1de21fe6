"""Contact points: whom to call about what, where. Ended, never deleted."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models.institutions import Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

UNCONFIRMED_DAYS = 14
"""After so many days without an answer a contact point is marked, and its institution is told."""
UNHEARD_DAYS = 28
"""After so many the coordinator is told."""


class ContactPointQuerySet(VisibleQuerySet["ContactPoint"]):
    def visible_to(self, user: object) -> Self:
        """Everybody sees that a function is there; which fields of it, `people.contacts.shown`
        says. What has ended is for the own institution, the coordinator and the auditor."""
        if everywhere(user, "contact.past"):
            return self.all()
        own = held_in(user, "contact.past")
        return self.filter(models.Q(ended_on=None) | models.Q(institution__in=own))

    def present(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on=None)

    def unconfirmed(self, today: date, *, days: int = UNCONFIRMED_DAYS) -> Self:
        """Asked so many days ago, and not answered since."""
        return self.unanswered().filter(asked_on__lte=today - timedelta(days=days))

    def unanswered(self) -> Self:
        """Present ones that have not confirmed since they were asked, or never were asked."""
        silent = models.Q(confirmed_on=None) | models.Q(confirmed_on__lt=models.F("asked_on"))
        return self.present().filter(silent)


class ContactPoint(models.Model):
    """A person of an institution to whom others turn; `user` where the person has an account.

    `themes` are groups of the vocabulary service_type. `hours`: [[day, opens, closes], ...] in
    local time, as those of a service. `asked_on`: day of the letter that asks for confirmation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="contact_points"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="contact_points", help_text="account of the person, if there is one",
    )  # fmt: skip
    name = models.CharField(max_length=200, help_text="of the person")
    position_ka = models.CharField(max_length=200, blank=True)
    position_en = models.CharField(max_length=200, blank=True)
    position_fr = models.CharField(max_length=200, blank=True)
    themes = models.ManyToManyField(Term, blank=True, related_name="+")
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="+")
    nationwide = models.BooleanField(default=False, help_text="answers for the whole country")
    languages = models.JSONField(default=list, help_text="ISO 639 codes")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.JSONField(default=list, help_text="[day, opens, closes], local time")
    deputy = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="stands_in_for"
    )
    away_until = models.DateField(null=True, blank=True, help_text="last day of an absence")
    since = models.DateField()
    asked_on = models.DateField(null=True, blank=True, help_text="last asked to confirm")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="+", help_text="empty where it was by the link of the letter",
    )  # fmt: skip
    institution_told_on = models.DateField(null=True, blank=True)
    coordinator_told_on = models.DateField(null=True, blank=True)
    leaving_on = models.DateField(
        null=True, blank=True, help_text="the person said: I am no longer this"
    )
    ended_on = models.DateField(null=True, blank=True, help_text="first day on which it was not")
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    folded = models.TextField(blank=True, help_text="keys of the public words, to be found by")
    folded_person = models.TextField(blank=True, help_text="keys of the person's name")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution position_ka position_en position_fr themes municipalities"
        " nationwide languages hours deputy away_until since confirmed_on leaving_on ended_on"
        " successor folded version",
        internal="asked_on institution_told_on coordinator_told_on",
        personal="user name phone email confirmed_by folded_person",
    )
    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="contact_point_named"),
            models.CheckConstraint(
                condition=~models.Q(position_ka="", position_en="", position_fr=""),
                name="contact_point_has_function",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("id")),
                name="contact_point_not_own_deputy",
            ),
            models.UniqueConstraint(
                fields=["user", "institution"], condition=models.Q(ended_on=None),
                name="contact_point_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["institution"], name="contact_points_present",
                condition=models.Q(ended_on=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
