"""One service in Georgian letters, romanised, or in English; branches share name and phone."""

from __future__ import annotations

import random

from .noise import drop_word, georgian_phone, maybe, romanise, shorten, typo

Row = dict[str, str]
KINDS = (
    ("ბავშვთა დღის ცენტრი", "Children's Day Centre", "Centre de jour pour enfants"),
    ("ახალგაზრდული ცენტრი", "Youth Centre", "Centre de jeunesse"),
    ("კრიზისული ცენტრი", "Crisis Centre", "Centre de crise"),
    ("პროფესიული კოლეჯი", "Vocational College", "Collège professionnel"),
    ("მცირე საოჯახო სახლი", "Small Family Home", "Petite maison familiale"),
    ("იურიდიული დახმარების ბიურო", "Legal Aid Bureau", "Bureau d'aide juridique"),
    (
        "ფსიქოლოგიური დახმარების ცენტრი",
        "Psychological Support Centre",
        "Centre de soutien psychologique",
    ),
    ("სპორტული კლუბი", "Sports Club", "Club de sport"),
)  # fmt: skip
_NAMES = """
    იმედი სხივი მერცხალი ცისარტყელა ბილიკი ნაბიჯი თაობა განთიადი ია იავნანა მზიური ნაპერწკალი
    ხიდი ფანჯარა ღვინჯუა წყარო ჟღარუნი კუნძული არწივი თანადგომა სანდო საფარი გზა კვირტი ყვავილი
    ფრთები შუქურა ხელისგული ჩიტბუდე ძალა პეპელა ტოლერანტი ოჯახი დედამიწა ბერმუხა ალიონი ნუკრი
    ჭადარი ვარსკვლავი ზღაპარი რწმენა მომავალი კავშირი ლაშარი
"""
NAMES = tuple(_NAMES.split())
PLACES = (
    ("თბილისი", "Tbilisi", "Tbilissi"), ("ბათუმი", "Batumi", "Batoumi"),
    ("ქუთაისი", "Kutaisi", "Koutaïssi"), ("რუსთავი", "Rustavi", "Roustavi"),
    ("გორი", "Gori", "Gori"), ("ზუგდიდი", "Zugdidi", "Zougdidi"), ("ფოთი", "Poti", "Poti"),
    ("თელავი", "Telavi", "Telavi"), ("ახალციხე", "Akhaltsikhe", "Akhaltsikhé"),
    ("ოზურგეთი", "Ozurgeti", "Ozourgueti"), ("ამბროლაური", "Ambrolauri", "Ambrolaouri"),
    ("მცხეთა", "Mtskheta", "Mtskheta"), ("მარნეული", "Marneuli", "Marneouli"),
    ("ხაშური", "Khashuri", "Khachouri"), ("საჩხერე", "Sachkhere", "Satchkhere"),
    ("წყალტუბო", "Tskaltubo", "Tskaltoubo"),
)  # fmt: skip
_STREETS = """
    რუსთაველის ჭავჭავაძის წერეთლის აღმაშენებლის თამარ_მეფის გამსახურდიას კოსტავას ბარათაშვილის
    ვაჟა-ფშაველას გორგილაძის ფალიაშვილის ნინოშვილის მელიქიშვილის ლერმონტოვის ჯავახიშვილის
    თავისუფლების მშვიდობის სტალინის ორბელიანის ხიმშიაშვილის აბაშიძის
"""
STREETS = tuple(_STREETS.split())


def _email(rng: random.Random, number: int) -> str:
    return f"{rng.choice(('info', 'office', 'centre'))}{number}@{rng.choice('abcdefgh')}ngo.ge"


def _world(rng: random.Random, size: int) -> list[dict[str, int | str]]:
    """Services that differ. One in five is a branch: same name, phone and e-mail elsewhere."""
    world: list[dict[str, int | str]] = []
    while len(world) < size:
        house = f"{rng.randint(1, 180)}{rng.choice(('', '', '', 'ა', 'ბ'))}"
        here: dict[str, int | str] = {
            "kind": rng.randrange(len(KINDS)),
            "own": rng.choice(NAMES) if rng.random() < 0.9 else "",
            "place": rng.randrange(len(PLACES)),
            "street": rng.choice(STREETS).replace("_", " "),
            "house": house,
            "phone": f"5{rng.randint(10, 99)}{rng.randint(100000, 999999)}",
            "email": _email(rng, len(world)),
        }
        if world and rng.random() < 0.2:
            head = rng.choice(world)
            here |= {key: head[key] for key in ("kind", "own", "phone", "email")}
            if here["place"] == head["place"]:
                continue
        world.append(here)
    return world


def _named(rng: random.Random, row: dict[str, int | str], tongue: int) -> str:
    kind = KINDS[int(row["kind"])][tongue]
    own = str(row["own"])
    if own and tongue:
        own = romanise(rng, own)
    elif own:
        own = f"„{own}“"
    town = PLACES[int(row["place"])][tongue]
    if not own:
        if tongue == 0:
            return f"{town[:-1]}ის {kind}"
        return f"{town} {kind}" if tongue == 1 else f"{kind} de {town}"
    return f"{own} {kind}" if tongue == 1 and rng.random() < 0.5 else f"{kind} {own}"


def _row(rng: random.Random, row: dict[str, int | str], noisy: bool) -> Row:
    tongue = rng.choices((0, 1, 2), (6, 3, 1) if noisy else (9, 1, 0))[0]
    name = _named(rng, row, tongue)
    address = f"{row['street']} {rng.choice(('ქუჩა', 'ქუჩა', 'გამზირი'))} {row['house']}"
    if noisy:
        if tongue == 0 and rng.random() < 0.25:
            name = romanise(rng, name.strip("„“"))
        name = maybe(rng, 0.12, typo(rng, name), name)
        name = maybe(rng, 0.06, drop_word(rng, name), name)
        name = maybe(rng, 0.15, f"ააიპ {name}" if tongue == 0 else f"NGO {name}", name)
        address = shorten(rng, address, 0.6)
        address = maybe(rng, 0.12, typo(rng, address), address)
        address = romanise(rng, address) if tongue or rng.random() < 0.1 else address
    told = {
        "name": name,
        "municipality": PLACES[int(row["place"])][tongue],
        "address": address,
        "phone": georgian_phone(rng, str(row["phone"])),
        "email": str(row["email"]),
    }
    gaps = {"municipality": 0.02, "address": 0.1, "phone": 0.12, "email": 0.3} if noisy else {}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """What came in from the institutions, what the directory has, and how many are the same."""
    world = _world(rng, left + right - shared)
    return (
        [_row(rng, row, noisy=True) for row in world[:left]],
        [_row(rng, row, noisy=False) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
