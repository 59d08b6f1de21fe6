"""Horizontal bars: a table whose rows carry a bar each, so drawing and numbers are one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is None where nothing is known, which never looks like zero."""

    label: str
    value: float | None
    text: str = ""
    href: str = ""


def draw_bars(
    bars: Sequence[Bar],
    *,
    title: str,
    unit: str = "",
    source: str = "",
    full: float | None = None,
) -> SafeString:
    """A figure of horizontal bars that prints, folds on a phone and reads as a table.

    `title` heads it, `unit` says what the numbers count, `source` whose they are and of when,
    `full` is the value of a bar of full length (default: the greatest value).
    """
    longest = full or max((bar.value for bar in bars if bar.value), default=1)
    rows = [{"bar": bar, "text": _words(bar), "length": _length(bar, longest)} for bar in bars]
    context = {"rows": rows, "title": title, "unit": unit, "source": source}
    return SafeString(render_to_string("look/components/chart.html", context))


def _words(bar: Bar) -> str:
    return bar.text or ("" if bar.value is None else f"{bar.value:g}")


def _length(bar: Bar, longest: float) -> str | None:
    """Hundredths of a full bar, with a point whatever the language; None for the unknown."""
    if bar.value is None:
        return None
    return f"{min(max(100 * bar.value / longest, 0), 100):.1f}"
