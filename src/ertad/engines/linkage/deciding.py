"""From the evidence of a pair to a score and a band."""

from __future__ import annotations

import math

from .comparing import shown
from .evidence import Band, Evidence, Level, ScoredPair
from .weighing import Comparison, Weighed, has_branches, levels

BRANCH = "branch"  # the field of evidence that says: same name, but elsewhere
_MERGE_BITS = 7.0  # 128 to 1
_ALONE_BITS = 3.0  # how much better than any rival a pair must be to merge by itself
_ALMOST = 6.0  # the most that a pair shows that may not merge by itself
_LOST_BITS = 2.0  # so much behind a rival it is no longer worth a question


def may_merge(pair: Weighed, by: Comparison) -> bool:
    """Only what has the same name and address merges by itself, if nothing else disagrees.

    A town with a phone or e-mail will do for an address. Where no place is compared at all, a
    phone or e-mail will do; a name alone, or with a town, is for a person to decide.
    """
    found = pair.found
    name, address = levels(found, by.names), levels(found, by.addresses)
    place, contacts = levels(found, by.places), levels(found, by.contacts)
    same_house = Level.SAME in address
    if pair.bits < _MERGE_BITS or not name or name & {Level.PARTLY, Level.DIFFERS}:
        return False
    if address & {Level.PARTLY, Level.DIFFERS} or Level.DIFFERS in place:
        return False  # every town has a Rustaveli Street
    if Level.DIFFERS in levels(found, by.organisations):
        return False
    if not same_house and has_branches(pair.left, pair.right, by):
        return False
    somewhere = Level.SAME in address | place or not (by.addresses or by.places)
    return somewhere and (same_house or Level.SAME in contacts)


def answer(
    pair: Weighed, by: Comparison, rival: float | None = None, most: float = math.inf
) -> ScoredPair:
    """The scored pair.

    `rival` is the weight of the best other partner of either row, `most` the most bits that the
    way in which the two agree is worth.
    """
    bits = min(pair.bits, most)
    if rival is not None and rival > max(bits, 0.0):
        bits = min(bits, _LOST_BITS - (rival - bits))
    if pair.left.values == pair.right.values:
        bits = max(bits, 0.0)
    alone = rival is None or bits - rival >= _ALONE_BITS
    merges = alone and may_merge(pair, by)
    told = bits if merges else min(bits, _ALMOST)
    score = 1.0 / (1.0 + 2.0 ** -max(min(told, 50.0), -50.0))
    band = Band.MERGE if merges else Band.ASK if bits >= 0 else Band.DISTINCT
    return ScoredPair(
        pair.left.id, pair.right.id, round(score, 4), band, round(pair.bits, 2), _why(pair, by)
    )


def _why(pair: Weighed, by: Comparison) -> tuple[Evidence, ...]:
    why = [
        Evidence(
            field.name,
            judged[0],
            round(judged[1], 2),
            shown(field, pair.left.row),
            shown(field, pair.right.row),
        )
        for field, judged in zip(by.fields, pair.found, strict=True)
        if judged is not None
    ]
    if pair.branch < 0:
        why.append(Evidence(BRANCH, Level.DIFFERS, round(pair.branch, 2), "", ""))
    return tuple(why)
