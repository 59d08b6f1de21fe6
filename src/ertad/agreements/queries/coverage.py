"""Which pairs have an agreement: each city hall with each body of the state that serves it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ertad.agreements.models import AgreementVersion
from ertad.agreements.models.agreements import RUNNING
from ertad.agreements.queries.register import by_agreement, line_of
from ertad.people.contacts.calling import CITY_HALL
from ertad.people.models import Institution
from ertad.places.models import Municipality, Region
from ertad.places.names import natural

STATE_BODIES = ("state", "lepl", "probation_bureau")
Pair = frozenset[UUID]


@dataclass(frozen=True)
class Cell:
    """`meets`: whether both serve the same place, so that they have something to agree on."""

    hall: Institution
    body: Institution
    meets: bool
    text: AgreementVersion | None

    @property
    def in_force(self) -> bool:
        return self.text is not None and self.text.state in RUNNING


@dataclass(frozen=True)
class Coverage:
    region: Region | None
    regions: Sequence[Region]
    bodies: Sequence[Institution]
    lines: Sequence[tuple[Institution, Sequence[Cell]]]

    @property
    def pairs(self) -> int:
        return sum(cell.meets for _hall, cells in self.lines for cell in cells)

    @property
    def without(self) -> int:
        """Pairs of which no agreement is in force."""
        cells = [cell for _hall, cells in self.lines for cell in cells if cell.meets]
        return sum(not cell.in_force for cell in cells)


def coverage(user: object, region: str) -> Coverage:
    """One region's table, the first that takes part by default; seven queries at most."""
    halls = Institution.objects.visible_to(user).filter(kind__in=CITY_HALL, dissolved_on=None)
    regions = list(
        Region.objects.filter(municipalities__institutions__in=halls)
        .distinct().defer("outline").order_by("-invented", "code")
    )  # fmt: skip
    chosen = next((each for each in regions if each.code == region), None)
    chosen = chosen or (regions[0] if regions else None)
    if chosen is None:
        return Coverage(None, [], [], [])
    served = _served(chosen)
    here = sorted(
        halls.filter(municipalities__region=chosen).distinct(),
        key=lambda hall: natural(hall.name),
    )
    bodies = [
        body
        for body in Institution.objects.visible_to(user)
        .filter(kind__in=STATE_BODIES, dissolved_on=None, invented=chosen.invented)
        .order_by("-nationwide", "code")
        if body.nationwide or served[body.pk]
    ]
    known = _pairs(user)
    lines = [
        (
            hall,
            [
                Cell(
                    hall, body, body.nationwide or bool(served[hall.pk] & served[body.pk]),
                    known.get(frozenset({hall.pk, body.pk})),
                )
                for body in bodies
            ],
        )
        for hall in here
    ]  # fmt: skip
    return Coverage(chosen, regions, bodies, lines)


def _served(region: Region) -> Mapping[UUID, set[str]]:
    """Institution -> codes of the places of the region that it serves."""
    found: dict[UUID, set[str]] = defaultdict(set)
    through = Municipality.objects.filter(region=region, institutions__isnull=False)
    for institution, code in through.values_list("institutions", "code"):
        found[institution].add(code)
    return found


def _pairs(user: object) -> Mapping[Pair, AgreementVersion]:
    """Two parties -> what is in force between them, else what is being prepared."""
    found: dict[Pair, AgreementVersion] = {}
    for texts in by_agreement(user).values():
        line = line_of(texts)
        if line.text.ended_on:
            continue
        ids = [party.pk for party in line.parties]
        for pair in (frozenset({a, b}) for a in ids for b in ids if a != b):
            if pair not in found or line.text.state in RUNNING:
                found[pair] = line.text
    return found
