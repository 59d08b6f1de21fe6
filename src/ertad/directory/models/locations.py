"""Places where services are given, and their hours."""

import uuid
from typing import Self

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.languages import Named
from ertad.kernel.privacy import classes
from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.visibility import VisibleQuerySet
from ertad.people.models import Institution
from ertad.places.models import Municipality

HERE = "GE"
"""The country of places that have a municipality."""


class LocationQuerySet(VisibleQuerySet["Location"]):
    def visible_to(self, user: object) -> Self:
        """Confidential places only to their own institution and the coordinator."""
        if everywhere(user, "confidential.see"):
            return self.all()
        own = held_in(user, "confidential.see")
        return self.filter(models.Q(confidential=False) | models.Q(institution__in=own))


class Location(Named):
    """An address. A confidential one is stood for by the town point of its municipality.

    A place in another country has no municipality: it is found by words, never by distance.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="locations")
    address_ka = models.CharField(max_length=300, blank=True)
    address_en = models.CharField(max_length=300, blank=True)
    address_fr = models.CharField(max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="locations"
    )
    country = models.CharField(max_length=2, default=HERE, help_text="ISO 3166-1, two letters")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    confidential = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        public="id institution name_ka name_en name_fr municipality country confidential version",
        internal="address_ka address_en address_fr latitude longitude",
    )
    objects = LocationQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False) | ~models.Q(country=HERE),
                name="location_here_has_municipality",
            )
        ]


class LocationForeignId(models.Model):
    """The place's id in another list, kept as (source, id)."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="foreign_ids")
    source = models.CharField(max_length=120)
    value = models.CharField(max_length=200)

    privacy = classes(internal="id location source value")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "value"], name="location_foreign_id_once")
        ]


class ServiceAtLocation(models.Model):
    """A service at one of its addresses (HSDS service_at_location)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="services_here")

    privacy = classes(public="id service location")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_here_once")
        ]


class Schedule(models.Model):
    """Opening hours on one weekday, local time (Asia/Tbilisi)."""

    class Day(models.TextChoices):
        MO = "MO"
        TU = "TU"
        WE = "WE"
        TH = "TH"
        FR = "FR"
        SA = "SA"
        SU = "SU"

    service_at_location = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, related_name="schedules"
    )
    day = models.CharField(max_length=2, choices=Day.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    privacy = classes(public="id service_at_location day opens closes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="opens_before_it_closes"
            ),
            models.UniqueConstraint(
                fields=["service_at_location", "day", "opens"], name="schedule_once"
            ),
        ]
