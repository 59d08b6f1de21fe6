"""How the institutions of the demo present themselves: profiles, challenges, specialists.

Deterministic: what varies is drawn from a generator seeded by the institution.
"""

import csv
from collections.abc import Iterator
from random import Random
from typing import Any

from ertad.demo.acting import Cast, demo_id
from ertad.demo.institutions import DemoInstitution, demo_institutions
from ertad.demo.region import DATA
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.languages import LANGUAGES
from ertad.kernel.roles import Role
from ertad.people.models import Membership
from ertad.profiles.acts.move_challenge import NOTHING, move_challenge
from ertad.profiles.acts.share_challenge import share_challenge
from ertad.profiles.acts.write_challenge import add_challenge
from ertad.profiles.acts.write_profile import write_profile
from ertad.profiles.acts.write_specialist import write_specialist

Row = dict[str, str]
ACTS = {
    "addressed": "challenge.address", "solved": "challenge.solve",
    "withdrawn": "challenge.withdraw",
}  # fmt: skip
TEXTS = ("field", "mandate", "offers", "seeks")
SPECIALISTS = {
    "Marie": {
        "work_ka": "მუშაობა მოზარდებთან და მათ ოჯახებთან: შეფასება, კოგნიტური უნარების ჯგუფი.",
        "work_en": "Work with teenagers and their families: assessment, cognitive skills group.",
        "work_fr": "Travail avec les adolescents et leurs familles : évaluation, groupe de"
        " compétences cognitives.",
        "offers_ka": "სუპერვიზია მუნიციპალიტეტის სოციალური მუშაკისთვის; საუბარი მშობლებთან.",
        "offers_en": "Supervision for a municipality’s social worker; a talk for parents.",
        "offers_fr": "Supervision d’un travailleur social municipal ; causerie pour les parents.",
        "target_groups": ["T13", "T14", "T41"],
        "places": ["example-2", "example-5", "example-9"],
        "languages": ["ka", "fr", "en"],
    },
    "Lia": {
        "work_ka": "მედიაცია დაზარალებულსა და მოზარდს შორის; განრიდების ხელშეკრულებები.",
        "work_en": "Mediation between victim and young person; diversion contracts.",
        "work_fr": "Médiation entre victime et jeune ; contrats de déjudiciarisation.",
        "offers_ka": "მედიაციის გაცნობა სკოლისა და პოლიციის თანამშრომლებისთვის.",
        "target_groups": ["T13", "T1A"],
        "places": ["example-1", "example-6"],
        "languages": ["ka", "ru"],
    },
    "Vakho": {
        "work_ka": "დასაქმება და პროფესიული სწავლება პრობაციაზე მყოფი ახალგაზრდებისთვის.",
        "offers_ka": "შეხვედრა დამსაქმებლებთან, თქვენს მუნიციპალიტეტში.",
        "target_groups": ["T27"],
        "places": ["example-3", "example-8", "example-10"],
        "languages": ["ka", "az"],
    },
}


def fill_presenting(cast: Cast) -> None:
    """Every institution says something of itself; challenges are named, shared, answered."""
    for number, institution in enumerate(demo_institutions()):
        _write(cast, institution, number)
    for number, row in enumerate(_rows("challenges.csv")):
        _name(cast, row, number)
    _specialists(cast)


def _rows(name: str) -> Iterator[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _writer(cast: Cast, code: str) -> Actor:
    return cast.answering.get(code, SYSTEM)


def _write(cast: Cast, institution: DemoInstitution, number: int) -> None:
    draw = Random(f"profile {institution.code}")  # noqa: S311
    kinds = [row for row in _rows("profiles.csv") if row["sector"] == institution.sector]
    row = kinds[number % len(kinds)]
    whole = institution.sector in "abm" or draw.random() < 0.6
    said = TEXTS if whole else draw.sample(TEXTS, 2)
    spoken = LANGUAGES if whole else draw.choice([LANGUAGES, ("ka",)])
    fields: dict[str, Any] = {
        f"{base}_{language}": row[f"{base}_{language}"] for base in said for language in spoken
    }
    fields["target_groups"] = row["groups"].split(";")
    fields["figures"] = list(_figures(institution, draw, cast.day(0).year - 1))
    write_profile(
        institution_id=institution.id, fields=fields, version=0,
        by=_writer(cast, institution.code), at=cast.ago(60 - number, "10:20"),
    )  # fmt: skip


def _figures(institution: DemoInstitution, draw: Random, year: int) -> Iterator[dict[str, Any]]:
    for row in _rows("figures.csv"):
        if row["sector"] == institution.sector:
            least, most = int(row["least"]), int(row["most"])
            words = {key: text for key, text in row.items() if key[:5] in ("label", "sourc")}
            yield {**words, "value": draw.randint(least, most) if most else "", "year": year}


def _name(cast: Cast, row: Row, number: int) -> None:
    code, key = row["institution"], demo_id("challenge", number)
    by, days = _writer(cast, code), 55 - 2 * number
    add_challenge(
        challenge_id=key, institution_id=cast.institutions[code].pk, by=by,
        at=cast.ago(days, "15:00"),
        fields={
            **{key: row[key] for key in row if key.startswith("description_")},
            "kind": row["kind"], "since_year": int(row["since"]), "public": bool(row["public"]),
            "target_groups": row["groups"].split(";"),
            "places": [f"example-{town}" for town in row["towns"].split(";")],
        },
    )  # fmt: skip
    for later, other in enumerate(filter(None, row["shared"].split(";"))):
        share_challenge(
            challenge_id=key, institution_id=cast.institutions[other].pk, by=_writer(cast, other),
            at=cast.ago(max(days - 3 * later - 3, 1), "12:10"),
        )  # fmt: skip
    if row["state"] != "open":
        helper = cast.institutions[row["helper"]].pk if row["helper"] else None
        answer = {key: row[key] for key in row if key.startswith("answer_")}
        act = ACTS[row["state"]]
        move_challenge(
            challenge_id=key, act=act, version=1, by=by, at=cast.ago(max(days - 15, 1), "16:30"),
            said={**NOTHING, **answer, "helper_id": helper},
        )  # fmt: skip


def _specialists(cast: Cast) -> None:
    held = Membership.objects.filter(role=Role.SPECIALIST, ended_on=None).select_related("user")
    for number, one in enumerate(held.order_by("user__name")):
        write_specialist(
            fields=SPECIALISTS[one.user.name], agreed=True, version=0,
            by=Actor(Role.SPECIALIST, one.user_id, one.institution_id),
            at=cast.ago(20 - number, "09:30"),
        )  # fmt: skip
