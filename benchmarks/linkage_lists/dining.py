"""American dining: words for the same door, and two doors behind one telephone.

An old guide against a newer one: area codes were split in between, some telephones are missing or
free-call numbers of the hotel, a city is given by its neighbourhood, the street by its corner, its
suite or the hotel. Chains have two houses in one city; a hotel has a cafe and a dining room.
"""

from __future__ import annotations

import random

from .noise import maybe, typo, us_phone

Row = dict[str, str]
# city, its area code, the code after the split, neighbourhoods
CITIES = (
    ("chicago", "312", "773", ("lincoln park", "wicker park", "river north", "chicago, il")),
    ("boston", "617", "857", ("back bay", "north end", "boston, ma", "cambridge")),
    ("los angeles", "213", "323", ("silver lake", "l.a.", "studio city", "hollywood", "venice")),
    ("new york city", "212", "646", ("manhattan", "new york", "brooklyn", "nyc", "soho")),
    ("san francisco", "415", "628", ("sf", "north beach", "the mission", "soma")),
    ("miami", "305", "786", ("coral gables", "south beach", "miami beach", "coconut grove")),
    ("seattle", "206", "206", ("belltown", "capitol hill", "seattle wa")),
    ("atlanta", "404", "678", ("midtown", "virginia-highland", "atlanta, ga")),
)
_WORDS = """
    abbey acorn alder anchor arcadia ashby aspen avalon bamboo barley basil beacon birch bluebird
    bonnie brass briar bridge canyon caravan chestnut clover copper coriander cottage cricket crown
    cypress daisy dove duke eagle elm falcon fennel fig flora fox ginger grove hawthorn hazel heron
    hickory ivory jade keystone lark laurel lily lime linden lotus lucky maple marigold mint moon
    mustard myrtle nectar nutmeg oak onyx oyster palm parsley pepper pine plum poppy quail quarry
    raven robin rose rosemary saddle sage salt santana sardine scarlet sorrel sparrow spruce swan
    thistle thyme truffle tulip turnip vanilla violet walnut wren yarrow
"""
WORDS = tuple(_WORDS.split())
_PEOPLE = """
    arthur bertolucci callahan castellano dimaggio donatello emeril ferrara gallagher giovanni
    hannigan jacques kowalski lorenzini mancuso marchetti nakamura oconnor pasquale petrov rossini
    salvatore sullivan takeda toscano valenti wolfgang yamamoto zambrano zimmerman
"""
PEOPLE = tuple(_PEOPLE.split())
HOUSES = (
    "cafe", "grill", "bistro", "deli", "diner", "tavern", "bar & grill", "steak house",
    "trattoria", "kitchen", "oyster bar", "pizzeria", "seafood house", "noodle shop",
)  # fmt: skip
HOTELS = ("grand regent", "belvedere", "ambassador", "four winds", "st. clair", "old mint",
          "fairview", "palmer court")  # fmt: skip
_STREETS = """
    adams arlington ashland belmont boylston broadway bryant cahuenga chestnut clark collins
    commonwealth crescent dearborn delancey dupont fairmount fulton greenwich halsted harrison
    highland howard jefferson lasalle lafayette lincoln massachusetts monroe newbury ocean
    orleans pike ponce_de_leon rush sheridan stockton tremont vermont vine wabash washington
    western
"""
STREETS = tuple(name.replace("_", " ") for name in _STREETS.split())
# full, and how it is cut
ENDINGS = (("street", "st."), ("avenue", "ave."), ("boulevard", "blv."), ("road", "rd"),
           ("drive", "dr."), ("lane", "ln."), ("parkway", "pkwy."), ("square", "sq."))  # fmt: skip
SIDES = (("north", "n."), ("south", "s."), ("east", "e."), ("west", "w."))
ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "5th": "fifth", "8th": "eighth"}


def _door(rng: random.Random, city: int) -> Row:
    side = rng.choice(("", "", "0", "1", "2", "3"))
    street = rng.choice((*STREETS, *STREETS, *ORDINALS, "42nd", "57th", "19th"))
    return {
        "city": str(city),
        "house": str(rng.randint(1, 9800)),
        "side": side,
        "street": street,
        "ending": str(rng.randrange(len(ENDINGS))),
        "phone": CITIES[city][1] + f"{rng.randint(2210000, 9989999)}",
        "hotel": rng.choice(HOTELS) if rng.random() < 0.1 else "",
    }


