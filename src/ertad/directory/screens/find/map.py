"""The map beside the results: municipalities whose people have a fitting service."""

from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.directory.models import DirectoryState, ServiceArea
from ertad.directory.search.results import Results
from ertad.look.maps import Area, draw_map
from ertad.look.outlines import Rings, frozen
from ertad.places.models import Municipality, OccupiedArea


def find_map(results: Results) -> SafeString:
    """Each municipality of the regions that take part, on when a fitting service serves it."""
    place = next((facet for facet in results.facets if facet.key == "place"), None)
    values = (*place.values, *place.more) if place else ()
    counts = tuple(sorted((value.code, value.count) for value in values if value.count))
    return _drawn(results.version, get_language() or "ka", counts)


@lru_cache(maxsize=256)
def _drawn(version: int, language: str, counts: tuple[tuple[str, int], ...]) -> SafeString:
    fitting = dict(counts)
    here = reverse("directory:find")
    areas = [
        Area(
            code=place.code,
            label=place.name,
            polygons=rings,
            band="on" if fitting.get(place.code) else "off",
            value=str(fitting.get(place.code, 0)),
            href=f"{here}?place={place.code}",
            point=(place.town[1], place.town[0]),
        )
        for place, rings in _places(version)
    ]
    return draw_map(
        [*areas, *_occupied_areas(version, areas)],
        title=_("Where there is a fitting service"),
        description=_("Municipalities whose people can go to a service that fits the search."),
        legend={"on": _("has a fitting service"), "off": _("none found")},
        zoom_to=[area.code for area in areas],
        column=_("Services"),
    )


@lru_cache(maxsize=8)
def _places(version: int) -> tuple[tuple[Municipality, Rings], ...]:
    """The municipalities of the regions that take part: samples alone do not make one."""
    running = ServiceArea.objects.filter(service__status="active")
    vouched = running.filter(service__sample_as_of="")
    taking_part = vouched if vouched.exists() else running
    regions = set(taking_part.values_list("municipality__region", flat=True).distinct())
    found = Municipality.objects.filter(region__in=regions) if regions else Municipality.objects
    return tuple((place, frozen(place.outline)) for place in found.all().order_by("code"))


def _occupied_areas(version: int, areas: list[Area]) -> list[Area]:
    """The occupied territories, hatched, when the map shows the real country."""
    if all(area.code.startswith("example-") for area in areas):
        return []
    return [
        Area(code=place.code, label=place.name, polygons=rings, band="occupied")
        for place, rings in _occupied(version)
    ]


@lru_cache(maxsize=8)
def _occupied(version: int) -> tuple[tuple[OccupiedArea, Rings], ...]:
    return tuple((place, frozen(place.outline)) for place in OccupiedArea.objects.all())


def map_version() -> int:
    """The directory's version, by which drawn maps are kept."""
    state = DirectoryState.objects.filter(id=1).values_list("version", flat=True).first()
    return state or 0
