"""What became new, changed or ended in the directory, as anyone may know it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ertad.audit.models import Revision
from ertad.directory.listed import NOBODY, Listed, listed
from ertad.directory.models import Service
from ertad.directory.models.services import Status
from ertad.directory.record import FIELDS, SERVICE_KIND, Record, differing
from ertad.directory.record.fields import field_of
from ertad.directory.record.shown import shown_to
from ertad.kernel.clock import local_day
from ertad.people.models import Institution
from ertad.places.models import Municipality

MOST = 50
MOST_EMBEDDED = 100
LOOKED_AT = 1000
"""Revisions that are looked through at most: confirmations and what is hidden tell nothing."""

Kind = Literal["new", "changed", "ended"]
_PLACES = "at"


@dataclass(frozen=True)
class Told:
    """The latest thing that happened to a service. `fields`: labels of what was changed."""

    kind: Kind
    at: datetime
    service: Listed
    fields: tuple[str, ...]


def changes(
    at: datetime, *, institution: Institution | None = None, place: Municipality | None = None
) -> list[Told]:
    """The latest of each service, newest first; of an institution, or for a municipality's people.

    A constant number of queries. What is said of a service is as it is now.
    """
    found = _latest(institution, place)
    shown = {each.service_id: each for each in listed(list(found), local_day(at))}
    return [
        Told(kind, when, shown[key], fields)
        for key, (kind, when, fields) in found.items()
        if key in shown and shown[key].ended == (kind == "ended")
    ]


_What = tuple[Kind, datetime, tuple[str, ...]]


def _latest(institution: Institution | None, place: Municipality | None) -> dict[UUID, _What]:
    rows = Revision.objects.filter(kind=SERVICE_KIND).order_by("-id")
    if institution:
        rows = rows.filter(institution_id=str(institution.pk))
    found: dict[UUID, _What] = {}
    told = rows.values_list("object_id", "at", "before", "after")[:LOOKED_AT]
    for key, when, before, after in told.iterator(chunk_size=100):
        if len(found) == MOST:
            break
        if UUID(key) in found or after is None or (place and not _takes(after, place)):
            continue
        if what := _what(before, after):
            found[UUID(key)] = (what[0], when, what[1])
    return found


def _takes(record: Mapping[str, Any], place: Municipality) -> bool:
    return bool(record.get("nationwide")) or place.pk in record.get("serves", ())


def _what(before: Record | None, after: Record) -> tuple[Kind, tuple[str, ...]] | None:
    """None for what nobody outside is told: confirmations, pathways, merges."""
    if after.get("status") == Status.MERGED:
        return None
    if before is None:
        return ("ended" if after.get("status") == Status.ENDED else "new"), ()
    seen = [
        key
        for key in _differing(shown_to(NOBODY, before), shown_to(NOBODY, after))
        if not (key == _PLACES and (before.get("confidential") or after.get("confidential")))
    ]
    if not seen:
        return None
    if after.get("status") == Status.ENDED:
        return "ended", ()
    if before.get("status") != Status.ACTIVE:
        return "new", ()
    return "changed", tuple(dict.fromkeys(str(field_of(key).label) for key in seen))


def _differing(before: Record, after: Record) -> Iterator[str]:
    """Keys that both have, for revisions from before a field was added."""
    keys = [key for field in FIELDS for key in field.record_keys()]
    if all(key in before and key in after for key in keys):
        return differing(before, after)
    return (k for k in keys if k in before and k in after and before[k] != after[k])


def services_to_embed(
    at: datetime, *, institution: Institution | None = None, place: Municipality | None = None
) -> Sequence[Listed]:
    """Running services of an institution, or for a municipality's people, in a steady order."""
    rows = Service.objects.visible_to(NOBODY).active()
    if institution:
        rows = rows.filter(institution=institution)
    if place:
        rows = rows.filter(areas__municipality=place)
    ids = rows.order_by("name_ka", "name_en", "name_fr", "pk").values_list("pk", flat=True)
    return listed(list(ids[:MOST_EMBEDDED]), local_day(at))
