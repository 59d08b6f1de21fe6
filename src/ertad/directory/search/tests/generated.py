"""Several hundred services and five hundred questions, drawn from a seed: always the same.

The words are those of `words.txt` and of the lists; questions have them inflected, romanised,
misspelt and cut short, with ages, places, facets and distances beside them.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tests.story import NOW, TODAY

from ertad.audit.trail import traced
from ertad.directory.models import Location
from ertad.directory.record import Change, blank_record, save_records
from ertad.directory.search.forms import forms_of
from ertad.engines.script import romanise
from ertad.kernel.actor import SYSTEM
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term

SEED = 20261124
SERVICES, QUESTIONS = 400, 500
HERE = Path(__file__).parent
WORDS = [
    line.split()[0]
    for name in ("words.txt", "words_held_out.txt")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
OTHERS = (
    "counselling", "drop-in", "mentoring", "boxing", "atelier", "l'école", "théâtre", "judo",
    "accueil", "d'été", "football", "footballers", "psychologist", "psychology",
    "psychologie", "Annna", "Anna", "помощь", "семья", "школа", "քաղաք", "24/7", "3D",
    "rock'n'roll", "naïve", "œuvre", "straße", "jiu-jitsu", "A1", "night-bus",
)  # fmt: skip
ENDINGS = ("ს", "ის", "ით", "ში", "ზე", "დან", "თვის", "ები", "ებისთვის")
LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
AGES = ("15 წლის", "14-17", "under 18", "16 ans", "21+", "18 წლამდე", "age 12")
SYLLABLES = ("მა", "რი", "ნო", "სა", "ლე", "გო", "თი", "ქა", "ზუ", "დე", "ბა", "ვე", "ხი", "ჩა")


def add_services(institutions: list[Institution]) -> None:
    """Save them, of these institutions, with their locations."""
    draw = random.Random(SEED)
    towns = sorted(Municipality.objects.filter(invented=True).values_list("code", flat=True))
    points = {town.pk: town.town for town in Municipality.objects.all()}
    terms = {
        vocabulary: sorted(
            Term.objects.filter(vocabulary=vocabulary).values_list("code", flat=True)
        )
        for vocabulary in ("service_type", "rnr_need", "target_group", "legal_pathway")
    }
    places = [_place(draw, institutions, draw.choice(towns), points) for _ in range(60)]
    Location.objects.bulk_create(places)
    changes = []
    for _number in range(SERVICES):
        here = draw.sample(places, draw.choice([0, 1, 1, 1, 2]))
        record = blank_record(
            **_texts(draw),
            institution=str(draw.choice(institutions).pk),
            types=sorted(draw.sample(terms["service_type"], draw.choice([1, 1, 2]))),
            needs=sorted(draw.sample(terms["rnr_need"], draw.choice([0, 1, 2]))),
            target_groups=sorted(draw.sample(terms["target_group"], draw.choice([0, 1, 3]))),
            pathways=sorted(draw.sample(terms["legal_pathway"], draw.choice([0, 0, 1]))),
            languages=sorted(draw.sample(["az", "en", "hy", "ka", "ru"], draw.choice([0, 1, 2]))),
            serves=sorted(draw.sample(towns, draw.choice([0, 1, 2]))),
            nationwide=draw.random() < 0.1,
            min_age=draw.choice([None, 6, 10, 14, 18]),
            max_age=draw.choice([None, 18, 21, 29]),
            cost=draw.choice(["", "free"]),
            confidential=draw.random() < 0.05,
            at=[
                {
                    "location": str(place.pk),
                    "hours": [[draw.choice(["MO", "FR"]), "10:00", "17:00"]],
                }
                for place in here
            ],
        )
        change = Change(_uuid(draw), record, assured_on=TODAY, invented=True)
        changes.append(change)
    with traced("service.add", by=SYSTEM, at=NOW) as trace:
        save_records(trace, changes, at=NOW)


def _uuid(draw: random.Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


def _place(
    draw: random.Random, institutions: list[Institution], town: str, points: dict[str, Any]
) -> Location:
    latitude, longitude = points[town]
    return Location(
        id=_uuid(draw),
        institution=draw.choice(institutions),
        municipality_id=town,
        name_ka=_name(draw),
        address_ka=f"{_name(draw)} {draw.randrange(1, 99)}",
        latitude=latitude + draw.uniform(-0.2, 0.2),
        longitude=longitude + draw.uniform(-0.2, 0.2),
    )


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.choice([2, 3, 4]))) + "ი"


def _texts(draw: random.Random) -> dict[str, str]:
    def some(least: int, most: int) -> str:
        words = [*draw.choices(WORDS, k=most), *draw.choices(OTHERS, k=1), _name(draw)]
        chosen = draw.sample(words, draw.randrange(least, most + 1))
        return " ".join(_inflected(draw, word) if draw.random() < 0.3 else word for word in chosen)

    return {
        "name_ka": some(1, 3),
        "name_en": draw.choice(["", some(1, 2)]),
        "description_ka": some(4, 9),
        "description_fr": draw.choice(["", " ".join(draw.sample(OTHERS, 4))]),
        "how_to_enter_ka": some(1, 3),
    }


def questions() -> Iterator[str]:
    """Addresses' parameters, as the page of results takes them."""
    draw = random.Random(SEED + 1)
    labels = Term.objects.filter(vocabulary__in=["service_type", "rnr_need", "target_group"])
    said = sorted(
        {
            form.word
            for names in labels.values_list("label_ka", "label_en", "label_fr")
            for name in names
            for form in forms_of(name)
            if len(form.word) > 2
        }
    )
    towns = list(Municipality.objects.filter(invented=True).order_by("code"))
    types = sorted(Term.objects.filter(vocabulary="service_type").values_list("code", flat=True))
    for _number in range(QUESTIONS):
        words = [_asked(draw, said) for _ in range(draw.choice([0, 1, 1, 1, 2]))]
        if draw.random() < 0.2:
            words.append(draw.choice(AGES))
        if draw.random() < 0.2:
            words.append(_inflected(draw, draw.choice(towns).name_ka))
        pairs = [("q", " ".join(words))]
        if draw.random() < 0.3:
            pairs.append(("place", draw.choice(towns).code))
            if draw.random() < 0.7:
                pairs.append(("radius", draw.choice(["10", "50", "200"])))
            pairs.append(("where", draw.choice(["serves", "in", "near"])))
            pairs.append(("sort", draw.choice(["best", "near"])))
        if draw.random() < 0.2:
            pairs.append(("type", draw.choice(types)))
        if draw.random() < 0.1:
            pairs += [("language", "ru"), ("cost", "free")]
        yield urlencode(pairs)


