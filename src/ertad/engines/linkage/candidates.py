"""Which pairs are worth comparing: those that share something rare (blocking).

Every row gives keys: its folded words, words of the street with the house number, phone, e-mail,
the whole name, alone and with the place. Two rows are candidates when they share keys that are
not too common; the best few of each row are kept. Nothing here decides that two rows match.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .comparing import Record, Values
from .fields import Field, Kind
from .names import Name
from .places import Address
from .rarity import Counted, Rarity

Integers = NDArray[np.int64]
Positions = NDArray[np.int32]
Known = dict[tuple[int, Values, Values], tuple[int, ...]]
_NO_KEYS = (Kind.TEXT, Kind.CODES, Kind.PLACE)
_BLOCK = 250  # rows of the big side that one key may bring in
_KEPT = 10  # candidates of one row
_SHARE_OF_BEST = 0.35  # what a candidate must share, of what the best one does
_SHARE_OF_UNIQUE = 0.75  # and of what one key that no other row has is worth
_CHUNK = 250  # rows of the small side at a time: bounds the memory


def keys_of(
    record: Record,
    fields: Sequence[Field],
    common: Sequence[frozenset[Counted]] | None = None,
    known: Known | None = None,
) -> set[int]:
    """The keys of a record; fields without a name or a contact give none but that of the whole.

    With `common`, the values of each field that too many rows have: these are no keys by
    themselves, but with the place, and what is rarer is none with the place. Keys are hashes: two
    with one hash would only bring in a candidate too many. `known`: keys of what comes again.
    """
    keys = {hash(record.values)} if any(record.values) else set()
    places: Values = ()
    for field, values in zip(fields, record.values, strict=True):
        if field.kind is Kind.PLACE:
            places += values
    for number, (field, values) in enumerate(zip(fields, record.values, strict=True)):
        if not values or field.kind in _NO_KEYS:
            continue
        often = common[number] if common else None
        if known is None or field.kind is Kind.NAME:
            keys.update(_keys_of_field(number, field, values, places, often))
            continue
        found = known.get((number, values, places))
        if found is None:
            found = tuple(_keys_of_field(number, field, values, places, often))
            known[number, values, places] = found
        keys.update(found)
    return keys


def _keys_of_field(
    number: int, field: Field, values: Values, places: Values, often: frozenset[Counted] | None
) -> Iterator[int]:
    for value in values:
        match value:
            case Address():
                for word in value.street:
                    yield hash((number, value.number, word))
            case str():
                yield hash((number, value[-7:] if field.kind is Kind.PHONE else value))
            case Name(words):
                if often is None or words not in often:
                    yield hash((number, "".join(words)[:5], "begins"))
                for key in (words, *words):
                    if often is None or key not in often:
                        yield hash((number, key))
                    if often is None or key in often:
                        for place in places:
                            yield hash((number, key, place))


def slips_of(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: one slip apart means one in common."""
    if len(word) >= 4 and not any(letter.isdigit() for letter in word):
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


