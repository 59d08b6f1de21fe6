"""Challenges as lines, in the active language, and the register with its counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ertad.kernel.languages import Said, said
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.places.names import natural
from ertad.profiles.models import Challenge, SharedBy
from ertad.profiles.queries.own_words import NOTHING
from ertad.profiles.rules import STATE_LABELS, STATE_TAGS
from ertad.profiles.wording import challenge_kinds
from ertad.vocabulary.models import Term

STATES = list(Challenge.State.values)


@dataclass(frozen=True)
class ChallengeLine:
    """`shared_by`: (institution id, name) of those that have it too."""

    challenge: Challenge
    kind: Said
    institution: Said
    description: Said
    groups: Sequence[Said]
    places: Sequence[Said]
    state: str
    tag: str
    shared_by: Sequence[tuple[UUID, Said]]
    answer: Said
    service: Said
    helper: Said

    @property
    def shared(self) -> int:
        return len(self.shared_by)

    @property
    def first_places(self) -> Sequence[str]:
        """A few, for a line; the rest as a number."""
        names = [place.text for place in self.places]
        return names if len(names) <= 4 else [*names[:3], f"+{len(names) - 3}"]


def challenge_lines(found: QuerySet[Challenge]) -> list[ChallengeLine]:
    """Open ones first, then the most shared; six queries however many.

    `found` starts from `visible_to`.
    """
    shared = SharedBy.objects.select_related("institution").order_by("at", "id")
    rows = list(
        found.select_related("institution", "helper", "service")
        .prefetch_related(Prefetch("shared_by", shared))
    )  # fmt: skip
    if not rows:
        return []
    kinds, groups = challenge_kinds(), _labels_of_groups(rows)
    places = _names_of_places(rows)
    lines = [_line(row, kinds, groups, places) for row in rows]
    return sorted(lines, key=_order)


def _order(line: ChallengeLine) -> tuple[int, int, str, str]:
    challenge = line.challenge
    state = STATES.index(challenge.state)
    return state, -line.shared, challenge.institution.code, str(challenge.pk)


def _line(
    row: Challenge,
    kinds: Mapping[str, Term],
    groups: Mapping[str, Said],
    places: Mapping[str, Said],
) -> ChallengeLine:
    return ChallengeLine(
        challenge=row,
        kind=said(kinds[row.kind], "label") if row.kind in kinds else Said(row.kind, "en"),
        institution=said(row.institution, "name"),
        description=said(row, "description"),
        groups=[groups[code] for code in groups if code in row.target_groups],
        places=[places[code] for code in places if code in row.places],
        state=str(STATE_LABELS[row.state]),
        tag=STATE_TAGS[row.state],
        shared_by=[
            (each.institution_id, said(each.institution, "name")) for each in row.shared_by.all()
        ],
        answer=said(row, "answer"),
        service=said(row.service, "name") if row.service else NOTHING,
        helper=said(row.helper, "name") if row.helper else NOTHING,
    )


def _labels_of_groups(rows: Iterable[Challenge]) -> dict[str, Said]:
    codes = {code for row in rows for code in row.target_groups}
    found = Term.objects.filter(vocabulary="target_group", code__in=codes).order_by("position")
    return {term.code: said(term, "label") for term in found}


def _names_of_places(rows: Iterable[Challenge]) -> dict[str, Said]:
    codes = {code for row in rows for code in row.places}
    found = Municipality.objects.filter(pk__in=codes).only("name_ka", "name_en", "name_fr")
    named = {place.pk: said(place, "name") for place in found}
    return {code: named[code] for code in sorted(named, key=lambda code: natural(named[code].text))}


@dataclass(frozen=True)
class Asked:
    """What the register is narrowed to; "" leaves open."""

    kind: str = ""
    place: str = ""
    group: str = ""
    state: str = ""
    institution: UUID | None = None

    def fits(self, row: Challenge) -> bool:
        return (
            self.kind in ("", row.kind)
            and self.state in ("", row.state)
            and (not self.place or self.place in row.places)
            and (not self.group or self.group in row.target_groups)
            and self.institution in (None, row.institution_id)
        )


@dataclass(frozen=True)
class Register:
    """`kinds`, `places`: code -> number among `lines`; `all_places` are offered as a filter.

    A challenge of several places counts in each.
    """

    lines: Sequence[ChallengeLine]
    kinds: Sequence[tuple[str, Said, int]]
    places: Mapping[str, int]
    all_places: Sequence[Municipality]
    groups: Sequence[tuple[str, Said]]
    institutions: Sequence[tuple[UUID, Said]]

    @property
    def no_place(self) -> int:
        return sum(not line.challenge.places for line in self.lines)

    @property
    def open(self) -> int:
        return sum(line.challenge.state == Challenge.State.OPEN for line in self.lines)

    @property
    def shared(self) -> int:
        return sum(line.shared > 0 for line in self.lines)


def register(user: object, asked: Asked) -> Register:
    """All challenges that `user` may see and that fit; a constant number of queries."""
    every = challenge_lines(Challenge.objects.visible_to(user).standing())
    lines = [line for line in every if asked.fits(line.challenge)]
    kinds = Counter(line.challenge.kind for line in lines)
    owners = {line.challenge.institution_id: line.institution for line in every}
    regions = Municipality.objects.filter(pk__in={p for e in every for p in e.challenge.places})
    taking_part = Municipality.objects.filter(region__in=regions.values("region"))
    groups = {code for line in every for code in line.challenge.target_groups}
    known = Term.objects.filter(vocabulary="target_group", code__in=groups).order_by("position")
    return Register(
        lines=lines,
        kinds=[
            (code, said(term, "label"), kinds[code])
            for code, term in challenge_kinds().items()
        ],
        places=Counter(code for line in lines for code in line.challenge.places),
        all_places=sorted(taking_part, key=lambda place: natural(place.name)),
        groups=[(term.code, said(term, "label")) for term in known],
        institutions=sorted(owners.items(), key=lambda each: each[1].text),
    )  # fmt: skip


def challenges_of(institution: Institution, viewer: object) -> list[ChallengeLine]:
    """Of an institution, as far as the viewer may see them."""
    rows = Challenge.objects.visible_to(viewer).standing().filter(institution=institution)
    return challenge_lines(rows)


def unsolved(lines: Iterable[ChallengeLine]) -> list[ChallengeLine]:
    return [line for line in lines if line.challenge.state != Challenge.State.SOLVED]
