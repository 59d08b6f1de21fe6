"""What institutions offer to each other and ask of each other, and the answers."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.kernel.languages import said
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution
from ertad.places.models import Municipality


class OfferQuerySet(VisibleQuerySet["Offer"]):
    def visible_to(self, user: object) -> Self:
        """Whoever works in the network sees all of them, the public none."""
        return self.by_right(user, "offer.see")


class Offer(models.Model):
    """An offer or a request; `state` moves along `cooperation.exchange.moves.OFFER_MOVES`."""

    class Side(models.TextChoices):
        OFFER = "offer", pgettext_lazy("between institutions", "Offer")
        REQUEST = "request", pgettext_lazy("between institutions", "Request")

    class What(models.TextChoices):
        ROOM = "room", _("Room")
        TRANSPORT = "transport", _("Transport")
        EXPERT = "expert", _("Time of an expert")
        TRAINING = "training", _("Place in a training")
        MATERIALS = "materials", _("Materials")
        OTHER = "other", pgettext_lazy("an offer", "Other")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("an offer", "Open")
        ANSWERED = "answered", pgettext_lazy("an offer", "Answered")
        AGREED = "agreed", pgettext_lazy("an offer", "Agreed")
        DONE = "done", pgettext_lazy("an offer", "Done")
        WITHDRAWN = "withdrawn", pgettext_lazy("an offer", "Withdrawn")
        EXPIRED = "expired", pgettext_lazy("an offer", "Expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    what = models.CharField(max_length=20, choices=What.choices)
    title_ka = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    text_ka = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=200, help_text="whom to call, for those who answer")
    expires_on = models.DateField(help_text="the last day on which it can be answered")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    agreed_with = models.ForeignKey(
        Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        help_text="the account; shown to nobody",
    )  # fmt: skip
    reminded_for = models.DateField(
        null=True, blank=True, help_text="the day of expiry of which its keepers were reminded"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id institution side what title_ka title_en title_fr text_ka text_en text_fr"
        " place municipality from_on until_on expires_on state agreed_with reminded_for created_at"
        " changed_at version",
        personal="contact made_by",
    )
    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "expires_on"], name="offers_expiring")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title_ka="", title_en="", title_fr=""), name="offer_titled"
            ),
            models.CheckConstraint(
                condition=models.Q(from_on=None)
                | models.Q(until_on=None)
                | models.Q(from_on__lte=models.F("until_on")),
                name="offer_days_in_order",
            ),
        ]

    @property
    def title(self) -> str:
        """In the reader's language, else in one that exists."""
        return said(self, "title").text

    def __str__(self) -> str:
        return self.title


class OfferAnswerQuerySet(VisibleQuerySet["OfferAnswer"]):
    def visible_to(self, user: object) -> Self:
        """Between the two institutions: who keeps the offer, who gave the answer; and the
        coordinator."""
        kept = self.by_right(user, "offer.keep", "offer__institution")
        return kept | self.by_right(user, "offer.answer", "institution")


class OfferAnswer(models.Model):
    """What another institution answered; one from each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="answers")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    contact = models.CharField(max_length=200, help_text="whom to call about the answer")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        help_text="the account; shown to nobody",
    )  # fmt: skip
    at = models.DateTimeField()

    privacy = classes(internal="id offer institution text at", personal="contact answered_by")
    objects = OfferAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "institution"], name="offer_answered_once")
        ]
