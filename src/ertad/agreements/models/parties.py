"""The institutions that agree, what each of them does, and how each of them signed."""

import uuid
from typing import Self

from django.db import models

from ertad.agreements.models.agreements import AgreementVersion
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution


class PartyQuerySet(VisibleQuerySet["Party"]):
    def visible_to(self, user: object) -> Self:
        """With the text."""
        return self.filter(text__in=AgreementVersion.objects.visible_to(user))


class Party(models.Model):
    """An institution in one version of an agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="agreement_parties"
    )
    place = models.PositiveSmallIntegerField(help_text="order in which the parties are named")
    duties = models.TextField(blank=True, help_text="what it takes upon itself")
    contact = models.CharField(
        max_length=300, blank=True, help_text="function that answers for it, not a person"
    )

    privacy = classes(internal="id text institution place duties contact")
    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "institution"], name="agreement_party_once")
        ]


class SignatureQuerySet(VisibleQuerySet["Signature"]):
    def visible_to(self, user: object) -> Self:
        """The parties, each other's too, and the coordinator: a name stands in it."""
        seen = Party.objects.by_right(user, "agreement.drafts_see", "institution")
        return self.filter(party__text__in=seen.values("text"))


class Signature(models.Model):
    """That a party signed: who by function and name, and when; or the paper itself, scanned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="signature")
    signed_on = models.DateField(help_text="the day on the paper")
    signatory_function = models.CharField(max_length=200, blank=True)
    signatory_name = models.CharField(max_length=200, blank=True, help_text="of the person")
    scan = models.BinaryField(default=b"", help_text="the signed paper, checked; may be empty")
    scan_kind = models.CharField(max_length=4, blank=True, help_text="pdf, jpg or png")
    recorded_by = models.UUIDField(null=True, blank=True, help_text="user id")
    recorded_at = models.DateTimeField()

    privacy = classes(
        internal="id party signed_on signatory_function scan_kind recorded_at",
        personal="signatory_name scan recorded_by",
    )
    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "id"]
