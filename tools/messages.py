"""Catalogues of interface text: each room has its own, made and compiled by Babel, without gettext.

`python -m tools.messages update [ROOM]` brings catalogues up to date with their source;
`compile` writes the binary ones; `check [ROOM]` fails on a missing or fuzzy text.

Leaflets and notices can be had in more languages than pages (`MORE_LANGUAGES`); their catalogues
are in one room and hold only what these papers say: all texts of `PAPERS`, and some `BORROWED`.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parents[1] / "src" / "ertad"
LANGUAGES = ("ka", "fr")
MORE_LANGUAGES = ("az", "hy", "ru")
MORE_ROOM = "profiles"
PAPERS = (
    "profiles/papers/leaflet_section.html",
    "profiles/papers/source.html",
    "profiles/screens/notice/sheet.html",
    "look/templates/look/components/danger.html",
)
BORROWED = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("%(from)s–%(to)s years", "from %(from)s years", "up to %(to)s years"),
    *("Free", "Partly paid", "Paid"),
    "Last confirmed on %(day)s",
    "Not confirmed since %(day)s: ask before you go",
    "Never confirmed: ask before you go",
    "Sample, as of %(when)s, not verified",
    "%(phone)s, ext. %(number)s",
)
"""Days, ages, costs, marks of freshness and telephones, as the room directory says them."""
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "lazy": None,  # gettext_lazy, where _ is gettext
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS = {"ka": "nplurals=2; plural=(n!=1);", "fr": "nplurals=2; plural=(n > 1);"}


def rooms(only: str = "") -> list[Path]:
    """The folders of all rooms, or of the one named."""
    found = sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists())
    return [path for path in found if only in ("", path.name)]


LENDING = ("directory", "files", "vocabulary")
"""Rooms whose words papers borrow."""
Text = tuple[str | tuple[str, ...], str, str | None]
"""Message or (singular, plural), file, context."""


def texts(room: Path) -> Iterator[Text]:
    """Every marked text of the room."""
    for path in sorted(room.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not {"tests", "migrations"} & set(
            path.parts
        ):
            yield from texts_of(path)


def texts_of(path: Path) -> Iterator[Text]:
    """Every marked text of a file."""
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        source = templatize(source, origin=str(path))
    for found in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        yield found[1], str(path.relative_to(ROOMS.parents[1])), found[3]


def texts_of_papers() -> Iterator[Text]:
    """What a leaflet or a notice says. Raises KeyError for a borrowed text that is said no more."""
    for name in PAPERS:
        yield from texts_of(ROOMS / name)
    there = {text[0]: text for name in LENDING for text in texts(ROOMS / name)}
    for message in BORROWED:
        yield there[message]


def languages_of(room: Path) -> tuple[str, ...]:
    return LANGUAGES + MORE_LANGUAGES if room.name == MORE_ROOM else LANGUAGES


def updated(room: Path, language: str) -> Catalog:
    """The room's catalogue with the texts that its source has now; answers kept, none guessed."""
    path = catalogue(room, language)
    old = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language, charset="utf-8", fuzzy=False, creation_date=old.creation_date
    )  # fmt: skip
    for message, file, context in texts_of_papers() if language in MORE_LANGUAGES else texts(room):
        new.add(message, locations=[(file, 1)], context=context)
        known = old.get(message if isinstance(message, str) else message[0], context)
        if known and known.string and not known.fuzzy:
            new.get(
                message if isinstance(message, str) else message[0], context
            ).string = known.string
    return new


def catalogue(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def update(only: str = "") -> None:
    """Write the catalogues of every room, or of one, anew."""
    for room in rooms(only):
        for language in languages_of(room):
            new = updated(room, language)
            if not len(new):
                continue
            path = catalogue(room, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, new, width=100, omit_header=False, sort_output=True,
                         no_location=True)  # fmt: skip


def compile_all() -> None:
    """Write django.mo beside every django.po."""
    for room in rooms():
        for language in languages_of(room):
            path = catalogue(room, language)
            if path.exists():
                with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
                    write_mo(target, read_po(source, locale=language))


def missing(only: str = "") -> list[str]:
    """One line for each text without an answer: room, language, text."""
    lines = []
    for room in rooms(only):
        for language in languages_of(room):
            for message in updated(room, language):
                answers = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and not all(answers):
                    lines.append(f"{room.name} {language}: {message.id}")
    return lines


def main(word: str, only: str = "") -> int:
    settings.configure()
    if word == "update":
        update(only)
    elif word == "compile":
        compile_all()
    elif lines := missing(only):
        print("\n".join(lines))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
