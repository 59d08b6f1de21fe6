"""What is open to the people of an institution's municipalities, though others run it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from ertad.directory.models import Service
from ertad.kernel.languages import Said, said
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.profiles.queries.lines import NOBODY, Line, lines
from ertad.vocabulary.models import Term


@dataclass(frozen=True)
class KindOfHelp:
    code: str
    label: Said
    lines: Sequence[Line]


@dataclass(frozen=True)
class Residents:
    """`kinds` in the order of the vocabulary; a service stands once, under its first kind."""

    municipalities: Sequence[Municipality]
    kinds: Sequence[KindOfHelp]

    @property
    def count(self) -> int:
        return sum(len(kind.lines) for kind in self.kinds)

    @property
    def central(self) -> int:
        return sum(line.level == "central" or line.nationwide for line in self._all())

    def _all(self) -> list[Line]:
        return [line for kind in self.kinds for line in kind.lines]


def residents_services(institution: Institution, today: date) -> Residents:
    """Central services and those of neighbours; none of an institution that serves no place."""
    own = list(institution.municipalities.defer("outline").order_by("code"))
    if not own:
        return Residents([], [])
    found = _open_to_them(institution, [place.pk for place in own])
    by_name = found.order_by("name_ka", "name_en", "name_fr", "pk")
    return Residents(own, by_kind(lines(by_name, today)))


def number_of_residents_services(
    institution: Institution, municipalities: Sequence[Municipality]
) -> int:
    """How many these are, without reading them; `municipalities`: those of the institution."""
    places = [place.pk for place in municipalities]
    return _open_to_them(institution, places).count() if places else 0


def _open_to_them(institution: Institution, places: Sequence[str]) -> QuerySet[Service]:
    running = Service.objects.visible_to(NOBODY).active().exclude(institution=institution)
    reached = running.filter(Q(nationwide=True) | Q(areas__municipality__in=places))
    return reached.distinct()


def by_kind(found: Sequence[Line]) -> list[KindOfHelp]:
    """Kinds that have a service; services of no known type come last, under no label."""
    kinds = [
        KindOfHelp(term.code, said(term, "label"), own)
        for term in kinds_of_help()
        if (own := [line for line in found if line.groups[:1] == (term.code,)])
    ]
    rest = [line for line in found if not line.groups]
    return [*kinds, *([KindOfHelp("", Said("", "ka"), rest)] if rest else [])]


def kinds_of_help() -> list[Term]:
    terms = Term.objects.visible_to(NOBODY).filter(vocabulary="service_type", parent=None)
    return list(terms.order_by("position"))
