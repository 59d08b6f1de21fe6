"""Whole HTML documents for the printer."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string


def document(template: str, context: dict[str, Any], densities: Iterable[str]) -> list[str]:
    """The same paper from roomy to dense (classes of the style sheet), of which the first that
    fits is printed."""
    return [render_to_string(template, {**context, "density": each}) for each in densities]
