"""What the lists themselves teach: words of two languages that stand for each other, and names
of one place (Hollywood, Los Angeles).

No labels are needed. Two rows with the same name, phone, e-mail or address that are each other's
best partner are almost surely one thing; what is left standing on both sides of such pairs, again
and again, means the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .evidence import Level
from .names import Name
from .weighing import Comparison, Weighed, levels

_WORDS, _PLACES = 2, 3  # so many pairs must show it
_SHARE = 0.7  # of the sure pairs that have the rarer of the two, so many must have both


def learn(found: Sequence[Weighed], by: Comparison) -> Comparison | None:
    """The comparison with what was learned, or None if nothing was."""
    sure = _sure(found, by)
    learned = {
        at: pairs
        for at in (*by.names, *by.organisations, *by.places)
        if (pairs := _standing_together(_sides(at, sure), _PLACES if at in by.places else _WORDS))
    }
    if not learned:
        return None
    rarities = [
        rarity.knowing(learned[at]) if at in learned else rarity
        for at, rarity in enumerate(by.rarities)
    ]
    return Comparison(by.fields, rarities, by.before)


def _sure(found: Sequence[Weighed], by: Comparison) -> list[Weighed]:
    """Pairs the same in name, contact or address, and the best of both of their rows."""
    telling = (*by.names, *by.contacts, *by.addresses)
    agreeing = [pair for pair in found if Level.SAME in levels(pair.found, telling)]
    best: dict[tuple[str, str], Weighed] = {}
    for pair in sorted(agreeing, key=lambda pair: (pair.bits, pair.left.id, pair.right.id)):
        best["left", pair.left.id] = pair
        best["right", pair.right.id] = pair
    return [pair for pair in agreeing if best["left", pair.left.id] is best["right", pair.right.id]]


def _sides(at: int, sure: Sequence[Weighed]) -> Iterator[tuple[set[str], set[str]]]:
    """For each pair what its two sides say in one field: words of two alphabets, or places."""
    for pair in sure:
        for one, other in zip(pair.left.values[at][:1], pair.right.values[at][:1], strict=False):
            if isinstance(one, Name) and isinstance(other, Name):
                if one.georgian != other.georgian:
                    yield set(one.words), set(other.words)
            elif isinstance(one, tuple) and isinstance(other, tuple):
                yield {" ".join(one)}, {" ".join(other)}


def _standing_together(
    sides: Iterable[tuple[set[str], set[str]]], often: int
) -> frozenset[tuple[str, str]]:
    """What one side says alone whenever the other side says something else alone."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for ones, others in sides:
        left.update(ones)
        right.update(others)
        both.update((one, other) for one in ones - others for other in others - ones)
    return frozenset(
        pair
        for pair, seen in both.items()
        if seen >= often and seen >= _SHARE * min(left[pair[0]], right[pair[1]])
    )
