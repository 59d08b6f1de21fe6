"""From the evidence of a pair to a score and a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .comparing import Record, judge, shown
from .evidence import Band, Evidence, Level, ScoredPair
from .fields import Field, Kind
from .rarity import Rarity

MERGE_BITS = 7.0  # 128 to 1
_CONTACT_BITS = 14.0  # phone and e-mail are one organisation's: together not more than this
_RIVAL_BITS = 3.0  # how much better than any rival a pair must be to merge by itself
_ALMOST = 6.0  # the most that a pair shows that may not merge by itself
_WHERE = (Kind.ADDRESS, Kind.PLACE)
_CONTACTS = (Kind.PHONE, Kind.EMAIL)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair before its rivals are looked at."""

    left: Record
    right: Record
    bits: float
    may_merge: bool
    levels: tuple[tuple[Level, float] | None, ...]


def weigh(
    left: Record,
    right: Record,
    fields: Sequence[Field],
    rarities: Sequence[Rarity],
    before: float,
) -> Weighed:
    """The evidence of two records on top of `before`, what is expected of any pair, in bits."""
    judged = [
        judge(field, one, other, rarity)
        for field, one, other, rarity in zip(
            fields, left.values, right.values, rarities, strict=True
        )
    ]
    same_address = any(
        found is not None and found[0] is Level.SAME
        for field, found in zip(fields, judged, strict=True)
        if field.kind is Kind.ADDRESS
    )
    contacts = 0.0
    total = before
    for at, field in enumerate(fields):
        found = judged[at]
        if found is None:
            continue
        level, bits = found
        if field.kind is Kind.PLACE and level is Level.DIFFERS and same_address:
            bits = -0.5  # one town under two names: same street, same house
        if field.kind in _CONTACTS and bits > 0:
            bits = min(bits, _CONTACT_BITS - contacts)
            contacts += bits
        judged[at] = (level, bits)
        total += bits
    may_merge = total >= MERGE_BITS and _nothing_against(fields, judged, left, right, rarities)
    return Weighed(left, right, total, may_merge, tuple(judged))


def _nothing_against(
    fields: Sequence[Field],
    judged: Sequence[tuple[Level, float] | None],
    left: Record,
    right: Record,
    rarities: Sequence[Rarity],
) -> bool:
    """Only what agrees in name and in where it is, or how it is reached, merges by itself."""
    levels: dict[Kind, set[Level]] = {}
    for field, found in zip(fields, judged, strict=True):
        if found is not None:
            levels.setdefault(field.kind, set()).add(found[0])
    where = levels.get(Kind.ADDRESS, set()) | levels.get(Kind.PLACE, set())
    same_address = Level.SAME in levels.get(Kind.ADDRESS, set())
    contacts = levels.get(Kind.PHONE, set()) | levels.get(Kind.EMAIL, set())
    if not levels.get(Kind.NAME, set()) & {Level.SAME, Level.CLOSE}:
        return False
    if levels.get(Kind.NAME, set()) & {Level.PARTLY, Level.DIFFERS}:
        return False
    if levels.get(Kind.ADDRESS, set()) & {Level.PARTLY, Level.DIFFERS}:
        return False
    if Level.DIFFERS in levels.get(Kind.PLACE, set()) and not same_address:
        return False
    if Level.DIFFERS in levels.get(Kind.ORGANISATION, set()):
        return False
    if _is_chain(fields, left, right, rarities) and not same_address:
        return False
    if any(field.kind in _WHERE for field in fields):
        return Level.SAME in where
    return Level.SAME in contacts


def _is_chain(
    fields: Sequence[Field], left: Record, right: Record, rarities: Sequence[Rarity]
) -> bool:
    """One table has the name more than once: branches, each its own record."""
    return any(
        rarity.most("=" + " ".join(value)) > 1
        for field, one, other, rarity in zip(
            fields, left.values, right.values, rarities, strict=True
        )
        if field.kind is Kind.NAME
        for value in (*one, *other)
        if isinstance(value, tuple)
    )


def answer(pair: Weighed, fields: Sequence[Field], rival: float | None) -> ScoredPair:
    """The scored pair. `rival` is the weight of the best other partner of either row."""
    bits = pair.bits
    if rival is not None and rival > 0 and rival > bits:
        bits = min(bits, 2.0 - (rival - bits))
    alone = rival is None or bits - rival >= _RIVAL_BITS
    merges = pair.may_merge and alone
    shown_bits = bits if merges else min(bits, _ALMOST)
    score = 1.0 / (1.0 + 2.0 ** -max(min(shown_bits, 50.0), -50.0))
    band = Band.MERGE if merges else Band.ASK if bits >= 0 else Band.DISTINCT
    evidence = tuple(
        Evidence(
            field.name,
            found[0],
            round(found[1], 2),
            shown(field, pair.left.row),
            shown(field, pair.right.row),
        )
        for field, found in zip(fields, pair.levels, strict=True)
        if found is not None
    )
    return ScoredPair(
        pair.left.id, pair.right.id, round(score, 4), band, round(pair.bits, 2), evidence
    )


def swapped(pair: Weighed) -> Weighed:
    """The same pair from the other side."""
    return replace(pair, left=pair.right, right=pair.left)