class Blocks:
    """The keys of one table's records, sorted, so that another table can be laid against it."""

    def __init__(
        self,
        records: Sequence[Record],
        fields: Sequence[Field],
        rarities: Sequence[Rarity] | None = None,
    ) -> None:
        self._fields = fields
        self._size = len(records)
        self._most = max(_BLOCK, math.isqrt(self._size))
        known: Known = {}
        common = [rarity.common(self._most) for rarity in rarities] if rarities else None
        self._keys, self._rows = _sorted_keys(
            keys_of(record, fields, common, known) for record in records
        )
        words = sorted(_words_of(rarities, fields) if rarities else set(_words(records, fields)))
        self._words = words
        self._slips, self._slip_words = _sorted_keys(map(hash, slips_of(word)) for _, word in words)

    def candidates(
        self, records: Sequence[Record], own: Sequence[int] = ()
    ) -> Iterator[tuple[int, list[int]]]:
        """For each record its candidates here, as positions, best first.

        `own`: for each record its own position here, where it is no candidate.
        """
        near = self._near_words(records)
        for start in range(0, len(records), _CHUNK):
            part = records[start : start + _CHUNK]
            yield from self._of_part(part, start, near, own[start : start + _CHUNK])

    def _of_part(
        self,
        part: Sequence[Record],
        start: int,
        near: dict[tuple[int, str], list[str]],
        own: Sequence[int],
    ) -> Iterator[tuple[int, list[int]]]:
        owners: list[int] = []
        wanted: list[int] = []
        for at, record in enumerate(part):
            keys = self._with_slips(record, near)
            owners.extend([at] * len(keys))
            wanted.extend(keys)
        sought = np.array(wanted, dtype=np.int64)
        first = np.searchsorted(self._keys, sought, side="left")
        sizes = np.searchsorted(self._keys, sought, side="right") - first
        usable = (sizes > 0) & (sizes <= self._most)
        first, sizes = first[usable], sizes[usable]
        owner = np.array(owners, dtype=np.int64)[usable]
        worth = np.log2(self._size + 1) - np.log2(sizes)
        # All (owner, row) pairs that share a key, then the sum of what their keys are worth.
        ends = np.cumsum(sizes)
        inside = np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)
        rows = self._rows[np.repeat(first, sizes) + inside]
        codes, where = np.unique(np.repeat(owner, sizes) * self._size + rows, return_inverse=True)
        total = np.bincount(where, weights=np.repeat(worth, sizes), minlength=len(codes))
        owner, rows = np.divmod(codes, max(self._size, 1))
        if own:
            others = rows != np.array(own, dtype=np.int64)[owner]
            owner, rows, total = owner[others], rows[others], total[others]
        best = np.zeros(len(part))
        np.maximum.at(best, owner, total)
        enough = total >= np.maximum(
            _SHARE_OF_BEST * best[owner], _SHARE_OF_UNIQUE * math.log2(self._size + 1)
        )
        owner, rows, total = owner[enough], rows[enough], total[enough]
        order = np.lexsort((rows, -total, owner))
        bounds = np.searchsorted(owner[order], np.arange(len(part) + 1))
        for at in range(len(part)):
            mine = order[bounds[at] : bounds[at + 1]][:_KEPT]
            yield start + at, rows[mine].tolist()

    def _with_slips(
        self, record: Record, near: dict[tuple[int, str], list[str]]
    ) -> dict[int, None]:
        keys = dict.fromkeys(keys_of(record, self._fields))
        for number, word in _words([record], self._fields):
            keys |= dict.fromkeys(hash((number, other)) for other in near.get((number, word), ()))
        return keys

    def _near_words(self, records: Sequence[Record]) -> dict[tuple[int, str], list[str]]:
        """For each word of the records the words here that are one slip away."""
        near: dict[tuple[int, str], list[str]] = {}
        for number, word in sorted(set(_words(records, self._fields))):
            slips = np.array([hash(slip) for slip in slips_of(word)], dtype=np.int64)
            first = np.searchsorted(self._slips, slips, side="left")
            last = np.searchsorted(self._slips, slips, side="right")
            found = {
                int(at)
                for low, high in zip(first, last, strict=True)
                for at in self._slip_words[low:high]
            }
            others = [self._words[at] for at in sorted(found)]
            same_field = [other for place, other in others if place == number and other != word]
            if same_field:
                near[(number, word)] = same_field
        return near


def _words(records: Iterable[Record], fields: Sequence[Field]) -> Iterator[tuple[int, str]]:
    for record in records:
        for number, (field, values) in enumerate(zip(fields, record.values, strict=True)):
            if field.kind is not Kind.TEXT:
                for value in values:
                    if isinstance(value, Name):
                        yield from ((number, word) for word in value.words)


def _words_of(rarities: Sequence[Rarity], fields: Sequence[Field]) -> set[tuple[int, str]]:
    """The words of names in a table whose words were counted."""
    return {
        (number, value)
        for number, (field, rarity) in enumerate(zip(fields, rarities, strict=True))
        if field.kind in (Kind.NAME, Kind.ORGANISATION)
        for value in rarity.values()
        if isinstance(value, str)
    }


def _sorted_keys(found: Iterable[Iterable[int]]) -> tuple[Integers, Positions]:
    """The keys of each position, in their order, and the positions beside them."""
    keys, counts = array("q"), array("q")
    for each in found:
        before = len(keys)
        keys.extend(each)
        counts.append(len(keys) - before)
    flat = np.frombuffer(keys, dtype=np.int64) if keys else np.empty(0, dtype=np.int64)
    positions = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    order = np.argsort(flat, kind="stable")
    return flat[order], positions[order]
