"""What a move of a state machine is, and the one check that every act makes before it moves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand

Text = str | Promise
Guard = Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Move:
    """One line of a table of states.

    `target` is "" where the state stays as it is. `right` says who may make it. `guard` yields the
    codes of those `reasons` that stand against the move now. `limit` names the day after which it
    is late; nothing moves by itself when it has passed. `asks` names the fields that the move
    writes, `needs` those among them that cannot stay empty.
    """

    act: str
    sources: frozenset[str]
    target: str
    right: str
    label: Text
    help: Text
    guard: Guard | None = None
    reasons: Mapping[str, Text] | None = None
    limit: str = ""
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


NOT_IN_THIS_STATE = _("This cannot be done at this stage. Load the page again to see what changed.")


def moves_from(state: str, moves: Mapping[str, Move]) -> list[Move]:
    """Those that begin at this state, in the order of the table."""
    return [move for move in moves.values() if state in move.sources]


def against(move: Move, record: Any) -> list[tuple[str, Text]]:
    """(code, text) of all that stands against the move now; empty when it can be made."""
    if record.state not in move.sources:
        return [("state", NOT_IN_THIS_STATE)]
    reasons = move.reasons or {}
    return [(code, reasons[code]) for code in (move.guard(record) if move.guard else ())]


def require(move: Move, record: Any, *, by: Actor, institution_id: UUID | None = None) -> None:
    """Raises NotAllowed or Refused unless `by` may make this move with `record` now."""
    demand(move.right, by, institution_id)
    for code, text in against(move, record):
        raise Refused(text, code=code)
