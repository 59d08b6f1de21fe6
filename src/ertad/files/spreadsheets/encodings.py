"""Which letters the bytes of a text file stand for, decided by evidence.

In this order: a byte order mark; UTF-16 by the bytes in every second place; valid UTF-8; else the
8-bit page whose words look most like words. Cyrillic words are of Cyrillic letters alone, and not
wRITTEN lIKE tHIS; French accents stand alone between plain letters.
"""

import codecs
import re
from typing import NamedTuple

from ertad.files.spreadsheets.problems import Refused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HIGHER = b"\x00\x04\x10"
"""Latin, Cyrillic, Georgian."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_NEVER_TYPED = re.compile(r"[\x80-\x9f\u2500-\u259f]")
"""Control signs and lines of boxes: a page that shows them is the wrong one."""
_LOOK_AT = 20_000
"""Characters around bytes above 127 that are weighed."""
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæ")
_EUROPEAN = frozenset("ßñáíóúãõåøąćęłńśźżčďěňřšťůýžőűşğıăț")
_ITALIAN = frozenset("ìò")
_SIGNS = frozenset("«»„“”‘’–—…€§№°\u00a0·•™©®")
_COMMON = frozenset("оеаинтсрвлкмдпуя")
PAGES = ("cp1252", "cp1251", "iso8859-15", "cp1250", "iso8859-2", "cp1254", "koi8-r", "iso8859-5")
"""8-bit pages in the order in which they are preferred when the evidence is the same."""


class Decoded(NamedTuple):
    """`guessed`: nothing in the file says how its letters are written. `example`: a word of it."""

    text: str
    encoding: str
    guessed: bool = False
    example: str = ""


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """The text of a file; `encoding` overrides what the evidence says.

    Raises Refused: no text at all, or letters that cannot be read.
    """
    if encoding:
        return Decoded(_as_said(data, encoding), codecs.lookup(encoding).name)
    marks = [name for mark, name in _MARKS if data.startswith(mark)]
    guess = marks[0] if marks else _wide(data)
    wide = guess.startswith("utf-16")
    if not wide and _CONTROL.search(data[:100_000]):
        raise Refused("not_a_spreadsheet")
    guess = guess or _narrow(data)
    try:
        text = data.decode(guess)
    except UnicodeDecodeError as error:
        raise Refused("unknown_encoding") from error
    if "\x00" in text:
        raise Refused("damaged" if wide else "not_a_spreadsheet")
    guessed = guess in PAGES
    return Decoded(text, guess, guessed, _example(text) if guessed else "")


def known(encoding: str) -> bool:
    """Whether there is such an encoding of text."""
    try:
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except LookupError:
        return False


def _as_said(data: bytes, encoding: str) -> str:
    if not known(encoding):
        raise Refused("unknown_encoding")
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as error:
        raise Refused("unknown_encoding") from error
    if "\x00" in text:
        raise Refused("not_a_spreadsheet")
    return text.removeprefix("\ufeff")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, or ""."""
    sample = data[:4000]
    if 0 in sample:  # in UTF-16 the higher byte of most letters here is one of these
        shares = [sum(byte in _HIGHER for byte in sample[start::2]) for start in (0, 1)]
        if max(shares) * 10 > len(sample) * 3:
            return "utf-16-be" if shares[0] > shares[1] else "utf-16-le"
    return ""


def _narrow(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _page(data)
    return "utf-8"


def _page(data: bytes) -> str:
    sample = _around_high_bytes(data)
    scores = {}
    for page in PAGES:
        try:
            data.decode(page)
        except UnicodeDecodeError:
            continue
        scores[page] = _plausible(sample.decode(page))
    best = max(scores, key=lambda page: (scores[page], -PAGES.index(page)), default="")
    if not best or (scores[best] < 0 and _NEVER_TYPED.search(sample.decode(best))):
        raise Refused("unknown_encoding")
    return best


def _around_high_bytes(data: bytes) -> bytes:
    """The words that have bytes above 127, as far as they are needed."""
    pieces, end, size = [], 0, 0
    for found in _HIGH.finditer(data):
        if found.start() < end:
            continue
        start, end = max(0, found.start() - 15), found.start() + 25
        pieces.append(data[start:end])
        size += end - start
        if size > _LOOK_AT:
            break
    return b"\n".join(pieces)


def _plausible(text: str) -> float:
    """How much the text looks like words: good letters less the bad ones, which count more."""
    score = 0.0
    for character in text:
        if character in _SIGNS:
            score += 0.5
        elif ord(character) > 127 and not character.isalpha():
            score -= 3 if _NEVER_TYPED.match(character) else 0.5
    for word in _WORD.findall(text):
        high = [letter for letter in word if ord(letter) > 127]
        if high:
            score += _word(word, high)
    return score


def _word(word: str, high: list[str]) -> float:
    cyrillic = [letter for letter in word if "\u0400" <= letter <= "\u04ff"]
    small = word.casefold()
    if cyrillic:
        whole = len(cyrillic) == len(word)
        cased = word.islower() or word.isupper() or word.istitle()
        common = sum(letter in _COMMON for letter in small) / len(small)
        return len(cyrillic) * (1 if whole and cased and common > 0.3 else -2)
    if len(high) == len(word) and len(word) > 2:
        return -2.0 * len(high)
    cased = word.islower() or word.isupper() or word[1:].islower()
    kinds = ((_FRENCH, 1.0), (_EUROPEAN, 0.6), (_ITALIAN, 0.3))
    values = (next((v for kind, v in kinds if x.casefold() in kind), -2.0) for x in high)
    return sum(values) - (0 if cased else 2)


def _example(text: str) -> str:
    """A word with letters that another page would show otherwise."""
    words = (word for word in _WORD.findall(text[:200_000]) if any(ord(x) > 127 for x in word))
    return max(list(zip(range(50), words, strict=False)), key=lambda pair: len(pair[1]),
               default=(0, ""))[1][:40]  # fmt: skip
