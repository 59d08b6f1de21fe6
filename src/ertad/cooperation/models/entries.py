"""Entries that people write into the calendar of common interest."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ertad.kernel.languages import said
from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


class CalendarEntryQuerySet(VisibleQuerySet["CalendarEntry"]):
    def visible_to(self, user: object) -> Self:
        """Whoever works in the network sees all of them, the public what is open to it."""
        return self.all() if everywhere(user, "calendar.see") else self.filter(open_to="public")


class CalendarEntry(models.Model):
    """Something on one day or several. A cancelled one stays, marked as cancelled."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Activity")
        TRAINING = "training", _("Training")
        MEETING = "meeting", _("Meeting")
        NEWS = "news", _("News of a programme")

    class OpenTo(models.TextChoices):
        MEMBERS = "members", _("Members of the network")
        PUBLIC = "public", _("Everybody")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title_ka = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    text_ka = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True, help_text="of Asia/Tbilisi; empty: all day")
    ends_at = models.TimeField(null=True, blank=True, help_text="of the last day")
    place = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="empty: it concerns everybody",
    )  # fmt: skip
    link = models.URLField(max_length=500, blank=True, help_text="to take part online, or to read")
    terms = models.ManyToManyField(
        Term, blank=True, related_name="+", help_text="its themes and the groups it is for"
    )
    open_to = models.CharField(max_length=10, choices=OpenTo.choices, default=OpenTo.MEMBERS)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution kind title_ka title_en title_fr text_ka text_en text_fr starts_on"
        " ends_on starts_at ends_at place municipality link terms open_to cancelled_at created_at"
        " changed_at version"
    )
    objects = CalendarEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["starts_on", "ends_on"], name="calendar_days"),
            models.Index(fields=["-changed_at"], name="calendar_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_ka="", title_en="", title_fr=""), name="entry_titled"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")), name="entry_days_in_order"
            ),
        ]

    @property
    def title(self) -> str:
        """In the reader's language, else in one that exists."""
        return said(self, "title").text

    def __str__(self) -> str:
        return self.title
