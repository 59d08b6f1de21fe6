"""What forms of this room offer to choose from, in the reader's language."""

from collections.abc import Sequence
from typing import Any

from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.places.names import natural
from ertad.profiles.wording import challenge_kinds
from ertad.vocabulary.models import Term

Choices = Sequence[tuple[Any, Any]]


def kinds_of_challenge() -> Choices:
    return [(code, term.label) for code, term in challenge_kinds().items()]


def target_groups() -> Choices:
    """Groups under the heading of their parent, which can be chosen as a whole."""
    rows = list(Term.objects.filter(vocabulary="target_group").order_by("position"))
    tops = [term for term in rows if term.parent_id is None]
    groups = []
    for top in tops:
        own = [each for each in rows if top.pk in (each.pk, each.parent_id)]
        groups.append((top.label, [(each.code, each.label) for each in own]))
    return groups


def municipalities(institution: Institution) -> Choices:
    """Those served first, then the others; invented ones to invented institutions only."""
    places = Municipality.objects.filter(invented=institution.invented).defer("outline")
    served = set(institution.municipalities.values_list("pk", flat=True))
    rows = sorted(places, key=lambda place: (place.pk not in served, *natural(place.name)))
    return [(place.pk, place.name) for place in rows]
