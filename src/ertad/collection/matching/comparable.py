"""Services as the linkage engine compares them: from the directory, and from staged rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import Any
from uuid import UUID

from ertad.directory.models import Attribute, Location, Phone, Service, ServiceAtLocation
from ertad.directory.record import Record
from ertad.engines.linkage import Field, Kind
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution
from ertad.places.models import Municipality

FIELDS = (
    Field("name", Kind.NAME),
    Field("phone", Kind.PHONE),
    Field("email", Kind.EMAIL),
    Field("municipality", Kind.PLACE),
    Field("address", Kind.ADDRESS),
    Field("type", Kind.CODES),
    Field("institution", Kind.ORGANISATION),
)
NAMES = tuple(f"name_{lang}" for lang in LANGUAGES)
ADDRESSES = tuple(f"address_{lang}" for lang in LANGUAGES)

Row = dict[str, Any]


@dataclass
class Names:
    """What codes and ids are called; read once for a run."""

    municipalities: Mapping[str, str]
    institutions: Mapping[str, list[str]]
    institution_of: dict[str, UUID] = field(default_factory=dict)
    """Row id -> institution."""

    @classmethod
    def read(cls) -> "Names":
        towns = Municipality.objects.values_list("pk", "name_ka", "name_en")
        places = Institution.objects.values_list("pk", *NAMES)
        return cls(
            {code: ka or en for code, ka, en in towns},
            {str(key): [name for name in names if name] for key, *names in places},
        )


def directory_rows(names: Names) -> list[Row]:
    """Every running service; five queries. A row holds only what is said: there are many."""
    active = Service.objects.active()
    rows: dict[UUID, Row] = {}
    owners: dict[UUID, UUID] = {}
    columns = ("id", "institution_id", "email", *NAMES)
    for key, institution, email, *said in active.values_list(*columns).iterator(chunk_size=5000):
        text = str(key)
        names.institution_of[text] = owners.setdefault(institution, institution)
        told = rows[key] = {
            "id": text,
            "name": tuple(filter(None, said)),
            "institution": names.institutions.get(str(institution), []),
        }
        if email:
            told["email"] = email
    for key, number in Phone.objects.values_list("service_id", "number").iterator(chunk_size=5000):
        if row := rows.get(key):
            row.setdefault("phone", []).append(number)
    types = Attribute.objects.filter(term__vocabulary="service_type")
    for key, code in types.values_list("service_id", "term__code").iterator(chunk_size=5000):
        if row := rows.get(key):
            row.setdefault("type", []).append(intern(code))
    here = ServiceAtLocation.objects.values_list(
        "service_id", "location__municipality_id", *(f"location__{name}" for name in ADDRESSES)
    ).order_by("location_id")
    for key, municipality, *addresses in here.iterator(chunk_size=5000):
        if row := rows.get(key):
            _add_place(row, names, municipality, addresses)
    return list(rows.values())


def staged_rows(
    staged: Iterable[tuple[UUID, Record, list[dict[str, Any]]]], names: Names
) -> list[Row]:
    """Rows under review as (service id, record, places told with it); one query."""
    found = list(staged)
    told = {str(place["id"]): place for _key, _record, places in found for place in places}
    ids = {at["location"] for _key, record, _places in found for at in record["at"]} - told.keys()
    known = Location.objects.filter(pk__in=ids).values("pk", "municipality_id", *ADDRESSES)
    told |= {str(place["pk"]): place for place in known}
    rows = []
    for key, record, _places in found:
        names.institution_of[str(key)] = UUID(record["institution"])
        row: Row = {
            "id": str(key), "name": [record[name] for name in NAMES if record[name]],
            "email": [record["email"]], "phone": record["phones"], "type": record["types"],
            "institution": names.institutions.get(record["institution"], []),
        }  # fmt: skip
        for at in record["at"]:
            if place := told.get(at["location"]):
                municipality = str(place.get("municipality_id") or place.get("municipality") or "")
                _add_place(row, names, municipality, [place[name] for name in ADDRESSES])
        rows.append(row)
    return rows


def _add_place(row: Row, names: Names, municipality: str | None, addresses: Iterable[str]) -> None:
    town = names.municipalities.get(municipality or "", municipality)
    towns = row.setdefault("municipality", [])
    if town and town not in towns:
        towns.append(town)
    row.setdefault("address", []).extend(intern(address) for address in addresses if address)
