"""From degrees to the drawing: projection of shapes and their shortest text as SVG paths.

The projection is equirectangular, longitudes shortened by the cosine of the middle latitude, which
is true enough for one country. Results are kept, since the same outlines are drawn on every page.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from math import cos, radians
from typing import NamedTuple

Position = tuple[float, float]
Ring = tuple[Position, ...]
Spot = tuple[int, int]

WIDTH = 1000
MARGIN = 12


class Sheet(NamedTuple):
    """Where a drawing lies: its north-west corner in degrees, and units for a degree."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    left: float
    height: int

    def place(self, position: Position) -> Spot:
        lon, lat = position
        x = self.left + (lon - self.west) * self.per_lon
        return round(x), round(MARGIN + (self.north - lat) * self.per_lat)


class Outline(NamedTuple):
    """An area as drawn: path, box (left, top, right, bottom) and middle, in units."""

    path: str
    box: tuple[int, int, int, int]
    middle: Spot

    @property
    def extent(self) -> int:
        left, top, right, bottom = self.box
        return max(right - left, bottom - top)


class Rings(tuple[Ring, ...]):
    """Rings that know their hash: what is kept of a shape is found without reading it again."""

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


def frozen(polygons: Iterable[Iterable[Sequence[float]]]) -> Rings:
    """Rings as tuples, without empty ones, whatever they came as; frozen ones as they are."""
    if isinstance(polygons, Rings):
        return polygons
    rings = (tuple((position[0], position[1]) for position in ring) for ring in polygons)
    return Rings(ring for ring in rings if ring)


def sheet_for(boxes: Sequence[tuple[float, float, float, float]]) -> Sheet:
    """The sheet, WIDTH wide, that shows boxes of (west, south, east, north)."""
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    shorten = cos(radians((south + north) / 2))
    across = (east - west) * shorten
    scale = (WIDTH - 2 * MARGIN) / max(across, (north - south) / 2, 1e-6)
    left = (WIDTH - across * scale) / 2
    height = round((north - south) * scale) + 2 * MARGIN
    return Sheet(west, north, shorten * scale, scale, left, height)


@lru_cache(maxsize=2048)
def bounds(rings: tuple[Ring, ...]) -> tuple[float, float, float, float]:
    """(west, south, east, north) of at least one ring, in degrees."""
    lons = [lon for ring in rings for lon, _lat in ring]
    lats = [lat for ring in rings for _lon, lat in ring]
    return min(lons), min(lats), max(lons), max(lats)


@lru_cache(maxsize=4096)
def outline(rings: tuple[Ring, ...], sheet: Sheet) -> Outline:
    """How an area of at least one ring is drawn on a sheet."""
    drawn = [[sheet.place(position) for position in ring] for ring in rings]
    xs = [x for ring in drawn for x, _y in ring]
    ys = [y for ring in drawn for _x, y in ring]
    path = "".join(_path(ring) for ring in drawn)
    return Outline(path, (min(xs), min(ys), max(xs), max(ys)), _middle(drawn))


def _path(ring: Sequence[Spot]) -> str:
    """A closed path in whole, relative steps."""
    steps: list[str] = []
    x, y = ring[0]
    for nx, ny in ring[1:]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x}{'' if ny < y else ' '}{ny - y}")
            x, y = nx, ny
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z" if steps else ""


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
