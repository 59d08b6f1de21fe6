"""Hospitals, polyclinics and doctors' offices of Georgia: a map service against an insurer's list.

Companies with legal forms, one company with houses in many towns, numbered polyclinics, names in
Georgian capitals-as-typed, romanised or English; the map has other telephones and short addresses.
"""

from __future__ import annotations

import random

from .noise import georgian_phone, maybe, romanise, swap_words, typo

Row = dict[str, str]
KINDS = (
    ("კლინიკა", "Clinic"), ("სამედიცინო ცენტრი", "Medical Center"), ("ჰოსპიტალი", "Hospital"),
    ("პოლიკლინიკა", "Polyclinic"), ("საოჯახო მედიცინის ცენტრი", "Family Medicine Center"),
    ("ამბულატორია", "Ambulatory"), ("სტომატოლოგიური კლინიკა", "Dental Clinic"),
    ("თვალის კლინიკა", "Eye Clinic"), ("რეაბილიტაციის ცენტრი", "Rehabilitation Center"),
    ("ნარკოლოგიური ცენტრი", "Addiction Centre"), ("დიაგნოსტიკური ცენტრი", "Diagnostic Center"),
)  # fmt: skip
_OWN = """
    ავერსიანი გეომედი ვივამედი კურაციო მედიქარდო ლანცეტი ნეოლაბი ონკორა პრაიმმედი რეავიტა სანუსი
    ტონუსი ულტრამედი ფენიქსია ქირონი ღვიძლისა ჩემიექიმი ცენტრამედი ჰელიოსი ჯანმედი ბონავიტა დიამედი
    ეკლინი ზოდიაქო თერამედი იმუნუსი კარდიომი მზეჭაბუკი პედიატრო ჟენევია საიმედო ტვინისა ხელონი
    ელგუჯაშვილის ბერიანიძის გოგრიჭიანის ჩხაბერიძის ჯანჯღავას ქოქრაშვილის
"""
OWN = tuple(_OWN.split())
TOWNS = (
    ("თბილისი", "Tbilisi", 8), ("ქუთაისი", "Kutaisi", 4), ("ბათუმი", "Batumi", 4),
    ("რუსთავი", "Rustavi", 2), ("ზუგდიდი", "Zugdidi", 2), ("გორი", "Gori", 2),
    ("ფოთი", "Poti", 1), ("თელავი", "Telavi", 1), ("ხაშური", "Khashuri", 1),
    ("ახალციხე", "Akhaltsikhe", 1), ("წყალტუბო", "Tskaltubo", 1), ("ყვარელი", "Kvareli", 1),
)  # fmt: skip
_STREETS = """
    ლუბლიანას ვაჟა-ფშაველას წინამძღვრიშვილის ქავთარაძის მოსკოვის ჩაჩავას გოთუას ქეთევან_წამებულის
    აგლაძის სანდრო_ეულის ჯავახიშვილის ხიზანიშვილის ფერისცვალების ტაშკენტის დიღმის ჩიქოვანის
    ოცხელის ნიკეას ზღვისპირა ბაგრატიონის მელიქიშვილის გრიშაშვილის
"""
STREETS = tuple(name.replace("_", " ") for name in _STREETS.split())
WAYS = (("ქუჩა", "Street", "ქ."), ("გამზირი", "Avenue", "გამზ."), ("ჩიხი", "Lane", "ჩიხი"))


def _world(rng: random.Random, size: int) -> list[Row]:
    """Houses that differ; one in eight is of the same company, one in twelve in the same yard."""
    world: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    while len(world) < size:
        kind = rng.randrange(len(KINDS))
        town = rng.choices(range(len(TOWNS)), [weight for *_, weight in TOWNS])[0]
        here = {
            "kind": str(kind),
            "own": rng.choice(OWN),
            "number": str(rng.randint(1, 40)) if kind == 3 and rng.random() < 0.7 else "",
            "town": str(town),
            "street": rng.choice(STREETS),
            "way": str(rng.choices(range(3), (7, 2, 1))[0]),
            "house": f"{rng.randint(1, 140)}{rng.choice(('', '', '', '', 'ა', 'გ'))}",
            "phone": f"32{rng.randint(2100000, 2999999)}",
        }
        if here["number"]:
            here["own"] = ""
        draw = rng.random()
        if world and draw < 0.12:  # the same company and call centre in another town
            head = rng.choice(world)
            here |= {key: head[key] for key in ("kind", "own", "number", "phone")}
            if head["town"] == here["town"]:
                continue
        elif world and draw < 0.20:
            head = rng.choice(world)
            here |= {key: head[key] for key in ("town", "street", "way", "house")}
        key = (here["kind"], here["own"], here["number"], here["town"])
        if key not in seen:
            seen.add(key)
            world.append(here)
    return world


def _insured(rng: random.Random, row: Row) -> Row:
    kind = KINDS[int(row["kind"])][0]
    town = TOWNS[int(row["town"])][0]
    if row["number"]:
        name = f"N{row['number']} {kind}"
    else:
        name = rng.choice((f'შპს "{row["own"]}"', f"{kind} „{row['own']}“", f"{row['own']} {kind}"))
        if name.startswith("შპს"):
            name = f"{name} - {kind}"
    address = f"ქ. {town}, {row['street']} {WAYS[int(row['way'])][2]} №{row['house']}"
    return {
        "name": name,
        "address": address,
        "city": town,
        "phone": maybe(rng, 0.1, "", georgian_phone(rng, row["phone"])),
    }


def _mapped(rng: random.Random, row: Row) -> Row:
    style = rng.choices(("ka", "latin", "en"), (4, 2, 4))[0]
    kind, translated = KINDS[int(row["kind"])]
    town, english, _ = TOWNS[int(row["town"])]
    way = WAYS[int(row["way"])]
    address = f"{row['house']} {row['street']} {way[0]}"
    address = maybe(rng, 0.5, f"{row['street']} {way[0]} {row['house']}", address)
    if style == "en":
        own = romanise(rng, row["own"])
        if row["number"]:
            name = rng.choice(
                (f"{translated} N{row['number']}", f"{english} {translated} #{row['number']}")
            )
        else:
            name = rng.choice((f"{own} {translated}", f"{translated} {own}", f"{own} Ltd"))
            if name.endswith("Ltd"):
                name = f"{own} {translated} Ltd"
        address = romanise(rng, address.replace(way[0], "")).strip() + f" {way[1]}"
    else:
        own = row["own"]
        name = f"{kind} {own}" if own else f"{row['number']} {kind}"
        name = maybe(rng, 0.25, swap_words(rng, name), name)
        if not own:
            name = rng.choice((f"№{row['number']} {kind}", f"{kind} #{row['number']}"))
        if style == "latin":
            name, address = romanise(rng, name), romanise(rng, address)
    name = maybe(rng, 0.18, typo(rng, name), name) if row["own"] else name
    phone = georgian_phone(rng, row["phone"])
    phone = maybe(rng, 0.15, georgian_phone(rng, f"5{rng.randint(50000000, 99999999)}"), phone)
    told = {
        "name": name,
        "address": maybe(rng, 0.1, typo(rng, address), address),
        "city": town if style == "ka" else english,
        "phone": phone,
    }
    gaps = {"address": 0.15, "city": 0.04, "phone": 0.25}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """What a map service has, what an insurer has, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_mapped(rng, row) for row in world[:left]],
        [_insured(rng, row) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
