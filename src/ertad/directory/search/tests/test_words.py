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

HERE = Path(__file__).parent
WORDS = (HERE / "words.txt").read_text("utf-8").splitlines()
"""Sixty-four words that services are sought by; the engine was mended until all were found."""
HELD_OUT = (HERE / "words_held_out.txt").read_text("utf-8").splitlines()
"""Thirty more, written down afterwards; all were found at the first try."""

NOISE = [
    ("შუქურა", "სიახლეები და შეხვედრები ყოველ კვირას"),
    ("Lighthouse", "Meetings and news every week"),
    ("Le phare", "Rencontres et nouvelles chaque semaine"),
    ("მზიური ეზო", "ღია სივრცე მეზობლებისთვის"),
    ("Open yard", "A place for neighbours"),
]  # fmt: skip


def test_every_spelling_of_a_word_finds_the_same_first_service(
    a_service: Callable[..., UUID],
) -> None:
    for name, text in NOISE * 6:
        key = "ka" if name[0] >= "ა" else "en"
        a_service(**{"name_en": "", f"name_{key}": name, "description_en": text}, types=["LEI-YOU"])
    services = {
        line: a_service(name_ka=line.split()[0], name_en="", types=[], target_groups=[])
        for line in (*WORDS, *HELD_OUT)
    }
    wrong = []
    for line, expected in services.items():
        for spelling in line.split():
            hits = search(Question(spelling), user=None, today=TODAY).hits
            if not hits or hits[0].service_id != expected:
                wrong.append((line.split()[0], spelling))

    assert len(services) >= 90
    assert wrong == []


def test_a_word_misspelt_like_a_place_is_the_nearer_of_both(a_service: Callable[..., UUID]) -> None:
    flower = a_service(name_ka="ყვავილი", serves=["gori"])
    there = a_service(name_ka="მარანი", serves=["kvareli"])

    word, place = (search(Question(said), user=None, today=TODAY) for said in ("ყვავლი", "yvarali"))

    assert [hit.service_id for hit in word.hits] == [flower]
    assert word.read_as == ()
    assert [hit.service_id for hit in place.hits] == [there]
    assert place.place_code == "kvareli"