def _asked(draw: random.Random, said: list[str]) -> str:
    word = draw.choice([draw.choice(WORDS), draw.choice(said), draw.choice(OTHERS), _name(draw)])
    changes: list[Callable[[random.Random, str], str]] = [
        lambda _draw, text: text,
        _inflected,
        lambda _draw, text: romanise(text),
        _misspelt,
        lambda draw, text: _misspelt(draw, romanise(text)),
        lambda draw, text: _misspelt(draw, _misspelt(draw, text)),
        lambda draw, text: text[: draw.randrange(2, 6)],
        lambda draw, text: _inflected(draw, text) + draw.choice(["", "ა"]),
    ]
    return draw.choice(changes)(draw, word)


def _inflected(draw: random.Random, word: str) -> str:
    stem = word[:-1] if word[-1:] in "იაეო" and draw.random() < 0.7 else word
    return stem + draw.choice(ENDINGS) if word[:1] >= "ა" else word + draw.choice(["s", "", "es"])


def _misspelt(draw: random.Random, word: str) -> str:
    if len(word) < 3:
        return word
    at = draw.randrange(len(word) - 1)
    letter = draw.choice(LETTERS if word[0] >= "ა" else "abcdefghijklmnoprstuvz")
    return draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[: at + 1] + word[at:],
        ]
    )