def _name(rng: random.Random) -> str:
    match rng.randrange(6):
        case 0:
            return f"{rng.choice(PEOPLE)}'s"
        case 1:
            return f"{rng.choice(PEOPLE)}'s {rng.choice(HOUSES)}"
        case 2:
            return f"the {rng.choice(WORDS)} {rng.choice(HOUSES)}"
        case 3:
            return f"{rng.choice(WORDS)} & {rng.choice(WORDS)}"
        case 4:
            return f"cafe {rng.choice(WORDS + PEOPLE)}"
        case _:
            return f"{rng.choice(WORDS)} {rng.choice(WORDS + HOUSES)}"


def _world(rng: random.Random, size: int) -> list[Row]:
    world: list[Row] = []
    while len(world) < size:
        city = rng.randrange(len(CITIES))
        here = _door(rng, city) | {"name": _name(rng)}
        draw = rng.random()
        if world and draw < 0.08:  # a chain: the same name, elsewhere or across town
            here["name"] = rng.choice(world)["name"]
        elif draw < 0.13 and len(world) + 2 <= size:  # two rooms of one hotel
            hotel = rng.choice(HOTELS)
            here |= {"name": f"{hotel} cafe", "hotel": hotel}
            world.append(here)
            here = here | {"name": f"{hotel} dining room"}
        elif world and draw < 0.16:  # the same mall
            mall = rng.choice(world)
            here |= {key: mall[key] for key in ("city", "house", "side", "street", "ending")}
            here["phone"] = CITIES[int(mall["city"])][1] + here["phone"][3:]
        world.append(here)
    return world


def _street(rng: random.Random, row: Row, cut: float) -> str:
    side = SIDES[int(row["side"])][int(rng.random() < cut)] if row["side"] else ""
    ending = ENDINGS[int(row["ending"])][int(rng.random() < cut)]
    street = row["street"]
    if street in ORDINALS:
        street = maybe(rng, 0.4, ORDINALS[street], street)
    return " ".join(part for part in (row["house"], side, street, ending) if part)


def _old(rng: random.Random, row: Row) -> Row:
    city = CITIES[int(row["city"])]
    name = row["name"].removeprefix("the ") + (", the" if row["name"].startswith("the ") else "")
    name = maybe(rng, 0.15, name.split(",")[0], name)
    digits = row["phone"]
    return {
        "name": name,
        "address": _street(rng, row, 0.9),
        "city": city[0],
        "phone": f"{digits[:3]}/{digits[3:6]}-{digits[6:]}",
    }


def _new(rng: random.Random, row: Row) -> Row:
    city = CITIES[int(row["city"])]
    name = row["name"]
    match rng.randrange(12):
        case 0:
            name = f"{name} of {rng.choice(('chicago', 'naples', 'new orleans'))}"
        case 1:
            name = f"{name} restaurant"
        case 2:
            name = name.replace("'s", "").replace(" & ", " and ")
        case 3:
            name = typo(rng, name)
        case 4:
            name = f"{name} ({city[0]})"
        case 5 if row["hotel"] and row["hotel"] not in name:
            name = f"{name} at the {row['hotel']}"
        case 6:
            name = name.replace("deli", "delicatessen").replace("steak house", "steakhouse")
            name = name.replace("cafe", "café").replace("bar & grill", "bar and grill")
        case 7 if len(name.split()) > 2 and "dining" not in name:
            name = name.rsplit(" ", 1)[0]
    address = _street(rng, row, 0.6)
    match rng.randrange(12):
        case 0:
            address += f", suite {rng.randint(1, 900)}"
        case 1:
            address += f" #{rng.randint(1, 40)}"
        case 2:
            address += f" at {rng.choice(STREETS)} {rng.choice(ENDINGS)[1]}"
        case 3:
            corners = rng.sample(STREETS, 2)
            address += f" between {corners[0]} and {corners[1]}"
        case 4:
            address = f"{row['hotel']} hotel, {address}" if row["hotel"] else address
        case 5:
            address = (
                address.replace(f" {SIDES[int(row['side'])][0]} ", " ") if row["side"] else address
            )
        case 6:
            address = typo(rng, address)
    digits = row["phone"]
    match rng.randrange(12):
        case 0 | 1:
            digits = city[2] + digits[3:]
        case 2:
            digits = digits[:6] + f"{rng.randint(1000, 9999)}"
        case 3:
            digits = f"800{rng.randint(2210000, 9989999)}"
        case 4:
            digits = ""
    return {
        "name": name,
        "address": address,
        "city": maybe(rng, 0.45, rng.choice(city[3]), city[0]),
        "phone": us_phone(rng, digits) if digits else "",
    }


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """An old guide, a newer one, and how many are in both."""
    world = _world(rng, left + right - shared)
    rng.shuffle(world)
    return (
        [_old(rng, row) for row in world[:left]],
        [_new(rng, row) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
