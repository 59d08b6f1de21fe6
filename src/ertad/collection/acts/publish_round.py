"""A coordinator publishes a round: all that was accepted goes into the directory, at once.

Everything is read and compared before; within the short transaction it is checked that nothing
moved meanwhile, and then only written. Whoever stops it in the middle leaves the old directory.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from ertad.audit.trail import Trace, traced
from ertad.collection.models import Pair, Round, Submission
from ertad.collection.publishing import Plan, plan_publication
from ertad.collection.publishing.contacts import write_contacts
from ertad.collection.publishing.foreign_ids import write_foreign_ids
from ertad.collection.publishing.places import write_places
from ertad.collection.publishing.report import report_of
from ertad.collection.rules import ROUND_MOVES, SUBMISSION_MOVES
from ertad.directory.acts.merge_services import write_merges
from ertad.directory.merging import ContradictoryChoices
from ertad.directory.models import Publication, Service
from ertad.directory.record import read_records
from ertad.directory.record.writing import (
    Drifted,
    Prepared,
    prepare,
    raise_version,
    write_prepared,
)
from ertad.directory.search.ready import ReadyEntries, ready_entries, write_ready
from ertad.kernel import bulk
from ertad.kernel.actor import Actor
from ertad.kernel.moves import require
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand

CONTRADICTORY = _(
    "Two records were merged with choices that contradict each other, such as from age 18 to 12."
    " Look at the pairs again."
)
TRIES_OUTSIDE = 3
"""After so many a busy directory is held while the plan is made anew."""


@dataclass(frozen=True)
class Published:
    """`kept`: service id -> fields whose newer live value stayed against the one sent.

    `left_out`: service id -> why its row was not taken; `against`: pairs said to be the same that
    were not merged, for it would join what was said to be different.
    """

    publication: Publication
    confirmed: int = 0
    merged: int = 0
    kept: dict[UUID, list[str]] = field(default_factory=dict)
    left_out: dict[UUID, str] = field(default_factory=dict)
    against: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class _Ready:
    """`there`: what search knows of services at a changed place that are not changed themselves."""

    plan: Plan
    prepared: Prepared
    there: ReadyEntries


def publish_round(
    *, round: Round, by: Actor, at: datetime, version: int | None = None
) -> Published:
    """Publish; done again on a published round it changes nothing.

    Raises NotAllowed, Refused, and StaleEdit when the round is not at `version`.
    """
    move = ROUND_MOVES["round.publish"]
    demand(move.right, by)
    done = Publication.objects.filter(round_id=str(round.pk)).first()
    if done:
        return Published(done)
    require(move, round, by=by)
    expected = round.version if version is None else version
    for number in range(TRIES_OUTSIDE + 1):
        try:
            result = _one_try(round.pk, expected, by, at, hold=number == TRIES_OUTSIDE)
        except Drifted:
            continue
        except ContradictoryChoices as wrong:
            raise Refused(CONTRADICTORY, code="contradictory") from wrong
        round.refresh_from_db()
        return result
    raise Refused(_("Many are changing the directory at this moment. Try again soon."), code="busy")


def _one_try(key: UUID, version: int, by: Actor, at: datetime, *, hold: bool) -> Published:
    """With `hold` the plan is made inside the transaction, so that no act comes in between."""
    round_ = Round.objects.get(pk=key)
    ready = None if hold else _made_ready(round_, at)
    with bulk.many_pages(), traced("round.publish", by=by, at=at, on=round_) as trace:
        return _publish(trace, round_, version, ready or _made_ready(round_, at), at)


def _made_ready(round_: Round, at: datetime) -> _Ready:
    plan = plan_publication(round_, at=at)
    places = plan.places.by_id()
    prepared = prepare(plan.changes, at=at, places=places)
    there = set(plan.places.services_there) - set(prepared.ids)
    records = read_records(there)
    services = Service.objects.filter(pk__in=there).order_by("pk") if there else ()
    entries = ready_entries(((row, records[row.pk]) for row in services), places=places)
    return _Ready(plan, prepared, entries)


def _publish(trace: Trace, round_: Round, version: int, ready: _Ready, at: datetime) -> Published:
    plan, move = ready.plan, ROUND_MOVES["round.publish"]
    require(move, round_, by=trace.by)
    trace.update(round_, version=version, state=move.target, published_at=at)
    _publish_submissions(trace, plan)
    write_places(trace, plan.places)
    contacts = write_contacts(trace, plan.submissions)
    write_prepared(trace, ready.prepared, at=at)
    write_foreign_ids(plan.submissions, plan.rows)
    if ready.there.services:
        write_ready(ready.there, version=raise_version(at))
    for step in plan.merges.steps:
        write_merges(trace, step, at=at)
    _note_merges(plan)
    counts = plan.counts()
    numbers = Publication.objects.aggregate(last=Max("number"))
    publication = trace.create(
        Publication(
            number=(numbers["last"] or 0) + 1,
            round_id=str(round_.pk),
            at=at,
            new=counts["new"],
            changed=counts["changed"],
            ended=counts["ended"],
            report=report_of(plan),
        )
    )
    trace.details |= {**counts, "merged": plan.merges.count(), "kept": len(plan.kept())}
    trace.details["contacts"] = contacts
    return Published(
        publication,
        counts["confirmed"],
        plan.merges.count(),
        {row.service_id: row.kept for row in plan.kept()},
        {row.service_id: row.why for row in plan.rows if row.fate == "left_out"},
        plan.merges.against,
    )


def _publish_submissions(trace: Trace, plan: Plan) -> None:
    """Raises Drifted when a file was accepted or returned since the plan was made."""
    move = SUBMISSION_MOVES["submission.publish"]
    accepted = Submission.objects.filter(invitation__round=plan.round_id, state__in=move.sources)
    found = {
        key: (version, owner)
        for key, version, owner in accepted.select_for_update(of=("self",)).values_list(
            "pk", "version", "invitation__institution_id"
        )
    }
    if {key: version for key, (version, _owner) in found.items()} != plan.submissions:
        raise Drifted("the accepted files are not those of the plan")
    Submission.objects.filter(pk__in=found).update(state=move.target, version=F("version") + 1)
    for key, (version, owner) in found.items():
        trace.revised(
            Submission._meta.label_lower, key,
            {"state": "accepted", "version": version},
            {"state": str(move.target), "version": version + 1}, owner,
        )  # fmt: skip


def _note_merges(plan: Plan) -> None:
    for merge_id in set(plan.merges.pairs.values()):
        pairs = [pair for pair, merge in plan.merges.pairs.items() if merge == merge_id]
        Pair.objects.filter(pk__in=pairs).update(merge_id=merge_id, version=F("version") + 1)
