"""How cells look: the colours of the platform, for screen and print."""

from typing import Any

Look = dict[str, Any]

PLAIN: Look = {"valign": "top", "text_wrap": True}
AS_TYPED: Look = {**PLAIN, "num_format": "@"}
ABOVE: Look = {"valign": "top", "font_color": "#5b4a44"}
HEADER: Look = {
    **PLAIN, "bold": True, "bg_color": "#efe7dd", "font_color": "#3b2a25", "bottom": 2,
    "bottom_color": "#7a1f3d",
}  # fmt: skip
ASKED: Look = {**HEADER, "bg_color": "#7a1f3d", "font_color": "#ffffff"}
TITLE: Look = {**PLAIN, "bold": True, "font_size": 16, "font_color": "#7a1f3d"}
HEADING: Look = {**PLAIN, "bold": True, "font_size": 12, "font_color": "#3b2a25"}

MARKS: dict[str, Look] = {
    "error": {"bg_color": "#f6c9c9", "border": 1, "border_color": "#b3261e"},
    "warning": {"bg_color": "#fde3b0", "border": 1, "border_color": "#a15c00"},
    "note": {"bg_color": "#dcebea", "border": 1, "border_color": "#2a6f6b"},
}
"""Colour is never alone: a marked cell has a border and a comment."""
