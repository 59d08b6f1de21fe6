"""The lists that contact points are chosen by: themes, places, spoken languages."""

from collections.abc import Sequence

from django.utils.translation import get_language

from ertad.people.contacts.writing import THEMES
from ertad.places.models import Municipality
from ertad.places.names import natural
from ertad.vocabulary.models import Term


def themes() -> Sequence[Term]:
    """The groups of service types, in the order of the vocabulary."""
    return list(Term.objects.filter(vocabulary=THEMES, parent=None).order_by("position"))


def places() -> Sequence[Municipality]:
    """By name, "Example 10" after "Example 9"; the invented ones first where there are any."""
    column = f"name_{(get_language() or 'ka')[:2]}"
    rows = Municipality.objects.only("code", "invented", "region_id", "name_ka", "name_en",
                                     "name_fr", column)  # fmt: skip
    return sorted(rows, key=lambda place: (not place.invented, natural(place.name)))
