"""Rows said to be the same as a service, or as each other: merged when the round is published."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from ertad.collection.matching.families import different_among, heads_of
from ertad.collection.models import Pair
from ertad.collection.publishing.rows import PlannedRow
from ertad.directory.acts.merge_services import Merging
from ertad.directory.merging import Choice
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.engines.linkage import Band, ScoredPair, cluster


@dataclass(frozen=True)
class PlannedMerges:
    """`steps` are written one after the other; within one no service occurs twice.

    `against` are pairs said to be the same that would join what was said to be different.
    """

    steps: list[list[Merging]] = field(default_factory=list)
    pairs: dict[UUID, UUID] = field(default_factory=dict)
    against: list[UUID] = field(default_factory=list)

    def count(self) -> int:
        return sum(len(step) for step in self.steps)


def planned_merges(new: Mapping[UUID, PlannedRow], *, at: datetime) -> PlannedMerges:
    """`new`: the services that the publication adds. A constant number of queries."""
    waiting = Pair.objects.filter(answer=Pair.Answer.SAME, merge_id=None)
    pairs = [
        pair
        for pair in waiting.order_by("answered_at", "id")
        if pair.left in new or pair.right in new
    ]
    if not pairs:
        return PlannedMerges()
    heads = heads_of({key for pair in pairs for key in (pair.left, pair.right)})
    running = _running(set(heads.values()) - new.keys())
    alive = running | new.keys()
    usable = [p for p in pairs if heads[p.left] in alive and heads[p.right] in alive]
    ids = {heads[key] for pair in usable for key in (pair.left, pair.right)}
    apart = [(str(a), str(b)) for a, b in map(tuple, different_among(ids))]
    groups = cluster(
        [
            ScoredPair(str(heads[p.left]), str(heads[p.right]), p.score, Band.MERGE, 0.0, ())
            for p in usable
        ],
        apart,
    )
    result = PlannedMerges()
    group_of = {UUID(key): number for number, group in enumerate(groups) for key in group}
    for group in groups:
        survivor, *others = _in_order({UUID(key) for key in group}, running, new)
        for step, absorbed in enumerate(others):
            while len(result.steps) <= step:
                result.steps.append([])
            choices = _choices(usable, heads, survivor, absorbed)
            merge_id = uuid5(survivor, f"{absorbed} {at.isoformat()}")
            result.steps[step].append(Merging(merge_id, survivor, absorbed, choices))
    for pair in usable:
        left, right = heads[pair.left], heads[pair.right]
        if left == right:
            continue
        if group_of.get(left) is None or group_of.get(left) != group_of.get(right):
            result.against.append(pair.pk)
    _name_merges(result, usable, heads)
    return result


def _running(ids: Collection[UUID]) -> set[UUID]:
    return set(
        Service.objects.filter(pk__in=ids, status=Status.ACTIVE).values_list("pk", flat=True)
    )


def _in_order(group: set[UUID], running: set[UUID], new: Mapping[UUID, PlannedRow]) -> list[UUID]:
    """Who stays comes first: one of the directory, else the fullest of the new rows."""

    def rank(key: UUID) -> tuple[bool, int, UUID]:
        record = new[key].after if key in new else {}
        return key not in running, -sum(1 for value in record.values() if value), key

    return sorted(group, key=rank)


def _choices(
    pairs: Collection[Pair], heads: Mapping[UUID, UUID], survivor: UUID, absorbed: UUID
) -> dict[str, Choice]:
    for pair in pairs:
        if (heads[pair.left], heads[pair.right]) == (survivor, absorbed):
            return as_choices(pair.choices, survivor_is_left=True)
        if (heads[pair.right], heads[pair.left]) == (survivor, absorbed):
            return as_choices(pair.choices, survivor_is_left=False)
    return {}


def as_choices(choices: Mapping[str, str], *, survivor_is_left: bool) -> dict[str, Choice]:
    """A pair's left, right, both -> survivor, absorbed, both."""
    sides: dict[str, Choice] = {
        "left": "survivor" if survivor_is_left else "absorbed",
        "right": "absorbed" if survivor_is_left else "survivor",
        "both": "both",
    }
    return {key: sides[choice] for key, choice in choices.items()}


def _name_merges(
    result: PlannedMerges, pairs: Collection[Pair], heads: Mapping[UUID, UUID]
) -> None:
    """Which merge each pair led to: that of the side which is absorbed."""
    merge_of = {merging.absorbed_id: merging.merge_id for step in result.steps for merging in step}
    for pair in pairs:
        if pair.pk in result.against:
            continue
        merge = merge_of.get(heads[pair.right]) or merge_of.get(heads[pair.left])
        if merge:
            result.pairs[pair.pk] = merge
