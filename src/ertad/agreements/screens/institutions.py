"""Institutions to choose from, by kind: those that are still there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from ertad.kernel.rights import everywhere, held_in
from ertad.kernel.roles import institutions_of
from ertad.people.models import Institution
from ertad.people.queries import kinds_of_institution
from ertad.places.names import natural

Choices = list[tuple[str, list[tuple[str, str]]]]


def institutions_there(user: object, today: date) -> Sequence[Institution]:
    """All that could be a party, by name; whoever is invented agrees with the invented only."""
    visible = Institution.objects.visible_to(user)
    own = visible.filter(pk__in=institutions_of(user))
    rows = visible.there(today).filter(invented__in=own.values("invented"))
    return sorted(rows, key=lambda each: natural(each.name))


def may_lead(user: object, there: Iterable[Institution]) -> Sequence[Institution]:
    """The own ones; all for the coordinator."""
    if everywhere(user, "agreement.draft"):
        return list(there)
    own = held_in(user, "agreement.draft")
    return [each for each in there if each.pk in own]


def by_kind(there: Iterable[Institution], *, but: UUID | None = None) -> Choices:
    """Choices of a form, a group for each kind in the order of the vocabulary."""
    labels = {term.code: term.label for term in kinds_of_institution()}
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in there:
        if each.pk != but:
            groups[each.kind].append((str(each.pk), each.name))
    order = [*labels, *(kind for kind in groups if kind not in labels)]
    return [(labels.get(kind, kind), groups[kind]) for kind in order if kind in groups]
