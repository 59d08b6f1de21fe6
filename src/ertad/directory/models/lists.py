"""Lists of services that members keep, and the searches whose new services are sent to them."""

import uuid
from typing import Self

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ertad.directory.models.services import Service
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import User


class SavedListQuerySet(VisibleQuerySet["SavedList"]):
    def visible_to(self, user: object) -> Self:
        """The own ones; a shared list is opened by its link, never found."""
        return self.filter(owner=user) if isinstance(user, User) else self.none()

    def shared_by(self, key: str) -> Self:
        """The list that this link shows, if it was not withdrawn."""
        return self.filter(shared_key=key) if key else self.none()


class SavedList(models.Model):
    """A list of services. Its title is chosen, never written: free text could name somebody."""

    class Title(models.TextChoices):
        FAMILY = "family", lazy("For a family")
        YOUNG_PERSON = "young_person", lazy("For a young person")
        WAITING_ROOM = "waiting_room", lazy("For the waiting room")
        SCHOOL = "school", lazy("For a school")
        MEETING = "meeting", lazy("For a meeting")
        AREA = "area", lazy("Services nearby")
        OWN = "own", lazy("To remember")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="service_lists")
    title = models.CharField(max_length=20, choices=Title.choices)
    day = models.DateField(null=True, blank=True, help_text="part of the title")
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="part of the title, 1 to 99: too short for a case number"
    )
    language = models.CharField(max_length=2, default="ka", help_text="in which it is shared")
    shared_key = models.CharField(
        max_length=32, null=True, blank=True, unique=True,
        help_text="the secret part of its link; empty when it is not shared",
    )  # fmt: skip
    at = models.DateTimeField(help_text="when it was first kept")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id title day number language shared_key at version", personal="owner"
    )
    objects = SavedListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(number__range=(1, 99)),
                name="list_number_is_short",
            )
        ]

    def __str__(self) -> str:
        return list_title(self)


def list_title(record: SavedList) -> str:
    """ "For a family, no. 3, 20.11.2026" in the reader's language."""
    name = str(SavedList.Title(record.title).label)
    if record.number:
        name = _("%(title)s, no. %(number)s") % {"title": name, "number": record.number}
    return f"{name}, {date_format(record.day, 'SHORT_DATE_FORMAT')}" if record.day else name


class ListedService(models.Model):
    """A service on a list, in the order in which its owner put them."""

    saved_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="items")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="from 0, without gaps")

    privacy = classes(internal="id saved_list service position")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["saved_list", "service"], name="on_a_list_once")
        ]


class SearchSubscriptionQuerySet(VisibleQuerySet["SearchSubscription"]):
    def visible_to(self, user: object) -> Self:
        """Everybody's own."""
        return self.filter(owner=user) if isinstance(user, User) else self.none()


class SearchSubscription(models.Model):
    """A search whose new services are sent to its owner once a week; filters, never words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="search_subscriptions")
    params = models.JSONField(help_text="[parameter, code] pairs of the search; never words")
    known = models.JSONField(default=list, help_text="ids of services that its owner knows of")
    looked_at = models.DateTimeField(help_text="when it was last looked for new services")
    at = models.DateTimeField(help_text="when the owner asked for it")

    privacy = classes(internal="id params known looked_at at", personal="owner")
    objects = SearchSubscriptionQuerySet.as_manager()
