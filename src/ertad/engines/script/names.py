"""One key for the name of an institution or service, in whatever language and legal dress."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from .folding import fold, fold_word, words
from .legacy import restore
from .letters import TABLES, modern

_DOT = r"\.?\s?"


def _initials(letters: str, *, georgian: bool = False) -> str:
    """A pattern for initials, dotted or not; Georgian ones may have an ending."""
    return _DOT.join(letters) + (r"\.?(?:-?(?:ის|ს|მა|ი))?" if georgian else r"\.?")


_LEGAL_FORMS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        (
            r"ა\s?\(\s?ა\s?\)\s?იპ(?:-?(?:ის|ს|მა|ი))?",
            *(_initials(form, georgian=True) for form in ("ააიპ", "სსიპ", "შპს", "სპს", "სს")),
            r"ი\s?/\s?მ|ინდ(?:ივიდუალური|\.)\s?მეწარმე\w*",
            r"არასამეწარმეო\s*\(?\s*არაკომერციულ\w+\s*\)?\s*იურიდიულ\w+\s+პირ\w+",
            r"საჯარო\s+სამართლის\s+იურიდიულ\w+\s+პირ\w+",
            r"შეზღუდულ\w+\s+პასუხისმგებლობის\s+საზოგადოებ\w+",
            r"სააქციო\s+საზოგადოებ\w+",
            r"არასამთავრობო\s+ორგანიზაცი\w+",
            r"n\s?\(\s?n\s?\)\s?le|a\s?\(\s?a\s?\)\s?ip",
            *(_initials(form) for form in ("nnle", "lepl", "llc", "ltd", "jsc", "ngo", "inc")),
            *(_initials(form) for form in ("ong", "asbl", "sarl", "aaip", "ssip", "shps")),
            r"non[\s-]?(?:entrepreneurial|commercial|profit)\s*"
            r"\(?\s*(?:non[\s-]?commercial)?\s*\)?\s*legal\s+entity",
            r"legal\s+entity\s+(?:of|under)\s+public\s+law",
            r"limited\s+liability\s+company|joint[\s-]stock\s+company",
            r"non[\s-]?governmental\s+organi[sz]ation",
            r"organisation\s+non[\s-]gouvernementale",
            r"personne\s+morale\s+de\s+droit\s+public",
            r"(?:organisme|association)\s+à\s+but\s+non\s+lucratif",
        )
    )
    + r")(?!\w)"
)


def _lexicon() -> dict[tuple[str, ...], str]:
    """Folded words (one to three) to the key of what they mean."""
    found: dict[tuple[str, ...], str] = {}
    rows = csv.DictReader((TABLES / "type_words.csv").read_text("utf-8").splitlines())
    for row in rows:
        for said in ";".join((row["en"], row["fr"], row["ka"], row["other"])).split(";"):
            key = tuple(fold(said))
            if key:
                found.setdefault(key, fold_word(row["meaning"]))
    return found


_LEXICON = _lexicon()
_LONGEST_PHRASE = max(map(len, _LEXICON))
_BEGINNINGS = frozenset(phrase[0] for phrase in _LEXICON)


@lru_cache(maxsize=50_000)
def name_key(text: str) -> str:
    """Sorted keys of a name's words, each once; \"\" only if it has no letter or digit.

    Legal forms and stop words are dropped if anything remains; words that say what kind of body
    it is (`type_words.csv`) have one key in all three languages.
    """
    return " ".join(name_words(text)[0])


def name_words(text: str) -> tuple[list[str], list[str]]:
    """The words of the `name_key` of a text and its `fold`, for whoever needs both."""
    told = " ".join(modern(restore(text)).split())
    # One space at a time keeps the pattern linear.
    bare = _LEGAL_FORMS.sub(" ", told)
    folded = fold(told)
    keys = folded if bare == told else fold(bare)
    keys = keys or folded or [fold_word(word) for word in words(text)]
    return sorted(set(_in_one_language(keys))), folded


def _in_one_language(keys: list[str]) -> list[str]:
    if _BEGINNINGS.isdisjoint(keys):
        return keys
    meant: list[str] = []
    at = 0
    while at < len(keys):
        if keys[at] not in _BEGINNINGS:
            meant.append(keys[at])
            at += 1
            continue
        for length in range(min(_LONGEST_PHRASE, len(keys) - at), 0, -1):
            meaning = _LEXICON.get(tuple(keys[at : at + length]))
            if meaning or length == 1:
                meant.append(meaning or keys[at])
                at += length
                break
    return meant
