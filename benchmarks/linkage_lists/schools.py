"""Numbered schools: hundreds with one name but for the number; name and town only, or more."""

from __future__ import annotations

import random

from .noise import georgian_phone, maybe, typo

Row = dict[str, str]
TOWNS = (
    ("თბილისი", "თბილისის", "Tbilisi"), ("ბათუმი", "ბათუმის", "Batumi"),
    ("ქუთაისი", "ქუთაისის", "Kutaisi"), ("რუსთავი", "რუსთავის", "Rustavi"),
    ("გორი", "გორის", "Gori"), ("ქარელი", "ქარელის", "Kareli"),
    ("ყვარელი", "ყვარლის", "Kvareli"), ("ზუგდიდი", "ზუგდიდის", "Zugdidi"),
)  # fmt: skip
_STREETS = """
    ნინოშვილის დადიანის ჭანტურიას მახარაძის წულუკიძის ბესიკის ლესელიძის კიკვიძის
"""
STREETS = tuple(_STREETS.split())


def _world(rng: random.Random, size: int) -> list[Row]:
    every = [(town, number) for town in range(len(TOWNS)) for number in range(1, 200)]
    rng.shuffle(every)
    return [
        {
            "town": str(town),
            "number": str(number),
            "address": f"{rng.choice(STREETS)} ქ. {rng.randint(1, 90)}",
            "phone": f"32{rng.randint(2000000, 2999999)}",
        }
        for town, number in every[:size]
    ]


def _row(rng: random.Random, row: Row, noisy: bool) -> Row:
    town, of_town, english = TOWNS[int(row["town"])]
    number = row["number"]
    name = f"{of_town} N{number} საჯარო სკოლა"
    if noisy:
        name = rng.choice(
            (
                f"სსიპ {of_town} №{number} საჯარო სკოლა",
                f"{of_town} {number}-ე საჯარო სკოლა",
                f"{english} Public School N{number}",
                f"{english} Public School No. {number}",
                f"საჯარო სკოლა #{number}, {town}",
            )
        )
        name = maybe(rng, 0.08, typo(rng, name), name)
    told = {
        "name": name,
        "city": english if noisy and rng.random() < 0.5 else town,
        "address": row["address"],
        "phone": georgian_phone(rng, row["phone"]),
    }
    gaps = {"address": 0.3, "phone": 0.3} if noisy else {"address": 0.1, "phone": 0.2}
    return {key: "" if rng.random() < gaps.get(key, 0) else text for key, text in told.items()}


def make(
    rng: random.Random, left: int, right: int, shared: int
) -> tuple[list[Row], list[Row], list[int]]:
    """A list typed by hand, the ministry's register, and how many are in both."""
    world = _world(rng, left + right - shared)
    return (
        [_row(rng, row, noisy=True) for row in world[:left]],
        [_row(rng, row, noisy=False) for row in world[:shared] + world[left:]],
        list(range(shared)),
    )
