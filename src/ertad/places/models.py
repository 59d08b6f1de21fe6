"""Regions and municipalities of Georgia (and of the fictional Example region)."""

from django.db import models

from ertad.kernel.languages import Named, has_a_name
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import OpenQuerySet


class Region(Named):
    """A region, by ISO 3166-2 code; `outline` is a list of rings of [longitude, latitude]."""

    code = models.CharField(max_length=20, primary_key=True)
    invented = models.BooleanField(default=False)
    outline = models.JSONField(default=list)

    privacy = classes(public="code name_ka name_en name_fr invented outline")
    objects = OpenQuerySet["Region"].as_manager()

    class Meta(Named.Meta):
        abstract = False
        constraints = [models.CheckConstraint(condition=has_a_name(), name="region_named")]


class Municipality(Named):
    """A municipality. Distances go from the town point (`seat_*`), else from the centroid."""

    code = models.CharField(max_length=40, primary_key=True)
    official_name_ka = models.CharField(max_length=300, blank=True)
    official_name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    seat_latitude = models.FloatField(null=True, blank=True)
    seat_longitude = models.FloatField(null=True, blank=True)
    budget_code = models.CharField(max_length=10, blank=True)
    wof_id = models.CharField(max_length=20, blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    invented = models.BooleanField(default=False)
    outline = models.JSONField(default=list)

    privacy = classes(
        public="code name_ka name_en name_fr official_name_ka official_name_en kind region"
        " population population_year latitude longitude seat_latitude seat_longitude budget_code"
        " wof_id wikidata invented outline"
    )
    objects = OpenQuerySet["Municipality"].as_manager()

    class Meta(Named.Meta):
        abstract = False
        constraints = [models.CheckConstraint(condition=has_a_name(), name="municipality_named")]

    @property
    def town(self) -> tuple[float, float]:
        """(latitude, longitude) in degrees of the town, else of the middle of the area."""
        if self.seat_latitude is None or self.seat_longitude is None:
            return self.latitude, self.longitude
        return self.seat_latitude, self.seat_longitude


class MunicipalityAlias(models.Model):
    """Another spelling in use. `folded` is `engines.script.name_key` of it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)

    privacy = classes(public="id municipality name folded")
    objects = OpenQuerySet["MunicipalityAlias"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="alias_once")]


class OccupiedArea(Named):
    """A unit of the occupied territories: hatched on every map, never "no data"."""

    code = models.CharField(max_length=40, primary_key=True)
    outline = models.JSONField(default=list)

    privacy = classes(public="code name_ka name_en name_fr outline")
    objects = OpenQuerySet["OccupiedArea"].as_manager()
