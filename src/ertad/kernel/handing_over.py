"""Open work that moves with a function: each room tells it in `HANDED_OVER` of `handed_over.py`.

When somebody hands a function of an institution over to a successor, what is tied to the person
goes with it. What belongs to the person alone (own lists, followed searches) does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from ertad.kernel.rooms import told_by_rooms

Move = Callable[[UUID, UUID, UUID], int]
"""(account of the old one, of the successor, institution) -> how many moved."""


@dataclass(frozen=True)
class OpenWork:
    """`count`: (account, institution) -> how many things are open. `move`: None where the work
    belongs to whoever has the role, so that it goes with the role by itself.

    `move` is called within the transaction of the hand-over.
    """

    name: str
    label: str | Promise
    count: Callable[[UUID, UUID], int]
    move: Move | None = None


def open_work() -> Sequence[OpenWork]:
    """Of all rooms, upper rooms first."""
    return list(told_by_rooms("handed_over", "HANDED_OVER"))
