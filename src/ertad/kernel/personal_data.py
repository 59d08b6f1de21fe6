"""What is held about a person: each room tells it in `PERSONAL_DATA` of its `personal_data.py`.

The subject-access pack is made from these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from ertad.kernel.rooms import told_by_rooms


@dataclass(frozen=True)
class PersonalData:
    """Records of one model about one person. `model`: such as `people.membership`."""

    model: str
    label: str | Promise
    of: Callable[[UUID], QuerySet[Any]]
    """From the id of an account to its records."""
    only: str = ""
    """Names of the fields that are about the person; all, when it is not said."""
    withheld: str = ""
    """Names of fields that the person is told of but not given: keys that open something."""


@cache
def personal_data() -> Sequence[PersonalData]:
    """Of all rooms, upper rooms first."""
    return tuple(told_by_rooms("personal_data", "PERSONAL_DATA"))
