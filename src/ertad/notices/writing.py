"""A letter's two bodies, plain text and plain HTML, written from the same parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override


@dataclass(frozen=True)
class Link:
    label: str
    url: str


Part = str | Link | Sequence[str]
"""A paragraph, a link on lines of its own, or the items of a list."""


@dataclass(frozen=True)
class Message:
    """What a letter says, in its language. `addressee`: the institution, never a person's name."""

    subject: str
    addressee: str
    parts: Sequence[Part]
    sender: str = ""
    """Who asks: the coordinating institution, with its telephone."""


def bodies(message: Message, language: str) -> tuple[str, str]:
    """(plain text, HTML)."""
    context = {
        "message": message,
        "language": language,
        "parts": [_kind(part) for part in message.parts],
    }
    with override(language):
        text = render_to_string("notices/letter.txt", context)
        html = render_to_string("notices/letter.html", context)
    return text.strip() + "\n", html


def one_line(text: str) -> str:
    """A subject is one line: names that people typed may hold more."""
    return " ".join(text.split())[:300]


def _kind(part: Part) -> dict[str, object]:
    match part:
        case str():
            return {"paragraph": part}
        case Link():
            return {"link": part}
        case _:
            return {"items": part}
