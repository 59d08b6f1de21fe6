"""The forms of a word that search compares: as written, plain letters, and folded."""

import re
from functools import lru_cache
from typing import NamedTuple

from ertad.engines.script import (
    fold_word,
    from_legacy,
    looks_like_legacy,
    plain,
    spelling,
    words,
)

LONGEST_WORD = 40


class Form(NamedTuple):
    """`plain`: one letter a sound, whatever the script; `fold`: without its case ending;
    `spelt`: as plain, with doubled letters, to count slips of the finger on."""

    word: str
    plain: str
    fold: str
    spelt: str = ""


@lru_cache(maxsize=200_000)
def form_of(word: str) -> Form:
    """The forms of one word. Anything beyond 40 letters is no word and is cut."""
    word = word[:LONGEST_WORD]
    return Form(word, "".join(plain(word)) or word, fold_word(word) or word, spelling(word) or word)


_NUMBER_THEN_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")


def forms_of(text: str) -> list[Form]:
    """The words of a text in order; letters written with an ASCII-Georgian font are understood."""
    text = _NUMBER_THEN_LETTER.sub(" ", text)
    if looks_like_legacy(text):
        text = from_legacy(text)
    return [form_of(word) for word in words(text)]
