"""Georgian typed for fonts that drew Georgian on Latin letters (AcadNusx, LitNusx): `saqarTvelo`.

Old files hold such text, and people who learned that layout type so. T, J, R, S, C, Z and W stand
for letters of their own, so a capital inside a word gives it away; pairs of letters that Georgian
does not have tell other languages apart. A miss costs a correction by hand, a false alarm
destroys a name, so `looks_like_legacy` rather misses.
"""

from __future__ import annotations

import csv
import re

from .letters import KEYBOARD, TABLES

_MEANT = frozenset(sign for sign in KEYBOARD if sign.isupper())
# Fonts drew the plain letter where a capital has no meaning of its own.
_TO_GEORGIAN = str.maketrans(
    {letter.upper(): georgian for letter, georgian in KEYBOARD.items() if letter.islower()}
    | KEYBOARD
)
_TOKEN = re.compile(r"[^\W\d_]+")
_INNER_CAPITAL = re.compile(r"[a-z][TJRSCZW]")
_RUN = re.compile(r"\S+")
# Addresses, file names, codes: what has such a sign inside was never drawn in that font.
_CODE = re.compile(r"[@/\\_\d]|\w[.:]\w")
_MARKED = re.compile(r"[TJRSCZW]?[a-z]{2,}[TJRSCZW]")
_ENOUGH_MARKED = 0.2
_ENOUGH_GEORGIAN = 0.85
_SURE_ALONE = 5  # letters of a single marked word
_PAIRS = frozenset(
    row["letter"] + follower
    for row in csv.DictReader((TABLES / "letter_pairs.csv").read_text("utf-8").splitlines())
    for follower in row["followed_by"]
)


def looks_like_legacy(text: str) -> bool:
    """Whether the text reads as Georgian in that layout; when in doubt, no."""
    words = _TOKEN.findall(_without_codes(text))
    if not words or not all(_possible(word) for word in words):
        return False
    marked = [word for word in words if _MARKED.match(word)]
    if not marked or len(marked) < _ENOUGH_MARKED * len(words):
        return False
    if len(marked) == 1 and (len(marked[0]) < _SURE_ALONE or _georgian_pairs(marked) < 1):
        return False
    return _georgian_pairs(words) >= _ENOUGH_GEORGIAN


def from_legacy(text: str) -> str:
    """The text in Georgian letters; e-mail and web addresses and codes stay as they are.

    It does not ask whether the text is in that layout: see `looks_like_legacy`.
    """
    return _RUN.sub(lambda run: _unless_code(run[0]), text)


def _unless_code(run: str) -> str:
    return run if _CODE.search(run) else run.translate(_TO_GEORGIAN)


def _without_codes(text: str) -> str:
    return _RUN.sub(lambda run: "" if _CODE.search(run[0]) else run[0], text)


def restore(text: str) -> str:
    """For folding: what was surely or singly typed in that layout, in Georgian letters.

    A word alone needs less evidence than a text (`SoTa`): nothing is stored, and both sides of
    a comparison are read the same way.
    """
    if not _INNER_CAPITAL.search(text):
        return text
    if looks_like_legacy(text):
        return from_legacy(text)
    return _TOKEN.sub(lambda found: _restored(found[0]), text)


def _restored(word: str) -> str:
    typed = _INNER_CAPITAL.search(word) and _possible(word) and _georgian_pairs([word]) == 1
    return word.translate(_TO_GEORGIAN) if typed else word


def _possible(word: str) -> bool:
    """ASCII, and no capitals but those that mean a letter; not all capitals."""
    capitals = {sign for sign in word if sign.isupper()}
    all_capitals = len(word) > 1 and word.isupper()
    return word.isascii() and capitals <= _MEANT and not all_capitals


def _georgian_pairs(words: list[str]) -> float:
    """Share of neighbouring letters (and word edges) that Georgian has, 0 to 1."""
    pairs: list[tuple[str, str]] = []
    for word in words:
        drawn = word.translate(_TO_GEORGIAN)
        pairs += zip("^" + drawn, drawn + "$", strict=True)
    return sum("".join(pair) in _PAIRS for pair in pairs) / len(pairs)
