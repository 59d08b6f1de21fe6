"""Checks of what is written in a cell, whatever its column."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ertad.collection.checks.registry import Severity, Spot, check, declare
from ertad.collection.checks.subjects import ServiceSubject
from ertad.directory.record.checking import DOCUMENT_LIMIT, LIMITS

MASK = "●" * 11
"""Stands for a personal number in everything that is kept or shown."""
_DIGIT = re.compile(r"\d")
_NUMBERS = re.compile(
    r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|(?<![\d+])(?<!\+\d)\d(?:[ \u00a0-]?\d)*"
)
"""An id of ours may have eleven digits in a row, such as `...-b1e7-8298904787c4`."""
_TOLL_FREE = re.compile(r"1[ -]8(?:00|33|44|55|66|77|88)[ -]\d{3}[ -]\d{4}")
"""How a free number is written in America; nobody writes a personal number so."""
_PLACEHOLDERS = frozenset({
    "x", "xx", "xxx", "xxxx", "test", "tests", "ttt", "todo", "tbd", "n/a", "na", "-", "--", "---",
    ".", "..", "...", "?", "??", "???", "asdf", "lorem ipsum", "ტესტი", "ტესტ", "არ არის", "abc",
    "xyz", "à compléter", "à faire", "essai", "aaa",
})  # fmt: skip
_SURNAME = re.compile(
    r"\b\w{2,}(?:შვილ(?:ი|ს|ის|თან)|ძე|ძის|ძეს|ძესთან|შვილთან|shvili|dze)\b|"
    r"\b(?:Mr|Mrs|Ms|Mme|Monsieur|Madame|M\.)\s+\w+|\b(?:ქ-ნი|ბ-ნი|ბატონი|ქალბატონი)\s+\w+",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"^\s*[=@]\w|^\s*[+\-]\s*[A-Za-z]+\(|^\s*\|")
_HTML = re.compile(r"</?(?:p|br|div|span|b|i|u|ul|li|a|table|font|h\d)\b[^>]*>", re.IGNORECASE)
_MTAVRULI = re.compile("[\u1c90-\u1cba\u1cbd-\u1cbf]")
_SMALL = re.compile("[a-z\u10d0-\u10fa]")
FREE_TEXT = ("name", "description", "how_to_enter", "contact", "documents", "cost_note")


def masked(text: str) -> str:
    """`text` with every personal number hidden.

    >>> masked("Nino 01001012345")
    'Nino ●●●●●●●●●●●'
    """
    if len(text) < 11 or len(_DIGIT.findall(text)) < 11:
        return text
    return _NUMBERS.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return MASK if not found["id"] and _is_personal(found[0]) else found[0]


def _is_personal(text: str) -> bool:
    return _digits(text) == 11 and not _TOLL_FREE.fullmatch(text)


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


declare(
    "personal_number", Severity.ERROR, "cell",
    _("An 11-digit number looks like a personal number. It was hidden and is not kept."),
    _("Delete the number. The directory holds nothing about a person."),
)  # fmt: skip
declare(
    "legacy_font", Severity.WARNING, "cell",
    _("The text was typed in an old Georgian font: “%(text)s” is read as “%(read)s”."),
    _("Compare the two. If the reading is right, there is nothing to do."),
)  # fmt: skip


def _texts(service: ServiceSubject, *keys: str) -> Iterator[tuple[str, str]]:
    """(column key, text as read) of the free texts that were sent."""
    for key, text in service.texts.items():
        stem = key.rpartition("_")[0] or key
        if stem in (keys or FREE_TEXT):
            yield key, text


@check(
    "placeholder_text", Severity.WARNING, "service",
    _("“%(text)s” says nothing."),
    _("Write what somebody needs to know, or leave the cell empty."),
)  # fmt: skip
def placeholder_text(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in _texts(service):
        if text.strip().casefold() in _PLACEHOLDERS:
            yield Spot("placeholder_text", key, {"text": text.strip()})


@check(
    "only_capitals", Severity.WARNING, "service",
    _("The text is written in capitals only."),
    _("Write it in ordinary letters; capitals are hard to read."),
)  # fmt: skip
def only_capitals(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in _texts(service, "name", "description", "how_to_enter"):
        if _MTAVRULI.search(text) or (not _SMALL.search(text) and _all_capitals(text)):
            yield Spot("only_capitals", key)


def _all_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 8 and all(letter.isupper() for letter in letters)


@check(
    "personal_name", Severity.WARNING, "service",
    _("“%(text)s” looks like the name of a person."),
    _("Write a desk or a function instead, such as “reception” or “social worker”."),
)  # fmt: skip
def personal_name(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in _texts(service, "contact", "how_to_enter", "description"):
        if found := _SURNAME.search(text):
            yield Spot("personal_name", key, {"text": found[0]})


@check(
    "looks_like_formula", Severity.WARNING, "service",
    _("The text looks like a formula. It is kept as text and never calculated."),
    _("Write the value itself."),
)  # fmt: skip
def looks_like_formula(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in _texts(service):
        if _FORMULA.match(text):
            yield Spot("looks_like_formula", key)


@check(
    "web_code", Severity.WARNING, "service",
    _("The text contains web page code, such as %(text)s."),
    _("Write plain text without code."),
)  # fmt: skip
def web_code(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in _texts(service):
        if found := _HTML.search(text):
            yield Spot("web_code", key, {"text": found[0][:40]})


@check(
    "too_long", Severity.ERROR, "service",
    _("The text has %(length)s characters; %(limit)s fit."),
    _("Shorten it. Two or three plain sentences are enough."),
)  # fmt: skip
def too_long(service: ServiceSubject) -> Iterator[Spot]:
    for key, text in service.texts.items():
        limit, length = LIMITS.get(key), len(text)
        if key.startswith("documents_"):
            limit, length = DOCUMENT_LIMIT, max(map(len, text.splitlines()), default=0)
        if limit and length > limit:
            yield Spot("too_long", key, {"length": length, "limit": limit})
