"""What a service of the demo is called: words of its own, as those who run services choose them.

Without this every football section of the region would bear one name.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

from ertad.kernel.languages import LANGUAGES

DATA = Path(__file__).parent / "data"
BEARS_A_NAME = ("LEI-", "FAM-", "EDU-", "PSY-ART", "PSY-PEE", "PSY-MEN", "ADD-DAY", "ADD-SLF",
                "NAV-MOB", "MAT-FOO", "PRV-FAM")  # fmt: skip
"""Types of service that like to have a name; what a bureau or a city hall must give has none."""
OFFICIAL = frozenset("abl")
QUOTED = {"ka": "{} „{}“", "en": "{} “{}”", "fr": "{} « {} »"}
IN_TOWN = {"ka": "{}, სამაგალითო {}", "en": "{}, Example {}", "fr": "{}, Exemple {}"}

Names = dict[str, str]


def names_of(
    kind: Mapping[str, str], *, number: int, sector: str, institution: str, place: int,
    town: int | None,
) -> Names:  # fmt: skip
    """Language -> name. `number` of the kind, `place` of the institution in their lists; `town`
    where the institution gives the same in several towns."""
    draw = Random(f"name {institution} {number}")  # noqa: S311
    names: Names = draw.choice([_as_listed(kind), *_others().get(kind["name_en"], ())])
    named = kind["type"].startswith(BEARS_A_NAME) and sector not in OFFICIAL
    if named and "„" not in names["ka"] and draw.random() < 0.7:
        known = _proper_names()
        proper = known[(number * 5 + place) % len(known)]
        names = {lang: QUOTED[lang].format(names[lang], proper[lang]) for lang in LANGUAGES}
    if town is not None:
        names = {lang: IN_TOWN[lang].format(names[lang], town) for lang in LANGUAGES}
    return names


def _as_listed(kind: Mapping[str, str]) -> Names:
    return {lang: kind[f"name_{lang}"] for lang in LANGUAGES}


@cache
def _proper_names() -> list[Names]:
    with (DATA / "proper_names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _others() -> dict[str, list[Names]]:
    """Name of a kind in English -> other names for it."""
    found: dict[str, list[Names]] = {}
    with (DATA / "other_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {lang: row[lang] for lang in LANGUAGES}
            found.setdefault(row["kind"], []).append(names)
    return found
