"""Where somebody works, drawn for a wall: the regions, with the municipalities that are served."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ertad.look.maps import Area, draw_map
from ertad.look.outlines import Rings, frozen
from ertad.places.models import Municipality


def served_map(codes: Iterable[str]) -> SafeString:
    """Nothing where no municipality is named."""
    served = frozenset(codes)
    regions = Municipality.objects.filter(pk__in=served).values("region")
    rows = Municipality.objects.filter(region__in=regions).order_by("code") if served else ()
    places = tuple(
        (place.code, place.name, frozen(place.outline), (place.town[1], place.town[0]))
        for place in rows
    )
    return _drawn(get_language() or "ka", places, served) if places else SafeString("")


@lru_cache(maxsize=64)
def _drawn(
    language: str,
    places: tuple[tuple[str, str, Rings, tuple[float, float]], ...],
    served: frozenset[str],
) -> SafeString:
    return draw_map(
        [
            Area(
                code, name, rings, "on" if code in served else "off", point=point,
                value=_("served") if code in served else _("not served"),
            )
            for code, name, rings, point in places
        ],
        title=_("Municipalities served"),
        description=_("The region, with the municipalities that are served."),
        legend={"on": _("served"), "off": _("not served")},
    )  # fmt: skip
