"""What the directory and the round know of an institution, read once for a whole file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ertad.audit.models import Revision
from ertad.collection.workbook.base import Place, places_in, places_of, programme_names
from ertad.directory.models import Service
from ertad.directory.record import SERVICE_KIND, Record, read_records
from ertad.engines.script import name_key
from ertad.kernel.languages import LANGUAGES, said
from ertad.people.models import Institution, InstitutionAlias

IDS_A_QUERY = 900


@dataclass(frozen=True)
class KnownService:
    version: int
    record: Record
    merged_into: str = ""


@dataclass
class Known:
    """`services` holds the institution's own and every other that the file names, by id."""

    institution: Institution
    services: dict[str, KnownService]
    places: dict[str, tuple[int, Place]]
    base_places: dict[str, tuple[int, Place]]
    base: Mapping[str, Any]
    programmes: dict[str, str]
    owners: dict[str, set[str]]
    """Folded name -> institution ids."""
    owner_names: dict[str, str]
    by_name: dict[str, list[str]] = field(default_factory=dict)
    """Folded name -> ids of the institution's running services."""
    listed_ids: Mapping[int, str] = field(default_factory=dict)
    """Row -> what its new service is named after, in a list that has ids of its own."""
    ended: dict[str, str] = field(default_factory=dict)
    """Folded name -> id of a service that ended."""

    @property
    def institution_id(self) -> str:
        return str(self.institution.pk)

    def institution_name(self, key: str) -> str:
        return self.owner_names.get(key, key)


def read_known(
    institution: Institution, *, base: Mapping[str, Any], named: Iterable[str], language: str
) -> Known:
    """Queries do not grow with the number of rows, except one for every 900 ids in `named`."""
    rows = _services_of(institution, [UUID(key) for key in named if is_uuid(key)])
    records = read_records(row[0] for row in rows)
    services = {
        str(key): KnownService(version, records[key], str(merged or ""))
        for key, version, merged in rows
    }
    owners, owner_names = _institutions(language)
    known = Known(
        institution, services, places_of(institution), places_in(base), base,
        programme_names(institution, language), owners, owner_names,
    )  # fmt: skip
    _index_names(known)
    return known


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def names_of(record: Mapping[str, Any]) -> set[str]:
    """The folded names of a record, in all its languages."""
    return {key for lang in LANGUAGES if (key := name_key(record[f"name_{lang}"]))}


def bases_for(known: Known, wanted: Mapping[str, int | None]) -> dict[str, Record]:
    """Service id -> the record that the workbook was filled with, for versions in `wanted`.

    The round keeps the base of the newest workbook; an older one is found in the history, counted
    from the newest revision backwards (every write of a service has one).
    """
    found: dict[str, Record] = {}
    older: dict[str, int] = {}
    for key, version in wanted.items():
        kept = known.base.get(key)
        if kept and version in (None, kept[0]):
            found[key] = kept[1]
        elif version is not None and key in known.services:
            older[key] = version
    history = _history(list(older))
    for key, version in older.items():
        back = known.services[key].version - version
        revisions = history.get(key, [])
        if 0 <= back < len(revisions) and revisions[-1 - back] is not None:
            found[key] = {**known.services[key].record, **(revisions[-1 - back] or {})}
        elif key in known.base:
            found[key] = known.base[key][1]
    return found


def _history(keys: list[str]) -> dict[str, list[Record | None]]:
    found: dict[str, list[Record | None]] = defaultdict(list)
    for start in range(0, len(keys), IDS_A_QUERY):
        rows = Revision.objects.filter(
            kind=SERVICE_KIND, object_id__in=keys[start : start + IDS_A_QUERY]
        ).order_by("id")
        for key, after in rows.values_list("object_id", "after"):
            found[key].append(after)
    return found


Row = tuple[UUID, int, UUID | None]
"""Id, version, what it was merged into."""


def _services_of(institution: Institution, named: list[UUID]) -> list[Row]:
    columns = ("id", "version", "merged_into_id")
    own = Service.objects.filter(institution=institution).values_list(*columns)
    found: dict[UUID, Row] = {row[0]: row for row in own}
    wanted = [key for key in named if key not in found]
    wanted += [row[2] for row in found.values() if row[2] and row[2] not in found]
    while wanted:
        more: dict[UUID, Row] = {}
        for start in range(0, len(wanted), IDS_A_QUERY):
            rows = Service.objects.filter(pk__in=wanted[start : start + IDS_A_QUERY])
            more |= {row[0]: row for row in rows.values_list(*columns)}
        found |= more
        wanted = [row[2] for row in more.values() if row[2] and row[2] not in found]
    return list(found.values())


def _institutions(language: str) -> tuple[dict[str, set[str]], dict[str, str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    names = {}
    for row in Institution.objects.values("id", "code", "name_ka", "name_en", "name_fr"):
        key = str(row["id"])
        names[key] = said(row, "name", language).text
        for text in (row["code"], row["name_ka"], row["name_en"], row["name_fr"]):
            if folded := name_key(text):
                owners[folded].add(key)
    for institution, folded in InstitutionAlias.objects.values_list("institution_id", "folded"):
        owners[folded].add(str(institution))
    return dict(owners), names


def _index_names(known: Known) -> None:
    by_name: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known.services):
        record = known.services[key].record
        if record["institution"] != known.institution_id:
            continue
        if record["status"] == "active":
            for name in names_of(record):
                by_name[name].append(key)
        elif record["status"] == "ended":
            known.ended |= dict.fromkeys(names_of(record), key)
    known.by_name = dict(by_name)
