"""Horizontal bars as SVG, with a table of the same numbers; printable, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

LINE, BAR, LABEL_WIDTH, BAR_WIDTH, VALUE_WIDTH = 30, 18, 230, 300, 90
_numbers = count(1)


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is None where nothing is known, which never looks like zero."""

    label: str
    value: float | None
    text: str = ""
    note: str = ""
    href: str = ""


def draw_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    meaning: str,
    source: str = "",
    most: float | None = None,
) -> SafeString:
    """A figure of horizontal bars.

    `title` heads it, `meaning` says what the numbers count, `source` whose they are and of when,
    `most` is the length of a full bar (default: the greatest value).
    """
    full = most or max((bar.value for bar in bars if bar.value), default=1) or 1
    lines = [
        {
            "bar": bar,
            "text": bar.text or ("" if bar.value is None else f"{bar.value:g}"),
            "width": round(BAR_WIDTH * max(bar.value or 0, 0) / full, 1),
            "top": index * LINE,
            "middle": index * LINE + 20,
        }
        for index, bar in enumerate(bars)
    ]
    for line in lines:
        line["value_at"] = LABEL_WIDTH + line["width"] + 8
    shown: str = render_to_string(
        "look/components/chart.html",
        {
            "id": f"chart-{next(_numbers)}",
            "lines": lines,
            "title": title,
            "meaning": meaning,
            "source": source,
            "width": LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH,
            "height": max(len(bars), 1) * LINE,
            "label_end": LABEL_WIDTH - 10,
            "start": LABEL_WIDTH,
            "thick": BAR,
        },
    )
    return SafeString(shown)
