"""Registers of organisations: legal forms, acronyms, slips, many gaps; no address column."""

from __future__ import annotations

import random

from .noise import drop_word, maybe, romanise, swap_words, typo

Row = dict[str, str]
WORK = (
    ("უფლებების დაცვის", "rights protection"), ("განათლების", "education"),
    ("სოციალური დახმარების", "social support"), ("გარემოს დაცვის", "environment protection"),
    ("ქალთა", "women"), ("ახალგაზრდობის", "youth"), ("ჯანმრთელობის", "health"),
    ("კულტურის", "culture"), ("დასაქმების", "employment"), ("მშვიდობის", "peace"),
    ("დემოკრატიის", "democracy"), ("სოფლის განვითარების", "rural development"),
)  # fmt: skip
FORMS = (
    ("ფონდი", "Foundation"), ("კავშირი", "Union"), ("ასოციაცია", "Association"),
    ("ცენტრი", "Centre"), ("ქსელი", "Network"), ("ინსტიტუტი", "Institute"),
)  # fmt: skip
_ROOTS = """
    ალაზან ბორჯომ გელათ დიდგორ ენგურ ვარძი ზეკარ თბეთ იმერ კოლხ ლაგოდ მესხ ნარიყალ ოჩხამურ
    პანკის ჟინვალ რაჭ სამურზაყან ტაო უფლისციხ ფაზის ქართლ ღუდ ყინწვის შატილ ჩაქვ ცხინვალ ძალის
    წრომ ჭიათურ ხევსურ ჯავახ ჰერეთ
"""
ROOTS = tuple(_ROOTS.split())
TAILS = ("ა", "ელი", "ური", "იანი", "ეთი", "ია", "ოსი", "უკი")
CITIES = (
    ("თბილისი", "Tbilisi"), ("ბათუმი", "Batumi"), ("ქუთაისი", "Kutaisi"), ("გორი", "Gori"),
    ("თელავი", "Telavi"), ("ზუგდიდი", "Zugdidi"), ("რუსთავი", "Rustavi"), ("ფოთი", "Poti"),
)  # fmt: skip


def _world(rng: random.Random, size: int) -> list[Row]:
    """Organisations that differ; one in eight has a sister with the same root of the name."""
    world: list[Row] = []
    seen: set[tuple[str, str]] = set()
    while len(world) < size:
        work, form = rng.randrange(len(WORK)), rng.randrange(len(FORMS))
        own = rng.choice(ROOTS) + rng.choice(TAILS)
        if world and rng.random() < 0.12:
            own = rng.choice(world)["own"]
        if (own, f"{work}") in seen:
            continue
        seen.add((own, f"{work}"))
        number = len(world)
        world.append(
            {
                "own": own,
                "work": str(work),
                "form": str(form),
                "city": str(rng.choices(range(len(CITIES)), (8, 3, 3, 1, 1, 1, 1, 1))[0]),
                "phone": f"59{rng.randint(0, 9)}{rng.randint(100000, 999999)}",
                "email": f"{rng.choice(('info', 'contact', 'ngo'))}@org{number}.ge"
                if rng.random() < 0.6
                else f"office{number}@gmail.com",
            }
        )
    return world


def _row(rng: random.Random, row: Row, tongue: int) -> Row:
    work, form = WORK[int(row["work"])][tongue], FORMS[int(row["form"])][tongue]
    if tongue == 0:
        name = f"{row['own']} - {work} {form}"
        name = maybe(rng, 0.5, f"ა(ა)იპ {name}", name)
    else:
        name = f"{romanise(rng, row['own'])} {work.title()} {form}"
        name = maybe(rng, 0.3, f"{name} N(N)LE", name)
    for chance, change in ((0.2, typo), (0.1, typo), (0.15, swap_words), (0.12, drop_word)):
        name = maybe(rng, chance, change(rng, name), name)
    told = {
        "organisation": name,
        "city": CITIES[int(row["city"])][tongue],
        "phone": f"+995{row['phone']}" if rng.random() < 0.5 else row["phone"],
        "email": maybe(rng, 0.05, typo(rng, row["email"]), row["email"]),
    }
    gaps = {"city": 0.1, "phone": 0.35, "email": 0.35}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """A register in either language, one mostly in Georgian, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_row(rng, row, int(rng.random() < 0.4)) for row in world[:left]],
        [_row(rng, row, int(rng.random() < 0.2)) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
