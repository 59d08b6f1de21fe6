"""Ids that already are one service: merged in the directory, or said to be the same."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from ertad.collection.models import Pair
from ertad.directory.models import Service

IDS_A_QUERY = 2000


def heads_of(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Id -> the service that answers for it now, following merges; a query a step of them."""
    head = {key: key for key in ids}
    waiting = set(ids)
    while waiting:
        found = dict(
            Service.objects.filter(pk__in=waiting)
            .exclude(merged_into=None)
            .values_list("pk", "merged_into_id")
        )
        for key, now in head.items():
            head[key] = found.get(now) or now
        waiting = {key for key in found.values() if key}
    return head


def absorbed_by(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Id -> head, for every service that was merged into one of `ids`, however far."""
    result: dict[UUID, UUID] = {}
    layer = {key: key for key in ids}
    while layer:
        found = Service.objects.filter(merged_into__in=layer).values_list("pk", "merged_into_id")
        layer = {key: layer[into] for key, into in found if into}
        result |= layer
    return result


def between(pairs: Iterable[tuple[UUID, UUID]], heads: Mapping[UUID, UUID]) -> set[frozenset[UUID]]:
    """The pairs as pairs of heads; a pair within one family falls away."""
    found = (frozenset((heads.get(a, a), heads.get(b, b))) for a, b in pairs)
    return {pair for pair in found if len(pair) == 2}


def different_among(ids: Collection[UUID]) -> set[frozenset[UUID]]:
    """Pairs of `ids` that somebody said are different, also through services merged into them."""
    heads = {key: key for key in ids} | absorbed_by(ids)
    found: list[tuple[UUID, UUID]] = []
    members = list(heads)
    for start in range(0, len(members), IDS_A_QUERY):
        found += Pair.objects.filter(
            answer=Pair.Answer.DIFFERENT, left__in=members[start : start + IDS_A_QUERY]
        ).values_list("left", "right")
    return between(((a, b) for a, b in found if b in heads), heads)


def same_as(ids: Collection[UUID]) -> set[UUID]:
    """`ids`, and all that is said to be the same and waits for publication, however far."""
    family, layer = set(ids), set(ids)
    while layer:
        touching = Pair.objects.filter(answer=Pair.Answer.SAME, merge_id=None).filter(
            Q(left__in=layer) | Q(right__in=layer)
        )
        both = {key for pair in touching.values_list("left", "right") for key in pair}
        layer = set(heads_of(both).values()) - family
        family |= layer
    return family
