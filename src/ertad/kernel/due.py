"""Work that falls due by itself: each room tells its jobs in `DUE` of its `due.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ertad.kernel.rooms import told_by_rooms


@dataclass(frozen=True)
class DueJob:
    """`run` does what is due at a moment and counts it in words; a second run finds nothing left.

    It is called once a minute, perhaps by two processes at once.
    """

    name: str
    run: Callable[[datetime], Mapping[str, int]]


def due_jobs() -> Sequence[DueJob]:
    """Of all rooms, upper rooms first: the letters that they put are sent in the same run."""
    return list(told_by_rooms("due", "DUE"))
