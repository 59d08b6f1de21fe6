"""Practices in one building: same address and switchboard, other name; cut and heavy slips."""

from __future__ import annotations

import random

from .noise import drop_word, maybe, shorten, swap_words, typo

Row = dict[str, str]
FIELDS = (
    "cardiology", "addiction", "family medicine", "paediatrics", "psychiatry", "rehabilitation",
    "dermatology", "speech therapy", "counselling", "neurology", "dental care", "physiotherapy",
)  # fmt: skip
_PEOPLE = """
    lambert moreau girard faure blanchard rousseau chevalier perrin clement gauthier dumont
    fontaine mercier aubert renard picard collin vidal brunet schmitt baker carter fisher
    harrison lawson mitchell parker reynolds sanders thornton walsh york abbott barrett
"""
PEOPLE = tuple(_PEOPLE.split())
FORMS = ("clinic", "practice", "centre", "medical group", "cabinet", "association")
TOWNS = (
    "lyon",
    "villeurbanne",
    "bron",
    "saint-etienne",
    "grenoble",
    "annecy",
    "chambery",
    "vienne",
)
_ROADS = """
    victor hugo pasteur gambetta republique jaures voltaire carnot lilas acacias gare moulin
    eglise chateau tilleuls fleurs ecoles mairie marche verdun liberte
"""
ROADS = tuple(_ROADS.split())


def _world(rng: random.Random, size: int) -> list[Row]:
    world: list[Row] = []
    while len(world) < size:
        name = f"{rng.choice(PEOPLE)} {rng.choice(PEOPLE)} {rng.choice(FIELDS)} {rng.choice(FORMS)}"
        here = {
            "name": name,
            "address": f"{rng.randint(1, 250)} rue {rng.choice(ROADS)} {rng.choice(ROADS)}",
            "town": rng.choice(TOWNS),
            "phone": f"04{rng.randint(10000000, 99999999)}",
            "category": rng.choice(("public", "private", "association")),
        }
        if world and rng.random() < 0.15:
            host = rng.choice(world)
            here |= {key: host[key] for key in ("address", "town", "phone")}
        world.append(here)
    return world


def _row(rng: random.Random, row: Row, noisy: bool) -> Row:
    name, address = row["name"], row["address"]
    phone = row["phone"]
    if noisy:
        for chance, change in ((0.35, typo), (0.2, typo), (0.2, swap_words), (0.2, drop_word)):
            name = maybe(rng, chance, change(rng, name), name)
            address = maybe(rng, chance / 2, change(rng, address), address)
        name = maybe(rng, 0.1, name[:22], name)
        address = maybe(rng, 0.3, address.replace(" rue ", ", rue "), address)
        phone = maybe(rng, 0.06, phone[:-1] + rng.choice("0123456789"), phone)
        phone = " ".join(phone[i : i + 2] for i in range(0, 10, 2))
        phone = maybe(rng, 0.3, f"+33 {phone[1:]}", phone)
    told = {
        "name": shorten(rng, name, 0.3).title(),
        "address": address,
        "town": row["town"],
        "phone": phone,
        "category": maybe(rng, 0.2 * noisy, "other", row["category"]),
    }
    gaps = {"address": 0.2, "phone": 0.25, "town": 0.1, "category": 0.3} if noisy else {}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """A hand-kept list, a register, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_row(rng, row, noisy=True) for row in world[:left]],
        [_row(rng, row, noisy=False) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
