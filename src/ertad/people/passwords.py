"""Passwords that many people in Georgia think of: names, towns, rows of keys, a year behind them.

Django's own list, which is checked too, knows the English-speaking world.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ertad.engines.script import fold_word

WORDS = Path(__file__).parent / "data" / "common_passwords.txt"
NOT_LETTERS = re.compile(r"[\W\d_]+")
MOST = 60
"""Letters and signs of which more are no such word."""
ON_THE_KEYBOARD = str.maketrans(
    "ქწერტყუიოპასდფგჰჯკლზხცვბნმჭღთშჟძჩ", "qwertyuiopasdfghjklzxcvbnmwrtsjzc"
)
"""Georgian letters -> the keys on which they lie."""


class NotCommonHere:
    """Refuses one of these words, or two, with digits and signs around and between."""

    def validate(self, password: str, user: object = None) -> None:
        parts = [part for part in NOT_LETTERS.split(password[:MOST].lower()) if part]
        if (
            len(password) < MOST
            and parts
            and len(parts) <= 2
            and all(_known(part) for part in parts)
        ):
            raise ValidationError(
                _("Many would guess this: a name, a town or a row of keys with a number."),
                code="password_common_here",
            )

    def get_help_text(self) -> str:
        return _("Not a name, a town or a row of keys with a number.")


def _known(part: str) -> bool:
    """The word itself, in any spelling, typed on either keyboard, once or twice over."""
    half = len(part) // 2
    once = part[:half] if part[:half] == part[half:] else part
    return any(form in _common() for form in _forms(once))


@cache
def _common() -> frozenset[str]:
    words = WORDS.read_text("utf-8").split()
    return frozenset(form for word in words for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    yield word
    yield word.translate(ON_THE_KEYBOARD)
    yield fold_word(word)


class NotOneself(UserAttributeSimilarityValidator):
    """Refuses what is much like the person's own name or address, in words that say so."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def get_error_message(self) -> str:
        return _("This is too much like your own name or address.")
