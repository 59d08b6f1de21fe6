"""A throw-away directory of any size: the demonstration, and variations of its services.

Services are spread over all municipalities so that facets are as long as in real use. Everything
is invented, drawn from a seed, and deleted when the block ends.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

SEED = 20261120
PLACES = 600
AT_ONCE = 5_000


@contextmanager
def directory(services: int, url: str = "") -> Iterator[Path]:
    """A database with that many active services, SQLite or that of `url`; gives its folder.

    Django is set up for this process, so one process can make one directory only.
    """
    folder = Path(tempfile.mkdtemp(prefix="ertad-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "ertad.site.settings.demo"
    os.environ["ERTAD_VAR"] = str(folder)
    os.environ["ERTAD_LOG_LEVEL"] = "WARNING"
    os.environ["DATABASE_URL"] = url
    try:
        _fill(services)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(services: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from ertad.audit.trail import traced
    from ertad.demo.institutions import demo_institutions
    from ertad.demo.region import load_example_region
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import now
    from ertad.people.acts.keep_institution import add_institution
    from ertad.site.acts.load_reference import load_reference

    at = now()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_reference(by=SYSTEM, at=at)
    with traced("demo.region", by=SYSTEM, at=at) as trace:
        load_example_region(trace)
    for each in demo_institutions():
        names = {"name_ka": each.ka, "name_en": each.en, "name_fr": each.fr}
        fields = {"code": each.code, "kind": each.kind, "invented": True, **names}
        add_institution(
            by=SYSTEM, at=at, id=each.id, fields=fields, municipalities=each.municipalities
        )
    add_services(services)


def add_services(services: int, seed: int = SEED) -> None:
    """Through the directory's own way of writing, revisions and audit rows among it."""
    from ertad.audit.trail import traced
    from ertad.demo.institutions import demo_institutions
    from ertad.demo.services import demo_services
    from ertad.directory.models import Location
    from ertad.directory.record import Change, save_records
    from ertad.kernel.actor import SYSTEM
    from ertad.kernel.clock import local_day, now
    from ertad.places.models import Municipality

    draw = random.Random(seed)
    at = now()
    institutions = demo_institutions()
    owners = [str(each.id) for each in institutions]
    towns = list(Municipality.objects.order_by("code").defer("outline"))
    points = {town.pk: town.town for town in towns}
    kinds = [each.record for each in demo_services(institutions, points, local_day(at))]
    places = [_place(draw, owners, draw.choice(towns)) for _ in range(PLACES)]
    Location.objects.bulk_create(Location(**place) for place in places)
    changes = []
    for _number in range(services):
        record = _variation(draw, draw.choice(kinds), draw.choice(places), sorted(points))
        changes.append(
            Change(
                UUID(int=draw.getrandbits(128), version=4),
                record,
                assured_on=local_day(at),
                assured_by=UUID(record["institution"]),
                invented=True,
            )
        )
    for start in range(0, len(changes), AT_ONCE):
        with traced("demo.services", by=SYSTEM, at=at) as trace:
            save_records(trace, changes[start : start + AT_ONCE], at=at)


def _place(draw: random.Random, owners: list[str], town: Any) -> dict[str, Any]:
    latitude, longitude = town.town
    return {
        "institution_id": UUID(draw.choice(owners)),
        "municipality_id": town.pk,
        "id": UUID(int=draw.getrandbits(128), version=4),
        "name_ka": made_up_word(draw),
        "address_ka": f"{made_up_word(draw)} {draw.randrange(1, 99)}",
        "latitude": latitude + draw.uniform(-0.1, 0.1),
        "longitude": longitude + draw.uniform(-0.1, 0.1),
    }


def _variation(
    draw: random.Random, model: dict[str, Any], place: dict[str, Any], codes: list[str]
) -> dict[str, Any]:
    """Another service of the kind elsewhere, with a name and some words of its own."""
    record = dict(model)
    for language in ("ka", "en", "fr"):
        if record[f"name_{language}"]:
            record[f"name_{language}"] += f" {made_up_word(draw)}"
    record["description_ka"] += " " + " ".join(made_up_word(draw) for _ in range(3))
    record["institution"] = str(place["institution_id"])
    record["serves"] = sorted(draw.sample(codes, draw.choice([1, 1, 1, 2, 6])))
    hours = [[day, "10:00", "17:00"] for day in draw.choice([("MO", "WE"), ("TU", "SA"), ("FR",)])]
    located = place["id"]
    record["at"] = [{"location": str(located), "hours": hours}] if not model["confidential"] else []
    return record


_SYLLABLES = (
    "მა", "რი", "ნო", "სა", "ლე", "გო", "თი", "ქა", "ზუ", "დე", "ბა", "ვე", "ხი", "ჩა", "წყა", "ძე",
)  # fmt: skip


def made_up_word(draw: random.Random) -> str:
    """One of some sixty thousand, as a large directory has as many words."""
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.choice([3, 3, 4]))) + "ი"
