"""Whole HTML documents for the printer."""

from typing import Any

from django.template.loader import render_to_string


def document(template: str, context: dict[str, Any], densities: range) -> list[str]:
    """The same paper from roomy (d0) to dense, of which the first that fits is printed."""
    return [render_to_string(template, {**context, "density": f"d{n}"}) for n in densities]
