"""Finding pairs: staged new rows against the directory and each other, or the directory itself."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q

from ertad.audit.trail import traced
from ertad.collection.full_disk import told_when_full
from ertad.collection.matching.comparable import FIELDS, Names, Row, directory_rows, staged_rows
from ertad.collection.matching.families import different_among, heads_of
from ertad.collection.models import Pair, Round, SourceRow, Submission
from ertad.directory.models import Service
from ertad.engines.linkage import BRANCH, Band, Index, Level, ScoredPair, cluster
from ertad.engines.memory import undisturbed
from ertad.kernel.actor import SYSTEM

UNDER_REVIEW = (Submission.State.CHECKED, Submission.State.SENT, Submission.State.ACCEPTED)
IDS_A_QUERY = 2000
WHERE = ("municipality", "address")


@told_when_full()
@undisturbed()
def find_pairs(about: Submission | Round | None, *, at: datetime) -> int:
    """Store what may be one service twice; returns how many pairs are new.

    `about` a submission or a round: its new rows against the directory and against each other and
    those of other files of the round. None: the services of the directory with each other.
    An answered pair is never asked again; an open one gets its newest evidence.
    """
    names = Names.read()
    if about is None:
        found = Index(directory_rows(names), FIELDS).match_itself()
        return _store(_worth_asking(found, names), names, at, staged=set())
    _forget_replaced(about)
    own, others = _staged_rows(about, names)
    if not own:
        return 0
    staged = {row["id"] for row in (*own, *others)}
    mine = Index(own, FIELDS)
    directory = [row for row in directory_rows(names) if row["id"] not in staged]
    found = Index(directory, FIELDS).match(mine) if directory else []
    del directory
    found += mine.match_itself()
    found += Index(others, FIELDS).match(mine, one_to_one=False) if others else []
    return _store(_worth_asking(found, names), names, at, staged=set(map(UUID, staged)))


def _staged_rows(about: Submission | Round, names: Names) -> tuple[list[Row], list[Row]]:
    """New rows of `about`, and of the round's other files."""
    ours, others = _staged(about)
    return staged_rows(ours, names), staged_rows(others, names)


Staged = list[tuple[UUID, dict[str, Any], list[dict[str, Any]]]]


def _staged(about: Submission | Round) -> tuple[Staged, Staged]:
    """New rows (service id, record, places) of `about`, and of the round's other files."""
    round_id = about.pk if isinstance(about, Round) else about.invitation.round_id
    rows = SourceRow.objects.filter(
        submission__invitation__round=round_id,
        submission__state__in=UNDER_REVIEW,
        outcome=SourceRow.Outcome.NEW,
    ).exclude(record=None)
    ours: Staged = []
    others: Staged = []
    seen = set()
    columns = ("submission_id", "service_id", "record", "locations")
    for submission, service, record, places in rows.values_list(*columns):
        if service in seen:
            continue
        seen.add(service)
        mine = isinstance(about, Round) or submission == about.pk
        (ours if mine else others).append((service, record, places))
    return ours, others


def _forget_replaced(about: Submission | Round) -> None:
    """Open questions about rows of files that a later file replaced are asked no more."""
    round_id = about.pk if isinstance(about, Round) else about.invitation.round_id
    rows = SourceRow.objects.filter(submission__invitation__round=round_id, known=False)
    ids_in = rows.values_list("service_id", flat=True)
    replaced = set(ids_in.filter(submission__state=Submission.State.REPLACED))
    gone = replaced - set(ids_in.filter(submission__state__in=UNDER_REVIEW))
    ids = sorted(gone)
    for start in range(0, len(ids), IDS_A_QUERY):
        part = ids[start : start + IDS_A_QUERY]
        live = Service.objects.filter(pk__in=part).values_list("pk", flat=True)
        dead = set(part) - set(live)
        Pair.objects.filter(Q(left__in=dead) | Q(right__in=dead), answered_by=None).exclude(
            answer=Pair.Answer.DIFFERENT
        ).delete()


def _worth_asking(found: Iterable[ScoredPair], names: Names) -> Iterator[ScoredPair]:
    """Neither what is distinct nor the branches of one institution."""
    for pair in found:
        if pair.band is not Band.DISTINCT and not _is_branch(pair, names):
            yield pair


