"""Questions as people ask them: words in three languages, ages, places, ticked filters."""

import random
from urllib.parse import urlencode

SAID = (
    "narkotikebi", "ნარკოტიკებისთვის", "drugs", "toxicomanie", "psychologist", "ფსიქოლოგს",
    "fsiqologi", "sport", "ფეხბურთის", "soutien scolaire", "legal aid", "იურიდიული დახმარება",
    "shelter", "თავშესაფარი", "mentor", "მენტორობა", "training", "ტრენინგები", "job",
    "დასაქმება", "mediation", "ოჯახური კონსულტაცია", "day centre", "დღის ცენტრი", "anger",
    "alkoholi", "ბავშვთა", "ჭადრკი",
)  # fmt: skip
AGED = ("15 tslis", "15 წლის", "14-17", "16 ans", "under 18", "21+", "", "", "")
WHERE = (
    "სამაგალითო 3-ში",
    "Rustavshi",
    "à Tbilissi",
    "gori",
    "ბათუმში",
    "kutaisi",
    "zugdidi",
    "",
    "",
)
FACETS = (
    "type", "need", "group", "age", "run_by", "language", "places", "prevention", "cost", "day",
)  # fmt: skip
AGES = ["10-13", "14-15", "16-17", "18-20", "21+"]
PLACES = ["open", "waiting", "unknown"]

Codes = dict[str, list[str]]
"""Facet -> the codes that occur."""


def occurring() -> Codes:
    """The codes of this process's index, and `place`: its municipalities."""
    from ertad.directory.search.current import current_index

    index = current_index()
    codes = {facet: sorted(c for f, c in index.members if f == facet) for facet in FACETS}
    towns = sorted(c for f, c in index.members if f == "serves" and c in index.lexicon.towns)
    return {**codes, "age": AGES, "places": PLACES, "place": towns}


def with_all_facets(draw: random.Random, codes: Codes) -> str:
    """A word or none, choices in each of ten facets, a place and a radius."""
    pairs = [("q", draw.choice([*SAID, *[""] * len(SAID)])), ("place", draw.choice(codes["place"]))]
    pairs.append(("radius", draw.choice(["20", "50", "100", "200"])))
    for facet in FACETS:
        known = codes[facet]
        ticked = draw.sample(known, draw.randrange(max(1, len(known) // 2), len(known) + 1))
        pairs += [(facet, code) for code in ticked[:20]]
    return urlencode([pair for pair in pairs if pair[1]])


def as_asked(draw: random.Random, codes: Codes) -> str:
    """Words, perhaps an age and a place, perhaps one or two ticks."""
    said = [draw.choice(SAID), draw.choice(AGED), draw.choice(WHERE)]
    pairs = [("q", " ".join(part for part in said if part))]
    if draw.random() < 0.3:
        pairs += [
            ("place", draw.choice(codes["place"])),
            ("radius", draw.choice(["10", "20", "50"])),
        ]
    for facet in draw.sample(FACETS, draw.choice([0, 0, 1, 2])):
        pairs.append((facet, draw.choice(codes[facet])))
    if draw.random() < 0.1:
        pairs.append(("page", "2"))
    return urlencode(pairs)
