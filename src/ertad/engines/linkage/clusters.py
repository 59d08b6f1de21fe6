"""Groups of rows that are one thing, never against a remembered "these are different"."""

from __future__ import annotations

from collections.abc import Iterable

from .evidence import Band, ScoredPair


def cluster(
    pairs: Iterable[ScoredPair], different: Iterable[tuple[str, str]] = ()
) -> list[frozenset[str]]:
    """Join the `merge` pairs, best first; groups of two and more, by their smallest id.

    A join that would bring two rows of a `different` pair (in either order) into one group, even
    through others, is left out. Ids must be unique over both tables.
    """
    apart: dict[str, set[str]] = {}  # root of a group -> ids that may not be in it
    for one, other in different:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    members: dict[str, set[str]] = {}
    group_of: dict[str, str] = {}
    merging = (pair for pair in pairs if pair.band is Band.MERGE)
    for pair in sorted(
        merging, key=lambda pair: (-pair.score, -pair.weight, pair.left, pair.right)
    ):
        for own in (pair.left, pair.right):
            if own not in group_of:
                group_of[own], members[own] = own, {own}
        big, small = group_of[pair.left], group_of[pair.right]
        if big == small or not apart.get(big, set()).isdisjoint(members[small]):
            continue
        if len(members[big]) < len(members[small]):
            big, small = small, big
        for own in members[small]:
            group_of[own] = big
        members[big] |= members.pop(small)
        apart.setdefault(big, set()).update(apart.get(small, ()))
    groups = [frozenset(group) for group in members.values() if len(group) > 1]
    return sorted(groups, key=min)
