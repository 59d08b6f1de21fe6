"""Two restaurant guides: chains, hotels with two dining rooms, cities with several names."""

from __future__ import annotations

import random

from .noise import drop_word, maybe, shorten, typo, us_phone

Row = dict[str, str]
CITIES = {
    "los angeles": ("la", "hollywood", "w. hollywood", "los angeles"),
    "new york": ("new york city", "nyc", "new york"),
    "san francisco": ("s.f.", "san francisco"),
    "atlanta": ("atlanta", "buckhead"),
    "las vegas": ("las vegas",),
    "santa monica": ("santa monica",),
}
AREAS = dict(zip(CITIES, ("213", "212", "415", "404", "702", "310"), strict=True))
_FIRST = """
    aldo amber anselmo aurora bacchus balthus barbary belgrade bellini bistro blue bombay bruno
    cactus calypso camille cardinal carlotta cascade casbah cedar chez chiara cobalt coral cosmo
    dakota delfino denali dragon edith elysee ember fiorella gardenia gilded ginza golden harbor
    havana hibiscus indigo jasmine juniper kashmir kyoto lafayette lantern larkspur lemon
    lorenzo magnolia mandarin marcello medusa mirabelle monsoon nadine napoli nepenthe olive
    orchid osteria palermo pavilion pearl peony persimmon piccolo postrio prado quince ravello
    red rosalind saffron sakura sevilla shanghai sienna silver sonoma stella sumac tamarind
    tangerine tempest tuscany umbria velvet verona vesuvio willow yucatan zephyr zinnia
"""
FIRST = tuple(_FIRST.split())
_SECOND = """
    cafe grill kitchen house room garden bistro tavern brasserie diner bar trattoria palace inn
    noodle steakhouse rotisserie cantina delicatessen restaurant terrace club
"""
SECOND = tuple(_SECOND.split())
_STREETS = """
    melrose sunset wilshire ventura fairfax hillhurst lexington madison bleecker mercer prince
    spring grant fillmore geary polk market clement peachtree piedmont roswell paces flamingo
    sahara paradise tropicana ocean main montana pico olympic robertson beverly larchmont
    columbus hyde union valencia lombard mission bank hudson irving ninth king
"""
STREETS = tuple(_STREETS.split())
ENDINGS = ("street", "avenue", "boulevard", "road", "drive", "place")
KINDS = ("american", "italian", "french", "chinese", "japanese", "seafood", "steakhouses", "indian")


def _place(rng: random.Random) -> Row:
    city = rng.choice(list(CITIES))
    side = rng.choice(("south ", "north ", "west ", "east ", "", "", "", ""))
    street = f"{rng.randint(1, 9999)} {side}{rng.choice(STREETS)} {rng.choice(ENDINGS)}"
    if rng.random() < 0.15:
        street = f"{rng.randint(1, 400)} {side}{rng.randint(11, 79)}th street"
    phone = AREAS[city] + f"{rng.randint(2000000, 9999999)}"
    return {"address": street, "city": city, "phone": phone, "type": rng.choice(KINDS)}


def _world(rng: random.Random, size: int) -> list[Row]:
    """Restaurants that differ; one in ten is a branch, one in twenty shares a hotel."""
    world: list[Row] = []
    while len(world) < size:
        draw = rng.random()
        here = _place(rng)
        if world and draw < 0.10:
            here["name"] = rng.choice(world)["name"]
        elif world and draw < 0.15:
            host = rng.choice(world)
            here |= {key: host[key] for key in ("address", "city", "phone")}
            here["name"] = f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
        else:
            name = f"{rng.choice(FIRST)} {rng.choice(FIRST + SECOND)}"
            if rng.random() < 0.3:
                name += f" {rng.choice(SECOND)}"
            here["name"] = maybe(rng, 0.1, f"{rng.choice(FIRST)}'s", name)
        world.append(here)
    return world


def _as_left(rng: random.Random, row: Row) -> Row:
    address = shorten(rng, row["address"], 0.8)
    address = maybe(rng, 0.1, f"{address} between {rng.randint(2, 9)}th and main sts.", address)
    digits = row["phone"]
    return row | {"address": address, "phone": f"{digits[:3]}/{digits[3:6]}-{digits[6:]}"}


def _as_right(rng: random.Random, row: Row) -> Row:
    name = row["name"]
    match rng.randrange(8):
        case 0:
            name = f"{name} ({row['city']})"
        case 1:
            name = f"restaurant {name}"
        case 2:
            name = drop_word(rng, name, 1)
        case 3:
            name = typo(rng, name)
        case 4:
            name = name.replace("delicatessen", "deli").replace(" ", "-")
    address = shorten(rng, row["address"], 0.5)
    address = maybe(rng, 0.15, f"{address} suite {rng.randint(100, 900)}", address)
    address = maybe(rng, 0.1, drop_word(rng, address), address)
    digits = maybe(rng, 0.05, row["phone"][:6] + f"{rng.randint(1000, 9999)}", row["phone"])
    return {
        "name": name,
        "address": address,
        "city": rng.choice(CITIES[row["city"]]),
        "phone": us_phone(rng, digits),
        "type": maybe(rng, 0.4, f"{row['type']} (new)", row["type"]),
    }


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """Rows of the left guide, of the right guide, and how many both have (first in each)."""
    world = _world(rng, left + right - shared)
    return (
        [_as_left(rng, row) for row in world[:left]],
        [_as_right(rng, row) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
