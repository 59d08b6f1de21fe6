"""The evidence of two records, field by field and taken together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .comparing import Judged, Record, judge
from .evidence import Level
from .fields import Field, Kind
from .rarity import Rarity

# Neighbours share a house and a switchboard: where it is and how it is reached, together.
_REACH_BITS = 16.0
_HOPELESS = -8.0

Found = list[Judged | None]  # one for each field; None where a side says nothing


class Comparison:
    """The fields, what is known of their values, and what is expected of any pair, in bits."""

    def __init__(self, fields: Sequence[Field], rarities: Sequence[Rarity], before: float) -> None:
        self.fields = tuple(fields)
        self.rarities = tuple(rarities)
        self.before = before
        self.names = self._of(Kind.NAME)
        self.organisations = self._of(Kind.ORGANISATION)
        self.addresses = self._of(Kind.ADDRESS)
        self.places = self._of(Kind.PLACE)
        self.contacts = self._of(Kind.PHONE, Kind.EMAIL)

    def _of(self, *kinds: Kind) -> tuple[int, ...]:
        return tuple(at for at, field in enumerate(self.fields) if field.kind in kinds)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with its evidence. `branch` (0 or less) is in `bits`: it looks like a branch."""

    left: Record
    right: Record
    bits: float
    found: tuple[Judged | None, ...]
    branch: float = 0.0


def weigh(left: Record, right: Record, by: Comparison) -> Weighed:
    """All that speaks for and against two records being one thing."""
    found: Found = [
        judge(field, one, other, rarity)
        for field, one, other, rarity in zip(
            by.fields, left.values, right.values, by.rarities, strict=True
        )
    ]
    total = by.before
    for judged in found:
        if judged is not None:
            total += judged[1]
    if total < _HOPELESS:
        return Weighed(left, right, total, tuple(found))
    _put_right(found, by)
    total = by.before + sum(judged[1] for judged in found if judged is not None)
    branch = min(_most_for_branch(found, by) - total, 0.0)
    return Weighed(left, right, total + branch, tuple(found), branch)


def levels(found: Sequence[Judged | None], positions: Sequence[int]) -> set[Level]:
    """The levels of some fields, by their positions."""
    return {judged[0] for at in positions if (judged := found[at]) is not None}


def _put_right(found: Found, by: Comparison) -> None:
    """Change the weights of fields that depend on each other."""
    address, place = levels(found, by.addresses), levels(found, by.places)
    same_house = Level.SAME in address
    if same_house:
        # One town under two names: the same street, the same house.
        _change(found, by.places, lambda bits: max(bits, -0.5))
    elif Level.DIFFERS in place:
        # A branch gives the phone and e-mail of its head office.
        share = 0.0 if Level.DIFFERS in address else 0.5
        _change(found, by.contacts, lambda bits: bits * share if bits > 0 else bits)
    reach = (*by.addresses, *by.places, *by.contacts)
    positive = sum(max(judged[1], 0.0) for at in reach if (judged := found[at]) is not None)
    if positive > _REACH_BITS:
        part = _REACH_BITS / positive
        _change(found, reach, lambda bits: bits * part if bits > 0 else bits)


def _change(found: Found, positions: Sequence[int], how: Callable[[float], float]) -> None:
    for at in positions:
        judged = found[at]
        if judged is not None:
            found[at] = (judged[0], how(judged[1]))


def _most_for_branch(found: Found, by: Comparison) -> float:
    """The most bits for a pair with another address, however well name and contacts agree.

    They tell that the organisation is the same, not that the place is.
    """
    address, contacts = levels(found, by.addresses), levels(found, by.contacts)
    other_town = Level.DIFFERS in levels(found, by.places)
    if Level.DIFFERS in address:
        return -2.0 if other_town or contacts == {Level.DIFFERS} else 1.0
    return 2.0 if other_town and Level.SAME not in address else 99.0
