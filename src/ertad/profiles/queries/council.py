"""For a municipal council: the services for its people by kind, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ertad.directory.models import Service
from ertad.directory.screens.overview.query import asked_places
from ertad.kernel.languages import Said, said
from ertad.places.models import Municipality
from ertad.profiles.queries.lines import NOBODY, Line, lines
from ertad.profiles.queries.profile import Figures, figures
from ertad.profiles.queries.residents import kinds_of_help


@dataclass(frozen=True)
class CouncilKind:
    """A kind of help; without lines it is a gap: none known, or nobody was asked yet."""

    code: str
    label: Said
    lines: Sequence[Line]
    asked: bool

    @property
    def gap(self) -> str:
        """`none`: they have answered and none is known; `ask`: nobody was asked; "" without gap."""
        return "" if self.lines else ("none" if self.asked else "ask")


@dataclass(frozen=True)
class CouncilTable:
    """A service of two kinds stands under both; in `figures` each is counted once."""

    municipality: Municipality
    kinds: Sequence[CouncilKind]
    rest: Sequence[Line]
    """Services whose kind is not said."""
    figures: Figures
    asked: bool

    @property
    def without(self) -> int:
        """Kinds of help of which none is known."""
        return sum(not kind.lines for kind in self.kinds)


def council_table(municipality: Municipality, today: date) -> CouncilTable:
    """In the active language; a constant number of queries."""
    for_its_people = (
        Service.objects.visible_to(NOBODY)
        .active()
        .filter(Q(nationwide=True) | Q(areas__municipality=municipality))
        .distinct()
        .order_by("nationwide", "name_ka", "name_en", "name_fr", "pk")
    )
    found = lines(for_its_people, today)
    asked = municipality.code in asked_places(NOBODY)
    return CouncilTable(
        municipality=municipality,
        kinds=[
            CouncilKind(
                term.code,
                said(term, "label"),
                [line for line in found if term.code in line.groups],
                asked,
            )
            for term in kinds_of_help()
        ],
        rest=[line for line in found if not line.groups],
        figures=figures(found),
        asked=asked,
    )
