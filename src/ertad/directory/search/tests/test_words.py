"""However a Georgian word is written, it finds the same first service.

Each line: nominative, dative, genitive, two romanisations as people type them, one misspelling.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ertad.directory.search import Question, search

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)

WORDS = (Path(__file__).parent / "words.txt").read_text("utf-8").splitlines()
"""Sixty-four words that services are sought by."""

NOISE = [
    ("შუქურა", "სიახლეები და შეხვედრები ყოველ კვირას"),
    ("Lighthouse", "Meetings and news every week"),
    ("Le phare", "Rencontres et nouvelles chaque semaine"),
    ("მზიური ეზო", "ღია სივრცე მეზობლებისთვის"),
    ("Open yard", "A place for neighbours"),
]  # fmt: skip


def test_sixty_words_in_six_spellings_find_the_same_first_service(
    a_service: Callable[..., UUID],
) -> None:
    for name, text in NOISE * 6:
        key = "ka" if name[0] >= "ა" else "en"
        a_service(**{"name_en": "", f"name_{key}": name, "description_en": text}, types=["LEI-YOU"])
    services = {
        line: a_service(name_ka=f"{line.split()[0]}", name_en="", types=[], target_groups=[])
        for line in WORDS
    }
    wrong = []
    for line, expected in services.items():
        for spelling in line.split():
            hits = search(Question(spelling), user=None, today=TODAY).hits
            if not hits or hits[0].service_id != expected:
                wrong.append((line.split()[0], spelling))

    assert len(services) >= 60
    assert wrong == []
