"""The ways in which two people write the same thing differently.

Each function takes the random generator first, so that a list is the same on every run.
"""

from __future__ import annotations

import random
import re

_LETTERS = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
LATIN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", _LETTERS.split(), strict=True))
CHAT = LATIN | {"ხ": "x", "წ": "w", "ც": "c", "ღ": "g", "ყ": "y", "ფ": "f", "ქ": "q", "ჟ": "j"}
SHORT = {
    "street": "st.", "avenue": "ave.", "boulevard": "blvd.", "road": "rd.", "drive": "dr.",
    "place": "pl.", "south": "s.", "north": "n.", "east": "e.", "west": "w.",
    "highway": "hwy.", "restaurant": "rest.", "center": "ctr.", "association": "assoc.",
    "ქუჩა": "ქ.", "გამზირი": "გამზ.", "საინიციატივო": "საინიც.",
}  # fmt: skip


def typo(rng: random.Random, text: str) -> str:
    """One slip of the finger: a letter dropped, doubled, changed or swapped with the next."""
    places = [i for i, letter in enumerate(text) if letter.isalpha()]
    if len(places) < 4:
        return text
    at = rng.choice(places[1:])
    match rng.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + text[at] + text[at:]
        case 2:
            return text[:at] + rng.choice("aeionrst") + text[at + 1 :]
        case _:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def shorten(rng: random.Random, text: str, chance: float) -> str:
    """Some of the long words become their usual short forms."""
    return " ".join(
        SHORT[word] if word in SHORT and rng.random() < chance else word for word in text.split()
    )


def drop_word(rng: random.Random, text: str, keep: int = 2) -> str:
    """One word is left out, if more than `keep` would remain."""
    found = text.split()
    if len(found) <= keep:
        return text
    del found[rng.randrange(len(found))]
    return " ".join(found)


def swap_words(rng: random.Random, text: str) -> str:
    """Two neighbouring words change places."""
    found = text.split()
    if len(found) < 2:
        return text
    at = rng.randrange(len(found) - 1)
    found[at], found[at + 1] = found[at + 1], found[at]
    return " ".join(found)


def romanise(rng: random.Random, text: str) -> str:
    """Georgian letters as Latin ones, by the national system or as people type in chats."""
    table = rng.choice((LATIN, CHAT))
    plain = "".join(table.get(letter, letter) for letter in text)
    return re.sub(r"\b[a-z]", lambda found: found[0].upper(), plain)


def us_phone(rng: random.Random, digits: str) -> str:
    """Ten digits in one of the usual American ways."""
    area, middle, last = digits[:3], digits[3:6], digits[6:]
    return rng.choice(
        (
            f"{area}-{middle}-{last}",
            f"{area}/{middle}-{last}",
            f"({area}) {middle}-{last}",
            f"{area}.{middle}.{last}",
            f"+1 {area} {middle} {last}",
        )
    )


def georgian_phone(rng: random.Random, digits: str) -> str:
    """Nine digits in one of the usual Georgian ways."""
    return rng.choice(
        (
            digits,
            f"+995 {digits[:3]} {digits[3:6]} {digits[6:]}",
            f"0 {digits[:2]} {digits[2:5]} {digits[5:7]} {digits[7:]}",
            f"{digits[:3]} {digits[3:5]}-{digits[5:7]}-{digits[7:]}",
            f"(995) {digits[:3]}-{digits[3:]}",
        )
    )


def maybe(rng: random.Random, chance: float, changed: str, text: str) -> str:
    """The changed text with this chance, else the text."""
    return changed if rng.random() < chance else text
