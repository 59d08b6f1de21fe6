"""What a service says in languages beside the three that have columns."""

from typing import Self

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.languages import NAMES, more_languages
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class MoreHowToEnterQuerySet(VisibleQuerySet["MoreHowToEnter"]):
    def visible_to(self, user: object) -> Self:
        """As public as the same text in Georgian, in languages that the installation offers."""
        return self.filter(language__in=[each.code for each in more_languages()])


class MoreHowToEnter(models.Model):
    """What somebody does first, in a language that is none of the three."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="more_how_to_enter")
    language = models.CharField(max_length=8, help_text="ISO 639 code, such as az, hy, ru")
    text = models.TextField(help_text="what somebody does first, in that language")
    reviewed = models.BooleanField(
        default=False, help_text="whether somebody who speaks the language has read it"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(public="id service language text reviewed version")
    objects = MoreHowToEnterQuerySet.as_manager()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="how_to_enter_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="how_to_enter_not_empty"),
        ]

    @property
    def language_name(self) -> str:
        """In the language itself, for those who read it."""
        return NAMES.get(self.language, self.language)
