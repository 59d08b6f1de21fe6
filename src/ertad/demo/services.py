"""About 400 invented services: each kind of `data/services.csv` at those who would run it.

Deterministic: what varies is drawn from a generator seeded by institution, kind and town.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from ertad.demo.institutions import NAMESPACE, DemoInstitution
from ertad.demo.naming import Names, names_of
from ertad.directory.record import Record, blank_record
from ertad.directory.record.fields import CONFIDENTIAL_TYPES
from ertad.kernel.languages import LANGUAGES

DATA = Path(__file__).parent / "data"
WEEK = (
    ("MO", "TU", "WE", "TH", "FR"),
    ("MO", "WE", "FR"),
    ("TU", "TH", "SA"),
    ("MO", "TU", "WE", "TH", "FR", "SA"),
)
SPANS = (("10:00", "18:00"), ("09:00", "17:00"), ("14:00", "19:00"), ("16:00", "20:00"))
SATURDAY = ("10:00", "14:00")
PATHWAYS = {
    "RJU-DIV": ["diversion"],
    "RJU-MED": ["diversion_mediation"],
    "PSY-GRP": ["diversion", "conditional_sentence"],
    "SAN-WRK": ["useful_labour"],
    "SAN-SUP": ["conditional_sentence"],
    "NAV-RNA": ["conditional_sentence", "diversion"],
}
CONTACTS = {"ka": "მისაღები", "en": "Reception", "fr": "Accueil"}
SHARE_OF_KINDS = {"a": 0.0, "b": 0.7, "m": 0.35, "y": 0.5, "n": 0.12, "l": 1.0, "h": 0.6, "s": 0.9}
"""How many of the kinds that fit its sector an institution runs."""
DAYS_AGO = (10, 13, 16, 20, 31, 40, 72, 75, 80, 88, 120, 150, 200, 330)
"""How long ago a service was last confirmed."""
TOWNS_OF_SECTOR = {"a": 0, "b": 2, "m": 1, "y": 1, "n": 3, "l": 1, "h": 3, "s": 1}
"""In how many of its towns an institution gives services itself."""


@dataclass(frozen=True)
class DemoService:
    id: UUID
    record: Record
    location: dict[str, Any]
    assured_on: date | None


def demo_services(
    institutions: list[DemoInstitution], towns: dict[str, tuple[float, float]], today: date
) -> Iterator[DemoService]:
    """`towns`: municipality code -> (latitude, longitude)."""
    with (DATA / "services.csv").open(encoding="utf-8", newline="") as file:
        kinds = list(csv.DictReader(file))
    with (DATA / "how_to_enter.csv").open(encoding="utf-8", newline="") as file:
        ways = {row["code"]: row for row in csv.DictReader(file)}
    for place, institution in enumerate(institutions):
        for number, kind in enumerate(kinds):
            if institution.sector not in kind["run_by"].split(","):
                continue
            given = list(_given_in(institution, number))
            for town, draw in given:
                names = names_of(
                    kind, number=number, sector=institution.sector, institution=institution.code,
                    place=place, town=town if len(given) > 1 else None,
                )  # fmt: skip
                way = ways[_way_in(kind, institution.sector)]
                yield _service(institution, kind, names, way, town, towns, today, draw)


def _way_in(kind: dict[str, str], sector: str) -> str:
    """Only a bureau has a duty specialist; to what a sanction demands, the bureau sends."""
    if kind["enter"] == "duty" and sector != "b" and kind["type"][:4] not in ("SAN-", "RJU-"):
        return "appointment"
    return kind["enter"]


def _given_in(institution: DemoInstitution, number: int) -> Iterator[tuple[int, Random]]:
    """The towns in which the institution gives services of a kind, each with its own draw."""
    for town in institution.towns[: TOWNS_OF_SECTOR[institution.sector]]:
        draw = Random(f"{institution.code} {number} {town}")  # noqa: S311
        if draw.random() < SHARE_OF_KINDS[institution.sector]:
            yield town, draw


def _service(
    institution: DemoInstitution,
    kind: dict[str, str],
    names: Names,
    way: dict[str, str],
    town: int,
    towns: dict[str, tuple[float, float]],
    today: date,
    draw: Random,
) -> DemoService:
    key = uuid5(NAMESPACE, f"{institution.code} {kind['name_en']} {town}")
    place = _location(institution, town, towns, draw)
    confidential = kind["type"] in CONFIDENTIAL_TYPES
    languages = ["ka", *draw.sample(["az", "hy", "ru", "en"], draw.choice([0, 0, 1, 1, 2]))]
    told = _said(kind, names, way, draw)
    if not confidential:
        told |= _with_a_detail(told, f"{institution.code} {kind['name_en']} {town}")
    span = draw.choice(SPANS)
    hours = [[day, *(span if day != "SA" else SATURDAY)] for day in draw.choice(WEEK)]
    days_ago = draw.choice(DAYS_AGO)
    served = institution.municipalities if draw.random() < 0.6 else [f"example-{town}"]
    record = blank_record(
        **told,
        institution=str(institution.id),
        types=[kind["type"]],
        target_groups=sorted(filter(None, kind["target_groups"].split(";"))),
        needs=sorted(filter(None, kind["needs"].split(";"))),
        pathways=PATHWAYS.get(kind["type"], []),
        prevention_level=kind["prevention_level"],
        min_age=int(kind["min_age"]) if kind["min_age"] else None,
        max_age=int(kind["max_age"]) if kind["max_age"] else None,
        serves=sorted(served),
        languages=sorted(languages),
        cost=draw.choice(["free", "free", "free", "free", "partly", "paid", ""]),
        places=draw.choice(["open", "open", "open", "waiting", "full", "unknown"]),
        places_as_of=(today - timedelta(days=draw.randrange(0, 45))).isoformat(),
        level="central" if institution.sector in "abl" else "municipal",
        confidential=confidential,
        phones=[f"+99532200{draw.randrange(0, 10000):04d}"],
        email=f"{institution.code}@example.org",
        at=[{"location": str(place["id"]), "hours": [] if draw.random() < 0.12 else hours}],
    )
    if confidential:
        place = {**place, "confidential": True, "id": uuid5(NAMESPACE, f"{place['id']} hidden")}
        record["at"] = [{"location": str(place["id"]), "hours": []}]
    assured = None if draw.random() < 0.04 else today - timedelta(days=days_ago)
    return DemoService(key, record, place, assured)


def _said(kind: dict[str, str], names: Names, way: dict[str, str], draw: Random) -> dict[str, str]:
    """Texts in all three languages, or - as in life - in Georgian only."""
    spoken = draw.choice([LANGUAGES, LANGUAGES, ("ka", "en"), ("ka",)])
    texts = {}
    for language in spoken:
        texts[f"name_{language}"] = names[language]
        texts[f"description_{language}"] = kind[f"description_{language}"]
        texts[f"how_to_enter_{language}"] = way[language]
        texts[f"contact_{language}"] = CONTACTS[language]
    return texts


def _with_a_detail(told: dict[str, str], seed: str) -> dict[str, str]:
    """Most descriptions end with something of their own."""
    draw = Random(f"detail {seed}")  # noqa: S311
    if draw.random() > 0.7:
        return {}
    detail = draw.choice(_details())
    return {
        key: f"{text} {detail[key.removeprefix('description_')]}"
        for key, text in told.items()
        if key.startswith("description_")
    }


@cache
def _details() -> list[dict[str, str]]:
    with (DATA / "details.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _location(
    institution: DemoInstitution, town: int, towns: dict[str, tuple[float, float]], draw: Random
) -> dict[str, Any]:
    """The institution's one place in a town, near its middle."""
    steady = Random(f"{institution.code} {town}")  # noqa: S311
    latitude, longitude = towns[f"example-{town}"]
    house = steady.randrange(1, 90)
    return {
        "id": uuid5(NAMESPACE, f"{institution.code} at {town}"),
        "institution_id": institution.id,
        "municipality_id": f"example-{town}",
        "name_ka": institution.ka,
        "name_en": institution.en,
        "name_fr": institution.fr,
        "address_ka": f"სამაგალითო ქუჩა {house}",
        "address_en": f"{house} Example Street",
        "address_fr": f"{house}, rue de l’Exemple",
        "latitude": latitude + steady.uniform(-0.02, 0.02),
        "longitude": longitude + steady.uniform(-0.02, 0.02),
        "confidential": False,
    }
