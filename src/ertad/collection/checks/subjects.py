"""What the checks look at: a service row, a place, and what is known around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ertad.directory.record import Record

AgeLimits = Mapping[str, tuple[int | None, int | None]]


@dataclass(frozen=True)
class ServiceSubject:
    """A row of the Services sheet, read and merged.

    `texts`: column key -> text as read, of the cells that were sent. `record` is what would be
    written. `sent` names the record keys that the row itself changes.
    """

    record: Record
    texts: Mapping[str, str] = field(default_factory=dict)
    sent: frozenset[str] = frozenset()
    state: str = ""
    new: bool = False
    ended: bool = False
    was_confidential: bool = False
    confidential_said: bool = False
    pathways: Mapping[str, str] = field(default_factory=dict)
    """Legal pathway -> its label, for messages."""
    age_limits: AgeLimits = field(default_factory=dict)
    addresses: Sequence[str] = ()
    """Of the places of the service."""
    places_confidential: bool = False
    today: date = date.max


@dataclass(frozen=True)
class PlaceSubject:
    """A row of the Places sheet, or a place in a list of one's own."""

    place: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    new: bool = False


Span = tuple[str, str, str]
"""Day, opens, closes."""
