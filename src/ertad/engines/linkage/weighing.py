"""The evidence of two records, field by field and taken together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .comparing import Judged, Record, judge, whole
from .evidence import Level
from .fields import Field, Kind
from .rarity import Rarity

# Neighbours share a house and a switchboard: where it is and how it is reached, together.
_REACH_BITS = 16.0
_REACH = (Kind.ADDRESS, Kind.PLACE, Kind.PHONE, Kind.EMAIL)
_MOST = {Kind.NAME: 1e9, Kind.ORGANISATION: 6.0, Kind.TEXT: 3.0, Kind.CODES: 3.0}
HOPELESS = -12.0  # bits; weaker pairs are forgotten

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
        self.order = self._order()

    def _of(self, *kinds: Kind) -> tuple[int, ...]:
        return tuple(at for at, field in enumerate(self.fields) if field.kind in kinds)

    def _order(self) -> list[tuple[int, float]]:
        """Names first; with each field the most bits that those after it can add."""
        order = [*self.names, *(at for at in range(len(self.fields)) if at not in self.names)]
        return [(at, self._most(order[place + 1 :])) for place, at in enumerate(order)]

    def _most(self, positions: Sequence[int]) -> float:
        rest = [self.fields[at] for at in positions]
        reach = _REACH_BITS if any(field.kind in _REACH for field in rest) else 0.0
        return reach + sum(_MOST.get(field.kind, 0.0) * field.weight for field in rest)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with its evidence. `branch` (0 or less) is in `bits`: it looks like a branch."""

    left: Record
    right: Record
    bits: float
    found: tuple[Judged | None, ...]
    branch: float = 0.0


def weigh(left: Record, right: Record, by: Comparison) -> Weighed | None:
    """All that speaks for and against two records being one thing; None for a hopeless pair.

    Two records that say all the same are worth a question at least, however common it is.
    """
    found: Found = [None] * len(by.fields)
    identical = left.values == right.values
    total = by.before
    for at, most_after in by.order:
        judged = judge(by.fields[at], left.values[at], right.values[at], by.rarities[at])
        if judged is not None:
            found[at] = judged
            total += judged[1]
            if total + most_after < HOPELESS and not identical:
                return None
    _put_right(found, by)
    total = by.before + sum(judged[1] for judged in found if judged is not None)
    branch = min(_most_for_branch(left, right, found, by) - total, 0.0)
    bits = max(total + branch, 0.0) if identical else total + branch
    return Weighed(left, right, bits, tuple(found), branch)


def levels(found: Sequence[Judged | None], positions: Sequence[int]) -> set[Level]:
    """The levels of some fields, by their positions."""
    return {judged[0] for at in positions if (judged := found[at]) is not None}


def _put_right(found: Found, by: Comparison) -> None:
    """Change the weights of fields that depend on each other."""
    address, place = levels(found, by.addresses), levels(found, by.places)
    same_house = Level.SAME in address
    if same_house and Level.SAME in levels(found, by.contacts):
        # One town under two names: the same street, the same house, the same phone.
        _change(found, by.places, lambda bits: max(bits, -0.5))
    elif Level.DIFFERS in place and not same_house:
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


def _most_for_branch(left: Record, right: Record, found: Found, by: Comparison) -> float:
    """The most bits for a pair that is elsewhere, however well name and contacts agree.

    They tell that the organisation is the same, not that the place is.
    """
    address, contacts = levels(found, by.addresses), levels(found, by.contacts)
    other_town = Level.DIFFERS in levels(found, by.places)
    other_house = Level.DIFFERS in address or (other_town and Level.PARTLY in address)
    if Level.SAME in address or not (other_town or other_house):
        return 99.0
    if (other_town and other_house) or contacts == {Level.DIFFERS}:
        return -2.0
    if other_house and levels(found, by.names) & {Level.PARTLY, Level.DIFFERS}:
        return -2.0  # of what tells two services of one provider apart, nothing agrees
    if has_branches(left, right, by):
        return -1.0
    return 1.0 if other_house else 2.0


def has_branches(left: Record, right: Record, by: Comparison) -> bool:
    """One table has the name, phone or e-mail more than once: each branch is its own record."""
    names = any(
        by.rarities[at].most(whole(value)) > 1
        for at in by.names
        for value in (*left.values[at], *right.values[at])
    )
    contacts = (
        value
        for at in by.contacts
        for value in left.values[at]
        if value in right.values[at] and by.rarities[at].most(whole(value)) > 1
    )
    return names or any(contacts)
