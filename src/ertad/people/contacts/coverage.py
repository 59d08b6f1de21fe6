"""Which themes have a contact point where: holes are seen, "not asked yet" is no hole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ertad.people.contacts.calling import CITY_HALL
from ertad.people.contacts.lists import themes
from ertad.people.models import ContactPoint, Institution
from ertad.places.models import Municipality, Region
from ertad.places.names import natural
from ertad.vocabulary.models import Term


@dataclass(frozen=True)
class Cell:
    """`count` contact points, `unconfirmed` of them; `asked` is False where no institution of the
    place has named any yet. `hall`: whose hole it is, to name somebody."""

    place: Municipality
    count: int
    unconfirmed: int
    asked: bool
    hall: Institution | None

    @property
    def band(self) -> str:
        """Shade: nobody relied on, one, several."""
        sure = self.count - self.unconfirmed
        return "q1" if not sure else "q2" if sure == 1 else "q3"


@dataclass(frozen=True)
class Line:
    theme: Term
    cells: Sequence[Cell]
    everywhere: int
    """Contact points for the whole country, which no cell counts."""


@dataclass(frozen=True)
class Coverage:
    region: Region | None
    regions: Sequence[Region]
    places: Sequence[Municipality]
    lines: Sequence[Line]

    @property
    def holes(self) -> int:
        cells = [cell for line in self.lines for cell in line.cells]
        return sum(cell.asked and not cell.count for cell in cells)


def coverage(user: object, region: str, today: date) -> Coverage:
    """One region's table, the first that takes part by default; seven queries."""
    present = ContactPoint.objects.visible_to(user).present().filter(leaving_on=None)
    # Which places were asked is no secret; those whose contact points have all ended were, too.
    asking = Institution.objects.exclude(contact_points=None).exclude(municipalities=None)
    covered = present.exclude(municipalities=None).values_list("municipalities", flat=True)
    asked = {*asking.values_list("municipalities", flat=True), *covered}
    regions = list(
        Region.objects.filter(municipalities__institutions__isnull=False)
        .distinct().defer("outline").order_by("-invented", "code")
    )  # fmt: skip
    chosen = next((each for each in regions if each.code == region), None)
    chosen = chosen or (regions[0] if regions else None)
    if chosen is None:
        return Coverage(None, [], [], [])
    places = sorted(
        Municipality.objects.filter(region=chosen).defer("outline"),
        key=lambda place: natural(place.name),
    )
    halls = _halls(user, chosen)
    doubtful = set(present.unconfirmed(today).values_list("pk", flat=True))
    there: dict[tuple[str, str], set[object]] = defaultdict(set)
    local = present.filter(municipalities__region=chosen, themes__isnull=False)
    for place, code, pk in local.values_list("municipalities", "themes__code", "pk"):
        there[place, code].add(pk)
    whole = present.filter(nationwide=True, themes__isnull=False)
    for code, pk in whole.values_list("themes__code", "pk"):
        there["", code].add(pk)
    lines = [
        Line(
            theme,
            [
                Cell(
                    place,
                    len(there[place.code, theme.code]),
                    len(there[place.code, theme.code] & doubtful),
                    place.code in asked,
                    halls.get(place.code),
                )
                for place in places
            ],
            len(there["", theme.code]),
        )
        for theme in themes()
    ]
    return Coverage(chosen, regions, places, lines)


def _halls(user: object, region: Region) -> dict[str, Institution]:
    """Municipality code -> its city hall."""
    found: dict[str, Institution] = {}
    rows = Institution.objects.visible_to(user).filter(
        kind__in=CITY_HALL, municipalities__region=region
    )
    for hall in rows.order_by("code").prefetch_related("municipalities").distinct():
        for place in hall.municipalities.all():
            found.setdefault(place.code, hall)
    return found
