"""The parts of "Plan together", as tabs above each: rooms tell theirs in `plan_tabs.py`."""

from typing import Any

from django.urls import reverse

from ertad.kernel.rights import may
from ertad.kernel.rooms import told_by_rooms


def plan_tabs(user: object, current: str) -> list[dict[str, Any]]:
    """`PLAN_TABS` are (words, name of the address, right); `current`: the address that is shown.

    None where `user` sees one part only, as the public does the calendar.
    """
    parts = [each for each in told_by_rooms("plan_tabs", "PLAN_TABS") if may(user, each[2])]
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for label, name, _right in parts
    ]
