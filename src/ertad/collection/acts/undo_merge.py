"""A reviewer undoes a merge; the two are remembered as different."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ertad.audit.trail import traced
from ertad.collection.models import Pair
from ertad.directory.acts.unmerge import Settled, write_unmerge
from ertad.directory.models import Merge
from ertad.kernel.actor import Actor


def undo_merge(
    *, merge_id: UUID, by: Actor, at: datetime, choices: Mapping[str, Settled] | None = None
) -> Merge:
    """As `directory.acts.unmerge.unmerge`; and nobody is asked about the two again.

    Raises EditsToSettle (answer it with `choices`), UndoneAlready, NotRunning, NotAllowed.
    """
    with traced("service.unmerge", by=by, at=at, on=Merge(pk=merge_id)) as trace:
        merge = write_unmerge(trace, merge_id, at=at, choices=choices)
        left, right = sorted((merge.survivor_id, merge.absorbed_id))
        told: dict[str, Any] = {
            "answer": Pair.Answer.DIFFERENT,
            "answered_at": at,
            "answered_by": by.user_id,
        }
        pair = Pair.objects.select_for_update(of=("self",)).filter(left=left, right=right).first()
        owner = merge.survivor.institution_id
        if pair:
            trace.update(pair, institution_id=owner, merge_id=None, **told)
            return merge
        of = {merge.survivor_id: owner, merge.absorbed_id: merge.absorbed.institution_id}
        pair = Pair(
            id=uuid5(left, str(right)), left=left, right=right, left_institution_id=of[left],
            right_institution_id=of[right], score=0.0, band="distinct", found_at=at, **told,
        )  # fmt: skip
        trace.create(pair, owner)
        return merge