def _is_branch(pair: ScoredPair, names: Names) -> bool:
    """One institution, two places: two services, whatever they are called."""
    if names.institution_of[pair.left] != names.institution_of[pair.right]:
        return False
    levels = {evidence.field: evidence.level for evidence in pair.evidence}
    if BRANCH in levels or levels.get("municipality") is Level.DIFFERS:
        return True
    return levels.get("address") in (Level.PARTLY, Level.DIFFERS)


def _store(pairs: Iterable[ScoredPair], names: Names, at: datetime, *, staged: set[UUID]) -> int:
    wanted = {_ordered(pair): pair for pair in pairs}
    known = _known({key for pair in wanted for key in pair})
    apart = different_among(set(heads_of({key for pair in wanted for key in pair}).values()))
    proposed = _proposed(wanted, names, staged, apart)
    new = []
    for key, pair in wanted.items():
        if key in known or frozenset(key) in apart:
            continue
        left, right = key
        same = key in proposed
        new.append(
            Pair(
                id=uuid5(left, str(right)),
                left=left,
                right=right,
                left_institution_id=names.institution_of[str(left)],
                right_institution_id=names.institution_of[str(right)],
                score=pair.score,
                band=pair.band,
                evidence=_evidence(pair, left),
                answer=Pair.Answer.SAME if same else Pair.Answer.OPEN,
                answered_at=at if same else None,
                found_at=at,
            )
        )
    renewed = _renewed(wanted, known)
    if new or renewed:
        with traced("pairs.find", by=SYSTEM, at=at) as trace:
            Pair.objects.bulk_create(new, 500, ignore_conflicts=True)
            Pair.objects.bulk_update(renewed, ["score", "band", "evidence"], 50)
            trace.details |= {"new": len(new), "renewed": len(renewed)}
    return len(new)


def _ordered(pair: ScoredPair) -> tuple[UUID, UUID]:
    one, other = UUID(pair.left), UUID(pair.right)
    return (one, other) if one < other else (other, one)


def _known(ids: set[UUID]) -> dict[tuple[UUID, UUID], Pair]:
    found: dict[tuple[UUID, UUID], Pair] = {}
    members = sorted(ids)
    for start in range(0, len(members), IDS_A_QUERY):
        for pair in Pair.objects.filter(left__in=members[start : start + IDS_A_QUERY]):
            found[pair.left, pair.right] = pair
    return found


def _proposed(
    wanted: dict[tuple[UUID, UUID], ScoredPair],
    names: Names,
    staged: set[UUID],
    apart: set[frozenset[UUID]],
) -> set[tuple[UUID, UUID]]:
    """Sure pairs of one institution, at least one of them under review, against no "different".

    They are proposed as the same, shown, and merged at publication unless somebody objects.
    """
    able = {
        key: pair
        for key, pair in wanted.items()
        if pair.band is Band.MERGE
        and names.institution_of[pair.left] == names.institution_of[pair.right]
        and staged & set(key)
    }
    groups = cluster(able.values(), [(str(a), str(b)) for a, b in map(tuple, apart)])
    group_of = {key: number for number, group in enumerate(groups) for key in group}
    return {
        key
        for key, pair in able.items()
        if pair.left in group_of and group_of[pair.left] == group_of.get(pair.right)
    }


def _renewed(
    wanted: dict[tuple[UUID, UUID], ScoredPair], known: dict[tuple[UUID, UUID], Pair]
) -> list[Pair]:
    """Open pairs whose evidence has changed."""
    result = []
    for key, pair in wanted.items():
        stored = known.get(key)
        if stored is None or stored.answer != Pair.Answer.OPEN:
            continue
        evidence = _evidence(pair, stored.left)
        if (stored.score, stored.band, stored.evidence) != (pair.score, pair.band, evidence):
            stored.score, stored.band, stored.evidence = pair.score, str(pair.band), evidence
            result.append(stored)
    return result


def _evidence(pair: ScoredPair, left: UUID) -> list[list[Any]]:
    """[field, level, weight in bits, left value, right value], as the pair is stored."""
    turned = pair.left != str(left)
    return [
        [e.field, str(e.level), e.weight, *((e.right, e.left) if turned else (e.left, e.right))]
        for e in pair.evidence
    ]
