"""What was typed beside what somebody else saved meanwhile."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ertad.profiles.past import label_of, value_of


def both(typed: Mapping[str, Any], current: Any) -> dict[str, Any]:
    """For `meanwhile.html`: the fields in which they differ, and the version that is there now."""
    rows = [
        {
            "label": label_of(key),
            "values": [value_of(key, value), value_of(key, getattr(current, key))],
            "differs": True,
        }
        for key, value in typed.items()
        if value != getattr(current, key)
    ]
    return {
        "version": current.version,
        "both": rows,
        "columns": [{"title": _("What you wrote")}, {"title": _("What is there now")}],
    }
