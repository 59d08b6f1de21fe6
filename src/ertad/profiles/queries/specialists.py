"""What specialists say of their work, for members."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ertad.kernel.languages import Said, said
from ertad.places.models import Municipality
from ertad.places.names import natural
from ertad.profiles.models import SpecialistProfile
from ertad.vocabulary.models import Term
from ertad.vocabulary.spoken import SPOKEN


@dataclass(frozen=True)
class SpecialistLine:
    profile: SpecialistProfile
    name: str
    institution: Said
    work: Said
    offers: Said
    groups: Sequence[Said]
    places: Sequence[Said]
    languages: Sequence[str]


def specialist_lines(found: QuerySet[SpecialistProfile]) -> list[SpecialistLine]:
    """By name; three queries however many. `found` starts from `visible_to`."""
    rows = list(found.select_related("user", "institution").order_by("user__name", "pk"))
    codes = {code for row in rows for code in row.target_groups}
    terms = Term.objects.filter(vocabulary="target_group", code__in=codes).order_by("position")
    groups = {term.code: said(term, "label") for term in terms}
    wanted = {code for row in rows for code in row.places}
    towns = Municipality.objects.filter(pk__in=wanted).only("name_ka", "name_en", "name_fr")
    named = [(place.pk, said(place, "name")) for place in towns]
    places = dict(sorted(named, key=lambda each: natural(each[1].text)))
    return [
        SpecialistLine(
            profile=row,
            name=row.user.name,
            institution=said(row.institution, "name"),
            work=said(row, "work"),
            offers=said(row, "offers"),
            groups=[groups[code] for code in groups if code in row.target_groups],
            places=[places[code] for code in places if code in row.places],
            languages=[str(SPOKEN[code]) for code in row.languages if code in SPOKEN],
        )
        for row in rows
    ]
