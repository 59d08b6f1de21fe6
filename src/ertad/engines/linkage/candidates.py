"""Which pairs are worth comparing: those that share something rare (blocking).

Every row gives keys: its folded words, words of the street with the house number, phone, e-mail,
the whole name, alone and with the place. Two rows are candidates when they share keys that are
not too common; the best few of each row are kept. Nothing here decides that two rows match.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .comparing import Record
from .fields import Field, Kind
from .names import Name
from .places import Address

Integers = NDArray[np.int64]
_BLOCK = 250  # rows of the big side that one key may bring in
_KEPT = 15  # candidates of one row
_SHARE_OF_BEST = 0.3  # what a candidate must share, of what the best one does
_CHUNK = 250  # rows of the small side at a time: bounds the memory


def keys_of(record: Record, fields: Sequence[Field]) -> Iterator[str]:
    """The keys of a record; fields without a name or a contact give none but that of the whole."""
    if any(record.values):
        yield f"={record.values}"
    places = [
        " ".join(value)
        for field, values in zip(fields, record.values, strict=True)
        for value in values
        if field.kind is Kind.PLACE and isinstance(value, tuple)
    ]
    for number, (field, values) in enumerate(zip(fields, record.values, strict=True)):
        for value in values:
            if isinstance(value, Address):
                yield from (f"{number}a{value.number} {word}" for word in value.street)
            elif isinstance(value, str):
                if field.kind is not Kind.CODES:
                    yield f"{number}c{value[-7:] if field.kind is Kind.PHONE else value}"
            elif isinstance(value, Name) and field.kind is not Kind.TEXT:
                whole = " ".join(value.words)
                yield from (f"{number}w{word}" for word in value.words)
                yield f"{number}n{whole}"
                yield f"{number}j{whole.replace(' ', '')[:5]}"
                for place in places:
                    yield f"{number}p{whole} {place}"
                    yield from (f"{number}q{word} {place}" for word in value.words)


def slips_of(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: one slip apart means one in common."""
    if len(word) >= 4 and not any(letter.isdigit() for letter in word):
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


def _hashes(texts: Iterable[str]) -> Integers:
    # Two texts with one hash would only bring in a candidate too many.
    return np.fromiter((hash(text) for text in texts), dtype=np.int64)


class Blocks:
    """The keys of one table's records, sorted, so that another table can be laid against it."""

    def __init__(self, records: Sequence[Record], fields: Sequence[Field]) -> None:
        self._fields = fields
        self._size = len(records)
        self._keys, self._rows = _sorted_keys(
            (hash(key), at) for at, record in enumerate(records) for key in keys_of(record, fields)
        )
        words = sorted(set(_words(records, fields)))
        self._words = words
        self._slips, self._slip_words = _sorted_keys(
            (hash(slip), at) for at, (_, word) in enumerate(words) for slip in slips_of(word)
        )

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
            for key in self._with_slips(record, near):
                owners.append(at)
                wanted.append(hash(key))
        keys = np.array(wanted, dtype=np.int64)
        first = np.searchsorted(self._keys, keys, side="left")
        sizes = np.searchsorted(self._keys, keys, side="right") - first
        usable = (sizes > 0) & (sizes <= max(_BLOCK, math.isqrt(self._size)))
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
        enough = total >= np.maximum(_SHARE_OF_BEST * best[owner], 0.5 * math.log2(self._size + 1))
        owner, rows, total = owner[enough], rows[enough], total[enough]
        order = np.lexsort((rows, -total, owner))
        bounds = np.searchsorted(owner[order], np.arange(len(part) + 1))
        for at in range(len(part)):
            mine = order[bounds[at] : bounds[at + 1]][:_KEPT]
            yield start + at, rows[mine].tolist()

    def _with_slips(
        self, record: Record, near: dict[tuple[int, str], list[str]]
    ) -> dict[str, None]:
        keys = dict.fromkeys(keys_of(record, self._fields))
        for number, word in _words([record], self._fields):
            keys |= dict.fromkeys(f"{number}w{other}" for other in near.get((number, word), ()))
        return keys

    def _near_words(self, records: Sequence[Record]) -> dict[tuple[int, str], list[str]]:
        """For each word of the records the words here that are one slip away."""
        near: dict[tuple[int, str], list[str]] = {}
        for number, word in sorted(set(_words(records, self._fields))):
            slips = _hashes(slips_of(word))
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


def _sorted_keys(found: Iterable[tuple[int, int]]) -> tuple[Integers, Integers]:
    """Distinct (key, position) pairs as two arrays in the order of the key."""
    flat = np.fromiter((number for pair in found for number in pair), dtype=np.int64)
    keys, positions = flat[0::2], flat[1::2]
    order = np.lexsort((positions, keys))
    return keys[order].copy(), positions[order].copy()
