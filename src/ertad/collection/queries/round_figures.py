"""How a round goes, in figures: for all who were invited, by region, by kind, and over rounds.

What stands is the newest file or answer of each institution that was sent and not replaced.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from ertad.collection.models import Invitation, Round, SourceRow, Submission
from ertad.collection.models.rounds import ANSWERED
from ertad.directory.models import Service
from ertad.directory.record import FIELDS, Field, Record
from ertad.kernel.clock import local_day
from ertad.kernel.languages import Said, said
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

STANDS = ("sent", "accepted", "published")
VOUCHED = ("new", "changed", "same")
CONFIRMED = ("changed", "same", "ended")
ASKED = tuple(field for field in FIELDS if field.asked)
MOST_ROUNDS = 8


@dataclass(frozen=True)
class Figures:
    """Institutions: `answered` and `on_time` of `invited`. Services: `confirmed` of `known`.
    Asked fields of the services that were sent: `filled` of `asked`."""

    invited: int = 0
    answered: int = 0
    on_time: int = 0
    known: int = 0
    confirmed: int = 0
    asked: int = 0
    filled: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        names = [field.name for field in fields(self)]
        return Figures(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class Group:
    """`code` is "" for what belongs to no group, "+" for several at once."""

    code: str
    label: Said
    figures: Figures


@dataclass(frozen=True)
class RoundFigures:
    """`rounds`: this and earlier ones, oldest first; of them only institutions are counted."""

    round: Round
    all: Figures
    by_region: Sequence[Group]
    by_kind: Sequence[Group]
    rounds: Sequence[tuple[Round, Figures]]


def round_figures(user: object, round_id: UUID) -> RoundFigures:
    """Raises Round.DoesNotExist when `user` may not see it. A constant number of queries."""
    round_ = Round.objects.visible_to(user).get(pk=round_id)
    invitations = _invitations(user, [round_])
    arrived = _arrived(user, invitations)
    own = {row.pk: _answers(row, arrived) for row in invitations}
    for key, services in _services(user, invitations).items():
        own[key] += services
    regions, region_of = _regions(invitations)
    kinds = {
        term.code: said(term, "label")
        for term in Term.objects.filter(vocabulary="organisation_type")
    }
    return RoundFigures(
        round_,
        sum(own.values(), Figures()),
        _grouped(invitations, own, regions, lambda row: region_of[row.institution_id]),
        _grouped(invitations, own, kinds, lambda row: row.institution.kind),
        _over_rounds(user, round_),
    )


def share(part: int, whole: int) -> float | None:
    """In hundredths; None where there is nothing to share."""
    return round(100 * part / whole, 1) if whole else None


def _invitations(user: object, rounds: Iterable[Round]) -> list[Invitation]:
    found = Invitation.objects.visible_to(user).filter(round__in=list(rounds))
    return list(found.select_related("institution", "round").defer("base"))


def _arrived(user: object, invitations: Iterable[Invitation]) -> dict[UUID, date]:
    """Invitation -> the day on which its first readable file or answer came."""
    files = Submission.objects.visible_to(user).filter(invitation__in=[i.pk for i in invitations])
    first = files.exclude(state=Submission.State.REFUSED).order_by().values_list("invitation_id")
    return {key: local_day(at) for key, at in first.annotate(first=Min("received_at"))}


def _answers(row: Invitation, arrived: Mapping[UUID, date]) -> Figures:
    answered = row.state in ANSWERED
    on_time = answered and row.pk in arrived and arrived[row.pk] <= row.due_day
    return Figures(invited=1, answered=int(answered), on_time=int(on_time))


def _services(user: object, invitations: Sequence[Invitation]) -> dict[UUID, Figures]:
    """Invitation -> its services: known, confirmed, and how many asked fields are filled."""
    files = Submission.objects.visible_to(user).filter(
        invitation__in=[row.pk for row in invitations], state__in=STANDS
    )
    rows = SourceRow.objects.visible_to(user).filter(submission__in=files).order_by()
    confirmed: dict[UUID, int] = dict(
        rows.filter(known=True, outcome__in=CONFIRMED)
        .values_list("submission__invitation")
        .annotate(number=Count("service_id", distinct=True))
    )
    running: dict[UUID, int] = dict(
        Service.objects.visible_to(user)
        .active()
        .filter(institution__in={row.institution_id for row in invitations}, sample_as_of="")
        .order_by()
        .values_list("institution_id")
        .annotate(number=Count("id"))
    )
    filled: Counter[UUID] = Counter()
    asked: Counter[UUID] = Counter()
    records = rows.filter(outcome__in=VOUCHED, record__isnull=False)
    for key, record in records.values_list("submission__invitation", "record").iterator(2000):
        filled[key] += sum(is_filled(field, record or {}) for field in ASKED)
        asked[key] += len(ASKED)
    return {
        row.pk: Figures(
            known=max(running.get(row.institution_id, 0), confirmed.get(row.pk, 0)),
            confirmed=confirmed.get(row.pk, 0),
            asked=asked[row.pk],
            filled=filled[row.pk],
        )
        for row in invitations
    }


def is_filled(field: Field, record: Record) -> bool:
    """An empty age means no limit, so it says something; places "not known" say nothing."""
    match field.key:
        case "min_age" | "max_age":
            return True
        case "serves":
            return bool(record["serves"]) or bool(record["nationwide"])
        case "places":
            return record["places"] not in ("", "unknown")
    return any(record[key] not in ("", [], None) for key in field.record_keys())


def _regions(invitations: Sequence[Invitation]) -> tuple[dict[str, Said], dict[UUID, str]]:
    """Labels of regions, and institution -> region code, "+" for several, "" for none."""
    served = Municipality.objects.filter(
        institutions__in={row.institution_id for row in invitations}
    ).values_list("institutions", "region", "region__name_ka", "region__name_en", "region__name_fr")
    labels: dict[str, Said] = {}
    codes: dict[UUID, set[str]] = defaultdict(set)
    for institution, code, ka, en, fr in served.order_by().distinct():
        labels[code] = said({"name_ka": ka, "name_en": en, "name_fr": fr}, "name")
        codes[institution].add(code)
    of = {
        row.institution_id: _one(codes[row.institution_id], everywhere=row.institution.nationwide)
        for row in invitations
    }
    return labels, of


def _one(codes: set[str], *, everywhere: bool) -> str:
    if everywhere or len(codes) > 1:
        return "+"
    return next(iter(codes), "")


def _grouped(
    invitations: Iterable[Invitation],
    own: Mapping[UUID, Figures],
    labels: Mapping[str, Said],
    code_of: Callable[[Invitation], str],
) -> list[Group]:
    """By label; what belongs to several or none comes last."""
    sums: dict[str, Figures] = defaultdict(Figures)
    for row in invitations:
        sums[code_of(row)] += own[row.pk]
    groups = [
        Group(code, labels.get(code, Said("", "ka")), figures) for code, figures in sums.items()
    ]
    return sorted(groups, key=lambda group: (not group.label.text, group.label.text, group.code))


def _over_rounds(user: object, last: Round) -> list[tuple[Round, Figures]]:
    earlier: Any = Round.objects.visible_to(user).filter(period_start__lte=last.period_start)
    rounds = list(earlier.exclude(state=Round.State.DRAFT)[:MOST_ROUNDS])
    invitations = _invitations(user, rounds)
    arrived = _arrived(user, invitations)
    sums: dict[UUID, Figures] = defaultdict(Figures)
    for row in invitations:
        sums[row.round_id] += _answers(row, arrived)
    return [(row, sums[row.pk]) for row in reversed(rounds)]
