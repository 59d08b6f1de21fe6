"""Maps drawn on the server as SVG: no tiles, no script, printable, with a table of the same."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from zlib import crc32

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ertad.look.outlines import (
    WIDTH,
    Outline,
    Position,
    Ring,
    Sheet,
    Spot,
    bounds,
    frozen,
    outline,
    sheet_for,
)

BANDS = ("on", "off", "q0", "q1", "q2", "q3", "q4", "ask", "occupied")
PATTERNED = ("ask", "occupied")


@dataclass(frozen=True)
class Area:
    """One area of a map; positions are (longitude, latitude) in degrees, WGS 84.

    `polygons` are rings, holes as further rings. `band` is one of BANDS: on or off; q0 (none) to q4
    (most); ask (not asked yet); occupied. `value` is the answer in words, for the table and the
    tip; `mark` a number or two letters written on the area. `point` stands for an area without
    shape, and is drawn on top of one too small to see or to click.
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
    prefix = f"map-{crc32(title.encode()):x}"
    radius = 10 if wide else 18
    rings = [frozen(area.polygons) for area in areas]
    sheet = _sheet(areas, rings, zoom_to)
    drawn = [
        (area, *_placed(area, own, sheet, radius))
        for area, own in zip(areas, rings, strict=True)
    ]  # fmt: skip
    seen = {area.band for area, shape, spot in drawn if shape or spot}
    context = {
        "id": prefix,
        "title": title,
        "description": description,
        "caption": caption,
        "wide": wide,
        "width": WIDTH,
        "height": sheet.height,
        "linked": any(area.href for area in areas),
        "shapes": _joined(
            _linked(area, words, "path", f'{_fill(area.band, prefix)} d="{shape.path}"')
            for area, shape, _spot in drawn
            if shape
        ),
        "points": _joined(
            _linked(
                area,
                words,
                "circle",
                f'{_fill(area.band, prefix)} cx="{spot[0]}" cy="{spot[1]}" r="{radius}"',
            )
            for area, _shape, spot in drawn
            if spot
        ),
        "marks": _joined(
            _mark(area, spot or (shape.middle if shape else None)) for area, shape, spot in drawn
        ),
        "legend": [
            (words[band], _fill(band, prefix)) for band in BANDS if band in seen and band in words
        ],
        "column": column or pgettext("map", "Answer"),
        "rows": _joined(_row(area, words) for area in areas),
    }
    return SafeString(render_to_string("look/components/map.html", context))


def _sheet(
    areas: Sequence[Area], rings: Sequence[tuple[Ring, ...]], zoom_to: Collection[str]
) -> Sheet:
    """The sheet that shows the areas to zoom to, or all."""
    boxes = {}
    for area, own in zip(areas, rings, strict=True):
        if own:
            boxes[area.code] = bounds(own)
        elif area.point:
            boxes[area.code] = (*area.point, *area.point)
    shown = [box for code, box in boxes.items() if code in zoom_to] or list(boxes.values())
    return sheet_for(shown or [(0.0, 0.0, 0.0, 0.0)])


def _placed(
    area: Area, rings: tuple[Ring, ...], sheet: Sheet, radius: int
) -> tuple[Outline | None, Spot | None]:
    """The shape and the point of an area on the sheet; neither of one that lies outside it."""
    shape = outline(rings, sheet) if rings else None
    small = shape is None or shape.extent < 2 * radius
    spot = sheet.place(area.point) if area.point and small else None
    boxes = [shape.box] if shape else []
    if spot:
        boxes.append((*spot, *spot))
    if not any(
        right >= 0 and left <= WIDTH and bottom >= 0 and top <= sheet.height
        for left, top, right, bottom in boxes
    ):
        return None, None
    return (shape if shape and shape.path else None), spot


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))


@lru_cache(maxsize=256)
def _fill(band: str, prefix: str) -> SafeString:
    if band in PATTERNED:
        return format_html(' fill="url(#{}-{})"', prefix, band)
    return format_html(' class="m-{}"', band)


def _linked(area: Area, words: Mapping[str, str], kind: str, attributes: str) -> SafeString:
    """A drawn element with its tip, and a link around it when the area has one.

    `attributes` are our own numbers and names, safe as they are.
    """
    value = _value(area, words)
    tip = _text(f"{area.label}: {value}" if value else area.label)
    drawn = f"<{kind}{attributes}><title>{tip}</title></{kind}>"
    if not area.href:
        return SafeString(drawn)
    return SafeString(f'<a href="{_text(area.href)}" tabindex="-1" aria-label="{tip}">{drawn}</a>')


def _row(area: Area, words: Mapping[str, str]) -> SafeString:
    name = _text(area.label)
    if area.href:
        name = f'<a href="{_text(area.href)}">{name}</a>'
    return SafeString(f'<tr><th scope="row">{name}</th><td>{_text(_value(area, words))}</td></tr>')


def _text(value: object) -> str:
    """As a template would write it, without what `conditional_escape` does for lazy texts."""
    return value if isinstance(value, SafeString) else escape(str(value))


def _mark(area: Area, at: Spot | None) -> SafeString:
    if not area.mark or at is None:
        return SafeString("")
    dark = SafeString(' class="on-dark"' if area.band == "q4" else "")
    return format_html(
        '<text x="{}" y="{}" dy=".35em"{} aria-hidden="true">{}</text>', *at, dark, area.mark
    )


def _value(area: Area, words: Mapping[str, str]) -> str:
    return area.value or words.get(area.band, "")
