"""Maps drawn on the server as SVG: no tiles, no script, printable, with a table of the same.

Shapes come in as longitude and latitude in degrees (WGS 84). The projection is equirectangular,
longitudes shortened by the cosine of the middle latitude, which is true enough for one country.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from zlib import crc32

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Position = tuple[float, float]
Spot = tuple[int, int]

WIDTH = 1000
MARGIN = 12
BANDS = ("on", "off", "q0", "q1", "q2", "q3", "q4", "ask", "occupied")
PATTERNED = ("ask", "occupied")


@dataclass(frozen=True)
class Area:
    """One area of a map.

    `polygons` are rings of (longitude, latitude), holes as further rings. `band` is one of BANDS:
    on or off; q0 (none) to q4 (most); ask (not asked yet); occupied. `value` is the answer in
    words, for the table and the tip; `mark` a number or two letters written on the area. `point`
    stands for an area without shape, and is drawn on top of one too small to see or to click.
    """

    code: str
    label: str
    polygons: Sequence[Sequence[Position]] = ()
    band: str = "off"
    value: str = ""
    href: str = ""
    point: Position | None = None
    mark: str = ""


def draw_map(
    areas: Sequence[Area],
    *,
    title: str,
    description: str,
    legend: Mapping[str, str],
    zoom_to: Collection[str] = (),
    column: str = "",
    caption: bool = False,
    wide: bool = False,
) -> SafeString:
    """A figure: map, legend, and the table that says the same in words.

    `legend` gives the words of each band; bands that no area has are left out, and "not asked yet"
    and "occupied territory" need not be given. `zoom_to` holds the codes of the areas to show
    (default: all). `column` heads the values in the table. With `caption` the title is shown;
    `wide` is for a map across the page, where marks and points need not be so great. An unknown
    band raises ValueError.
    """
    if unknown := {area.band for area in areas} - set(BANDS):
        raise ValueError(f"unknown band of a map: {', '.join(sorted(unknown))}")
    words = {"ask": _("not asked yet"), "occupied": _("occupied territory")} | dict(legend)
    seen = [area for area in areas if not zoom_to or area.code in zoom_to] or list(areas)
    place, height = _projection(seen)
    radius = 10 if wide else 18
    shapes = [_shape(area, place, height, radius, words) for area in areas]
    shown = [shape for shape in shapes if shape["path"] or shape["spot"]]
    used = {shape["band"] for shape in shown}
    context = {
        "id": f"map-{crc32(title.encode()):x}",
        "title": title,
        "description": description,
        "caption": caption,
        "wide": wide,
        "radius": radius,
        "width": WIDTH,
        "height": height,
        "shapes": shown,
        "patterned": PATTERNED,
        "linked": any(area.href for area in areas),
        "legend": [(band, words[band]) for band in BANDS if band in used and band in words],
        "column": column or pgettext("map", "Answer"),
        "rows": [_row(area, words) for area in areas],
    }
    return SafeString(render_to_string("look/components/map.html", context))


def _projection(areas: Iterable[Area]) -> tuple[Callable[[Position], Spot], int]:
    """From degrees to whole units of a drawing WIDTH wide, and the height of the drawing."""
    positions = [position for area in areas for position in _positions(area)] or [(0.0, 0.0)]
    west, east = min(lon for lon, _lat in positions), max(lon for lon, _lat in positions)
    south, north = min(lat for _lon, lat in positions), max(lat for _lon, lat in positions)
    shorten = cos(radians((south + north) / 2))
    span = max((east - west) * shorten, (north - south), 1e-6)
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * shorten, span / 2)
    left = (WIDTH - (east - west) * shorten * scale) / 2

    def place(position: Position) -> Spot:
        lon, lat = position
        return round(left + (lon - west) * shorten * scale), round(MARGIN + (north - lat) * scale)

    return place, round((north - south) * scale) + 2 * MARGIN


def _positions(area: Area) -> list[Position]:
    points = [position for ring in area.polygons for position in ring]
    return points or ([area.point] if area.point else [])


def _shape(
    area: Area,
    place: Callable[[Position], Spot],
    height: int,
    radius: int,
    words: Mapping[str, str],
) -> dict[str, object]:
    """What the template draws of an area; nothing of one that lies outside the drawing."""
    rings = [[place(position) for position in ring] for ring in area.polygons]
    spots = [spot for ring in rings for spot in ring]
    small = bool(spots) and max(_extent(spots)) < 2 * radius
    spot = place(area.point) if area.point and (small or not spots) else None
    visible = _within([*spots, *([spot] if spot else [])], height)
    value = area.value or words.get(area.band, "")
    return {
        "area": area,
        "band": area.band,
        "tip": f"{area.label}: {value}" if value else area.label,
        "path": "".join(_path(ring) for ring in rings) if visible else "",
        "spot": spot if visible else None,
        "text_at": spot or (_middle(rings) if area.mark and rings else None),
    }


def _path(ring: Sequence[Spot]) -> str:
    """A closed path in whole, relative steps: the shortest text there is for it."""
    steps: list[str] = []
    x, y = ring[0]
    for nx, ny in ring[1:]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x}{'' if ny < y else ' '}{ny - y}")
            x, y = nx, ny
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z" if steps else ""


def _within(spots: Sequence[Spot], height: int) -> bool:
    """Whether the box around the spots touches the drawing."""
    if not spots:
        return False
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    return max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= height


def _extent(spots: Sequence[Spot]) -> tuple[int, int]:
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    return max(xs) - min(xs), max(ys) - min(ys)


def _middle(rings: Sequence[Sequence[Spot]]) -> Spot:
    """The centre of gravity of the greatest ring, where a mark is written."""
    doubled, middle = 0, rings[0][0]
    for ring in rings:
        corners = list(zip(ring, [*ring[1:], ring[0]], strict=True))
        cross = [x * ny - nx * y for (x, y), (nx, ny) in corners]
        area = sum(cross)
        if abs(area) > abs(doubled):
            doubled = area
            pairs = list(zip(corners, cross, strict=True))
            middle = (
                round(sum((x + nx) * c for ((x, _), (nx, _)), c in pairs) / (3 * area)),
                round(sum((y + ny) * c for ((_, y), (_, ny)), c in pairs) / (3 * area)),
            )
    return middle


def _row(area: Area, words: Mapping[str, str]) -> dict[str, str]:
    value = area.value or words.get(area.band, "")
    return {"label": area.label, "value": value, "href": area.href}
