"""The views of the room: institutions, contacts, coverage."""

from django.urls import reverse
from django.utils.translation import gettext as _


def people_tabs(current: str) -> list[dict[str, object]]:
    """`current`: name of the address that is shown."""
    named = (
        (_("Institutions"), "institutions"),
        (_("Contacts"), "contacts"),
        (_("Whom to call"), "call_about"),
        (_("Coverage"), "coverage"),
    )
    return [
        {"label": label, "url": reverse(f"people:{name}"), "current": name == current}
        for label, name in named
    ]
