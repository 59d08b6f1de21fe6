"""Pairs to be decided: the next one with both records, their differences and the evidence."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from ertad.collection.matching.finding import UNDER_REVIEW
from ertad.collection.matching.sides import OneSide, sides_of, survivor_is_left
from ertad.collection.models import Pair, SourceRow
from ertad.directory.acts.merge_services import same_places
from ertad.directory.merging import MergedField, differences, merged_fields
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import Field, field_of


@dataclass(frozen=True)
class FieldOfPair:
    """A field of both records; `merged` is what it would be, with source, day and rule."""

    key: str
    field: Field
    left: Any
    right: Any
    differs: bool
    merged: MergedField


@dataclass(frozen=True)
class Reason:
    """Evidence: how well a compared field agrees, in bits (+3: eight times as likely)."""

    field: str
    level: str
    weight: float
    left: str
    right: str


@dataclass(frozen=True)
class PairPage:
    """`fields` and `survivor` are empty when a side is no more: then nothing can be decided."""

    pair: Pair
    left: OneSide | None
    right: OneSide | None
    survivor: str
    fields: list[FieldOfPair]
    evidence: list[Reason]

    @property
    def decidable(self) -> bool:
        return self.left is not None and self.right is not None and not self.pair.merge_id


@dataclass(frozen=True)
class PairQueue:
    """`proposed` were decided by the engine as the same and await a glance before publication."""

    open: int
    proposed: int
    answered: int
    next: PairPage | None


def pair_queue(
    user: object, *, round_id: UUID | None = None, after: UUID | None = None
) -> PairQueue:
    """The pairs that `user` decides, likeliest first. `after`: a pair that was put off."""
    pairs = Pair.objects.visible_to(user)
    if round_id is not None:
        new = SourceRow.objects.filter(
            submission__invitation__round=round_id, submission__state__in=UNDER_REVIEW
        ).values("service_id")
        pairs = pairs.filter(Q(left__in=new) | Q(right__in=new))
    waiting = open_pairs(pairs)
    unlooked = pairs.filter(answer=Pair.Answer.SAME, answered_by=None, merge_id=None)
    answered = pairs.exclude(answered_by=None).count()
    in_order = waiting.order_by("-score", "id")
    put_off = Pair.objects.visible_to(user).filter(pk=after).first() if after else None
    if put_off:
        behind = Q(score__lt=put_off.score) | Q(score=put_off.score, pk__gt=put_off.pk)
        in_order = in_order.annotate(
            turn=Case(When(behind, then=Value(0)), default=Value(1), output_field=IntegerField())
        ).order_by("turn", "-score", "id")
    first = in_order.first()
    return PairQueue(waiting.count(), unlooked.count(), answered, _page(first) if first else None)


def open_pairs(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """Unanswered ones of which both sides are there: running, or a row under review.

    A file that was returned or replaced takes its questions along until it is sent again.
    """
    waiting = pairs.filter(answer=Pair.Answer.OPEN)
    for side in ("left", "right"):
        service = Service.objects.filter(pk=OuterRef(side))
        row = SourceRow.objects.filter(
            service_id=OuterRef(side), submission__state__in=UNDER_REVIEW
        ).exclude(record=None)
        running = Exists(service.filter(status=Status.ACTIVE))
        waiting = waiting.filter(running | (~Exists(service) & Exists(row)))
    return waiting


def pair_page(user: object, pair_id: UUID) -> PairPage:
    """One pair. Raises Pair.DoesNotExist when `user` may not see it."""
    return _page(Pair.objects.visible_to(user).get(pk=pair_id))


def _page(pair: Pair) -> PairPage:
    left, right = sides_of(pair)
    evidence = [Reason(*told) for told in pair.evidence]
    if left is None or right is None:
        return PairPage(pair, left, right, "", [], evidence)
    is_left = survivor_is_left(left, right)
    kept, absorbed = (left, right) if is_left else (right, left)
    places = same_places(kept.record, absorbed.record)
    merged = merged_fields(kept.told, absorbed.told, same_places=places)
    different = set(differences(left.record, right.record))
    fields = [
        FieldOfPair(
            key, field_of(key), left.record[key], right.record[key], key in different, merged[key]
        )
        for key in left.record
    ]
    return PairPage(pair, left, right, "left" if is_left else "right", fields, evidence)
