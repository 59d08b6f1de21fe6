"""What tests of this room let institutions and specialists say."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from ertad.kernel.actor import SYSTEM, Actor
from ertad.people.models import Institution
from ertad.profiles.acts.write_challenge import CHALLENGE_KEYS, add_challenge
from ertad.profiles.acts.write_profile import PROFILE_KEYS
from ertad.profiles.acts.write_specialist import SPECIALIST_KEYS, write_specialist
from ertad.profiles.models import Challenge, SpecialistProfile
from ertad.profiles.wording import in_languages

LISTS = ("target_groups", "places", "languages", "figures")


def figure(**fields: Any) -> dict[str, Any]:
    words = dict.fromkeys(in_languages(("label", "source")), "")
    known = {"label_en": "Children in clubs", "source_en": "Own count", "value": 120, "year": 2025}
    return {**words, **known, **fields}


def profile_fields(**fields: Any) -> dict[str, Any]:
    known = {
        "field_en": "Prevention with young people",
        "mandate_en": "By decision of the council.",
        "target_groups": ["T10"],
        "figures": [figure()],
    }
    return {**{key: [] if key in LISTS else "" for key in PROFILE_KEYS}, **known, **fields}


def challenge_fields(**fields: Any) -> dict[str, Any]:
    known = {
        "kind": "O2", "description_en": "No psychologist who works with teenagers.",
        "places": ["example-1"], "target_groups": ["T10"], "since_year": 2023, "public": False,
    }  # fmt: skip
    return {**{key: [] if key in LISTS else "" for key in CHALLENGE_KEYS}, **known, **fields}


def specialist_fields(**fields: Any) -> dict[str, Any]:
    known = {"work_en": "Groups for parents", "languages": ["ka"], "places": ["example-1"]}
    return {**{key: [] if key in LISTS else "" for key in SPECIALIST_KEYS}, **known, **fields}


def a_challenge(
    institution: Institution, at: datetime, *, by: Actor = SYSTEM, **fields: Any
) -> Challenge:
    return add_challenge(
        challenge_id=uuid4(), institution_id=institution.pk, fields=challenge_fields(**fields),
        by=by, at=at,
    )  # fmt: skip


def a_specialist(by: Actor, at: datetime, **fields: Any) -> SpecialistProfile:
    told = specialist_fields(**fields)
    return write_specialist(fields=told, agreed=True, version=0, by=by, at=at)
