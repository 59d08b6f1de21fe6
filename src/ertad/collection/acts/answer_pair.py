"""A reviewer says whether two records are one service."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import Trace, traced
from ertad.collection.matching.families import absorbed_by, different_among, same_as
from ertad.collection.matching.sides import OneSide, sides_of, survivor_is_left
from ertad.collection.models import Pair
from ertad.collection.publishing.merges import as_choices
from ertad.directory.acts.merge_services import Merging, write_merges
from ertad.directory.merging import Choice, ContradictoryChoices, merged_fields
from ertad.kernel.actor import Actor
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand

Side = Literal["left", "right"]


def answer_pair(
    *,
    pair: Pair,
    answer: Literal["same", "different"],
    by: Actor,
    at: datetime,
    merge_id: UUID,
    version: int | None = None,
    choices: Mapping[str, str] | None = None,
    survivor: Side | None = None,
) -> Pair:
    """Two services of the directory that are the same are merged at once; a row under review is
    merged when its round is published.

    `choices`: field -> "left", "right", or "both" for lists. `merge_id` names the merge, if there
    is one. An answer can be changed until it has led to a merge.
    Raises NotAllowed; StaleEdit when somebody else answered meanwhile; Refused.
    """
    for institution in (pair.left_institution_id, pair.right_institution_id):
        demand("pair.answer", by, institution)
    with traced("pair.answer", by=by, at=at, on=pair) as trace:
        trace.details["answer"] = answer
        if pair.merge_id:
            raise Refused(_("These two were merged already."), code="merged_already")
        # The version is checked first: of two reviewers, the second is told before anything else.
        trace.update(
            pair, version=version, institution_id=pair.left_institution_id,
            answer=Pair.Answer(answer), choices=dict(choices or {}), answered_at=at,
            answered_by=by.user_id,
        )  # fmt: skip
        if answer == "same":
            _same(trace, pair, survivor, merge_id, at)
    return pair


def _same(trace: Trace, pair: Pair, survivor: Side | None, merge_id: UUID, at: datetime) -> None:
    left, right = sides_of(pair)
    if left is None or right is None:
        raise Refused(_("One of the two is no more: it has ended or was replaced."), code="gone")
    _demand_not_apart(pair)
    stays_left = survivor_is_left(left, right) if survivor is None else survivor == "left"
    if left.live != right.live:
        stays_left = left.live
    kept, absorbed = (left, right) if stays_left else (right, left)
    chosen = _checked(pair.choices, kept, absorbed, stays_left=stays_left)
    if not (left.live and right.live):
        return
    merging = Merging(merge_id, kept.id, absorbed.id, chosen)
    merge = write_merges(trace, [merging], at=at)[0]
    trace.update(pair, institution_id=pair.left_institution_id, merge_id=merge.pk)


def _checked(
    choices: Mapping[str, str], kept: OneSide, absorbed: OneSide, *, stays_left: bool
) -> dict[str, Choice]:
    try:
        chosen = as_choices(choices, survivor_is_left=stays_left)
        merged_fields(kept.told, absorbed.told, choices=chosen)
    except KeyError as unknown:
        raise Refused(_("One of your choices is not known."), code="no_choice") from unknown
    except ContradictoryChoices as wrong:
        text = _("Your choices contradict each other: the youngest age is above the oldest.")
        raise Refused(text, code="contradictory") from wrong
    return chosen


def _demand_not_apart(pair: Pair) -> None:
    """Whoever joins two families joins everything in them."""
    family = same_as({pair.left, pair.right})
    family |= absorbed_by(family).keys()
    if different_among(family):
        text = _(
            "Somebody said that two of the records which this would join are different."
            " Change that answer first, if it was wrong."
        )
        raise Refused(text, code="against_different")
