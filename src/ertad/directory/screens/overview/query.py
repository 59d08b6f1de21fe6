"""Who does what where: running services by group of types and municipality."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from ertad.directory.models import Attribute, Service, ServiceArea
from ertad.places.models import Municipality, Region
from ertad.places.names import natural
from ertad.vocabulary.models import Term


@dataclass(frozen=True)
class Cell:
    """`count` services; `asked` is False where no institution has answered yet."""

    place: Municipality
    count: int
    asked: bool

    @property
    def band(self) -> str:
        """The shade: q0 none, then up to 1, 3, 6 and more."""
        return next((f"q{i}" for i, most in enumerate((0, 1, 3, 6)) if self.count <= most), "q4")


@dataclass(frozen=True)
class Line:
    """One kind of help; `everywhere` counts services for the whole country, which no cell does."""

    group: Term
    cells: Sequence[Cell]
    everywhere: int


@dataclass(frozen=True)
class Overview:
    region: Region | None
    regions: Sequence[Region]
    places: Sequence[Municipality]
    lines: Sequence[Line]


def overview(user: object, region: str) -> Overview:
    """One region's table, the first that takes part by default; six queries."""
    running = Service.objects.visible_to(user).active()
    areas = ServiceArea.objects.filter(service__in=running)
    regions = list(
        Region.objects.filter(
            municipalities__in=areas.values("municipality")
        ).distinct().order_by("-invented", "code")
    )  # fmt: skip
    shown = next((r for r in regions if r.code == region), regions[0] if regions else None)
    if shown is None:
        return Overview(None, [], [], [])
    counts = _counts(running, shown)
    asked = asked_places(user)
    places = sorted(
        Municipality.objects.filter(region=shown).defer("outline"),
        key=lambda place: natural(place.name),
    )
    groups = Term.objects.filter(vocabulary="service_type", parent=None).order_by("position")
    lines = [
        Line(
            group,
            [Cell(place, counts[place.code][group.code], place.code in asked) for place in places],
            counts[""][group.code],
        )
        for group in groups
    ]
    return Overview(shown, regions, places, lines)


def asked_places(user: object) -> set[str]:
    """Codes of the municipalities that count as asked: some institution has confirmed a service
    for their people; samples that nobody vouches for do not make it so."""
    confirmed = ServiceArea.objects.filter(
        service__in=Service.objects.visible_to(user).active(),
        service__sample_as_of="",
        service__assured_on__isnull=False,
    )
    return set(confirmed.values_list("municipality", flat=True))


def _counts(running: QuerySet[Service], region: Region) -> dict[str, Counter[str]]:
    """Municipality code ("" for the whole country) -> group code -> services, each counted once."""
    group = Coalesce(F("term__parent__code"), F("term__code"))
    typed = Attribute.objects.filter(service__in=running, term__vocabulary="service_type")
    served = typed.filter(
        service__nationwide=False, service__areas__municipality__region=region
    ).values_list("service__areas__municipality", group, "service")
    whole = typed.filter(service__nationwide=True).values_list(group, "service")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for place, code, _service in set(served):
        counts[place][code] += 1
    for code, _service in set(whole):
        counts[""][code] += 1
    return counts
