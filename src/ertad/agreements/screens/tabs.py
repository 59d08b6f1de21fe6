"""The views of the room: agreements, pairs without one, pathways that work."""

from django.urls import reverse
from django.utils.translation import gettext as _


def agreement_tabs(current: str) -> list[dict[str, object]]:
    """`current`: name of the address that is shown."""
    named = (
        (_("Agreements"), "register"),
        (_("Who has none"), "coverage"),
        (_("Pathways"), "pathways"),
    )
    return [
        {"label": label, "url": reverse(f"agreements:{name}"), "current": name == current}
        for label, name in named
    ]
