"""What a publication did, in words: for the coordinator all of it, for an institution its part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import pgettext

from ertad.collection.models import Pair, Round
from ertad.collection.publishing.report import Report, part_of
from ertad.collection.screens.coordinating.states import FATE, LEFT_OUT
from ertad.collection.workbook.wording import HEADERS
from ertad.directory.models import Location, Publication, Service
from ertad.directory.record.wording import label_of, place_name
from ertad.people.models import Institution

SHOWN = 200
"""Of each kind; the numbers are those of all."""
Text = str | Promise


@dataclass(frozen=True)
class Result:
    """`known`: whether it was kept what became of the rows; `figures` are (number, words)."""

    publication: Publication
    known: bool
    figures: list[tuple[int, Text]] = field(default_factory=list)
    kept: list[tuple[Service, list[str]]] = field(default_factory=list)
    places: list[tuple[str, list[Text]]] = field(default_factory=list)
    left_out: list[tuple[Service, Text]] = field(default_factory=list)
    against: list[UUID] = field(default_factory=list)

    @property
    def as_sent(self) -> bool:
        """Whether everything was taken over as it was sent."""
        return self.known and not (self.kept or self.places or self.left_out or self.against)


def result_of(
    user: object, round_: Round, *, institution: Institution | None = None
) -> Result | None:
    """Of a published round, or of what `institution` sent in it. A constant number of queries."""
    publication = Publication.objects.filter(round_id=str(round_.pk)).first()
    if publication is None:
        return None
    report: Report = publication.report
    known = bool(report)
    pairs = Pair.objects.visible_to(user).filter(pk__in=report.get("against", ()))
    if institution:
        report = part_of(report, institution.pk)
        pairs = pairs.filter(left_institution=institution) | pairs.filter(
            right_institution=institution
        )
    kept, left_out = report.get("kept", [])[:SHOWN], report.get("left_out", [])[:SHOWN]
    places = report.get("places", [])[:SHOWN]
    found = Service.objects.visible_to(user).in_bulk(_ids([*kept, *left_out]))
    services = {str(key): service for key, service in found.items()}
    located = Location.objects.visible_to(user).select_related("municipality")
    there = {str(key): place for key, place in located.in_bulk(_ids(places)).items()}
    return Result(
        publication,
        known,
        [] if institution else _figures(publication),
        [(services[key], [label_of(name) for name in keys])
         for _owner, key, keys in kept if key in services],
        [(place_name(there[key]), _headers(names))
         for _owner, key, names in places if key in there],
        [(services[key], LEFT_OUT.get(why, why))
         for _owner, key, why in left_out if key in services],
        list(pairs.order_by("pk").values_list("pk", flat=True)),
    )  # fmt: skip


def _figures(publication: Publication) -> list[tuple[int, Text]]:
    found = {name: getattr(publication, name) for name in ("new", "changed", "ended")}
    figures = [(number, FATE[name][0]) for name, number in found.items()]
    if report := publication.report:
        figures += [
            (report["confirmed"], FATE["confirmed"][0]),
            (report["merged"], pgettext("rows of a file", "Merged")),
            (len(report["left_out"]), FATE["left_out"][0]),
        ]
    return figures


def _ids(lines: Iterable[list[Any]]) -> list[UUID]:
    return [UUID(line[1]) for line in lines]


def _headers(columns: Iterable[str]) -> list[Text]:
    """The headers of the sheet Places over these columns of a place."""
    names = {"name": "place_name", "confidential": "place_confidential"}
    stems = dict.fromkeys(column.partition("_")[0] for column in columns)
    return [HEADERS[names.get(stem, stem)] for stem in stems]
