"""How a member follows the calendar: filters, the number of the feed's address, weekly letters."""

import uuid
from typing import Self

from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import User


class CalendarFollowQuerySet(VisibleQuerySet["CalendarFollow"]):
    def visible_to(self, user: object) -> Self:
        """Everybody's own."""
        return self.filter(owner=user) if isinstance(user, User) else self.none()


class CalendarFollow(models.Model):
    """One of each member who wants it. The feed's address is signed, and not kept anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_follow")
    params = models.JSONField(default=list, help_text="[filter, code] pairs; never words")
    number = models.PositiveIntegerField(
        default=1, help_text="of the feed's address; raised, earlier addresses are withdrawn"
    )
    weekly = models.BooleanField(default=False, help_text="whether a letter comes on Mondays")
    told_at = models.DateTimeField(help_text="up to when the letters have told what is new")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = classes(internal="id params number weekly told_at changed_at version",
                      personal="owner")  # fmt: skip
    objects = CalendarFollowQuerySet.as_manager()
