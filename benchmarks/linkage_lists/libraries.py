"""Libraries and houses of culture: scanned lists in capitals, all contacts in one cell."""

from __future__ import annotations

import random

from .noise import georgian_phone, maybe, romanise, typo

Row = dict[str, str]
KINDS = (
    ("ბიბლიოთეკა", "Library"), ("სოფლის ბიბლიოთეკა", "Village Library"),
    ("კულტურის სახლი", "House of Culture"), ("სამუსიკო სკოლა", "Music School"),
    ("მოსწავლე ახალგაზრდობის სახლი", "Youth Palace"), ("მუზეუმი", "Museum"),
)  # fmt: skip
_PEOPLE = """
    ილია_ჭავჭავაძის აკაკი_წერეთლის გალაკტიონ_ტაბიძის ზაქარია_ფალიაშვილის ნიკო_ფიროსმანის
    ვაჟა_ფშაველას მუხრან_მაჭავარიანის ლადო_გუდიაშვილის იაკობ_გოგებაშვილის ნიკო_ლორთქიფანიძის
    ოთარ_ჭილაძის გურამ_რჩეულიშვილის ანა_კალანდაძის დავით_კლდიაშვილის ეკატერინე_გაბაშვილის
    ივანე_მაჩაბლის ალექსანდრე_ყაზბეგის გიორგი_ლეონიძის შალვა_ნუცუბიძის რევაზ_ინანიშვილის
"""
_TOWNS = """
    ახმეტა ბაღდათი გარდაბანი დუშეთი ვანი ზესტაფონი თერჯოლა კასპი ლაგოდეხი ლანჩხუთი ონი სამტრედია
    სენაკი სიღნაღი ტყიბული ქარელი ყვარელი ჩოხატაური ცაგერი წალენჯიხა ხობი ხონი ჭიათურა
"""
_STREETS = """
    მშვიდობის თავისუფლების დავით_აღმაშენებლის სტაროსელსკის ცოტნე_დადიანის ერეკლე_მეორის
    შოთა_რუსთაველის კონსტანტინე_გამსახურდიას მერაბ_კოსტავას ზვიად_გამსახურდიას წმინდა_ნინოს
    გიორგი_სააკაძის სულხან_საბას ახალგაზრდობის გურამიშვილის
"""
SMUDGED = {"O": "0", "I": "1", "S": "5", "rn": "m", "m": "rn", "ი": "1", "ე": "ვ", "ს": "ხ"}


def _listed(text: str) -> list[str]:
    return [name.replace("_", " ") for name in text.split()]


PEOPLE, TOWNS, STREETS = _listed(_PEOPLE), _listed(_TOWNS), _listed(_STREETS)


def _world(rng: random.Random, size: int) -> list[Row]:
    """Houses that differ; one in six shares its building and phone with another house."""
    world: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    while len(world) < size:
        kind, town = rng.randrange(len(KINDS)), rng.choice(TOWNS)
        here = {
            "kind": str(kind),
            "person": rng.choice(PEOPLE),
            "number": str(rng.randint(1, 9)) if rng.random() < 0.2 else "",
            "town": town,
            "address": f"{rng.choice(STREETS)} ქ. N{rng.randint(1, 120)}",
            "phone": f"4{rng.randint(10, 99)}{rng.randint(200000, 299999)}",
        }
        if world and rng.random() < 0.16:
            host = rng.choice(world)
            here |= {key: host[key] for key in ("town", "address", "phone")}
        key = (here["kind"], here["person"], here["number"], here["town"])
        if key not in seen:
            seen.add(key)
            world.append(here)
    return world


def _smudge(rng: random.Random, text: str) -> str:
    """One letter as a scanner misreads it."""
    found = [letter for letter in SMUDGED if letter in text]
    if not found:
        return text
    letter = rng.choice(found)
    return text.replace(letter, SMUDGED[letter], 1)


def _name(rng: random.Random, row: Row, tongue: int) -> str:
    kind, number = KINDS[int(row["kind"])][tongue], row["number"]
    if tongue == 0:
        return f"{row['person']} სახელობის {kind}" + (f" N{number}" if number else "")
    person = romanise(rng, row["person"])
    return f"{person} {kind}" + (f" No {number}" if number else "")


def _scanned(rng: random.Random, row: Row) -> Row:
    tongue = int(rng.random() < 0.3)
    name = _name(rng, row, tongue)
    if tongue == 0:
        name = name.replace("სახელობის", rng.choice(("სახ.", "სახელობის", "სახ-ის")))
    name = maybe(rng, 0.2, f"{row['town']} - {name}" if tongue == 0 else name.upper(), name)
    name = maybe(rng, 0.15, _smudge(rng, name), name)
    name = maybe(rng, 0.1, typo(rng, name), name)
    address = row["address"]
    match rng.randrange(4):
        case 0:
            street, number = address.rsplit(" N", 1)
            address = f"{row['town']}, {number} {street.replace(' ქ.', ' ქუჩა')}"
        case 1:
            address = romanise(rng, address.replace(" ქ.", " ქუჩა"))
        case 2:
            address = address.split(" ", 1)[1] if address.count(" ") > 2 else address
    phone = georgian_phone(rng, row["phone"])
    phone = maybe(rng, 0.2, f"{phone}; 599 {rng.randint(100000, 999999)}", phone)
    phone = maybe(rng, 0.1, f"{phone} (შიდა 1{rng.randint(10, 99)})", phone)
    town = row["town"] if tongue == 0 else romanise(rng, row["town"])
    town = rng.choice((town, f"{town}ს მუნიციპალიტეტი" if tongue == 0 else f"{town} Municipality"))
    told = {"title": name, "town": town, "street": address, "tel": phone}
    gaps = {"town": 0.08, "street": 0.15, "tel": 0.2}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def _registered(rng: random.Random, row: Row) -> Row:
    return {
        "title": _name(rng, row, 0),
        "town": row["town"],
        "street": row["address"],
        "tel": "" if rng.random() < 0.15 else georgian_phone(rng, row["phone"]),
    }


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """A scanned list, the register, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_scanned(rng, row) for row in world[:left]],
        [_registered(rng, row) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
