"""Contacts as vCard 3.0, which telephones of fifteen years read.

A card is of a service or a function; of a person only where the reader is a member of the network.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

LONGEST_LINE = 75
"""Octets; what is longer goes on in the next line, after a space (RFC 2426)."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u2028\u2029]")


@dataclass(frozen=True)
class ContactCard:
    """One contact. `uid` is its own for ever; `role` a function such as reception.

    `person`: the card is of somebody called so, and `name` is then unused.
    """

    uid: str
    name: str
    organisation: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    street: str = ""
    town: str = ""
    point: tuple[float, float] | None = None
    note: str = ""
    person: str = ""
    title: str = ""
    """Position of the person within the organisation."""


def write_cards(cards: Iterable[ContactCard], *, at: datetime) -> bytes:
    """All of them in one file, in UTF-8; `at` says as of when."""
    lines = (line for card in cards for line in _lines(card, at))
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _lines(card: ContactCard, at: datetime) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "PRODID:-//Ertad//Directory//EN"
    yield f"UID:{_text(card.uid)}"
    yield f"REV:{at:%Y%m%dT%H%M%SZ}"
    yield f"FN:{_text(card.person or card.name)}"
    yield f"N:{_name(card)}"
    yield f"ORG:{_text(card.organisation or card.name)}"
    if not card.person:
        yield "X-ABSHOWAS:COMPANY"
    if card.title:
        yield f"TITLE:{_text(card.title)}"
    if card.role:
        yield f"ROLE:{_text(card.role)}"
    for number in card.phones:
        dialled, _separator, extension = number.partition(";ext=")
        dialled = f"{dialled},{extension}" if extension else dialled
        yield f"TEL;TYPE=WORK,VOICE:{_text(dialled, plain=',')}"
    if card.email:
        yield f"EMAIL;TYPE=INTERNET,WORK:{_text(card.email)}"
    if card.url:
        yield f"URL:{_text(card.url)}"
    if card.street or card.town:
        yield f"ADR;TYPE=WORK:;;{_text(card.street)};{_text(card.town)};;;"
    if card.point:
        yield f"GEO:{card.point[0]:.6f};{card.point[1]:.6f}"
    if card.note:
        yield f"NOTE:{_text(card.note)}"
    yield "END:VCARD"


def _name(card: ContactCard) -> str:
    """Family name and given names of a person, as people write them: the family name last."""
    given, _blank, family = " ".join(card.person.split()).rpartition(" ")
    if not card.person:
        return f"{_text(card.name)};;;;"
    return f"{_text(family)};{_text(given)};;;" if given else f"{_text(family)};;;;"


def _text(value: str, *, plain: str = "") -> str:
    """What somebody typed can neither end the line nor begin another property.

    `plain`: a character that needs no care in this place.
    """
    text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n").strip())
    for character in ("\\", ";", ","):
        if character != plain:
            text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Broken between characters, never within one."""
    parts: list[str] = []
    part, length = "", 0
    for character in line:
        size = len(character.encode())
        if length + size > LONGEST_LINE:
            parts.append(part)
            part, length = " ", 1
        part, length = part + character, length + size
    return "\r\n".join([*parts, part])
