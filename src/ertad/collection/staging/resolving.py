"""From what people type to codes: labels in any language, synonyms, folded spellings."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ertad.collection.workbook.labels import MUNICIPALITIES, Labels
from ertad.engines.script import name_key, plain

EVERYWHERE = "*"
"""Stands for the whole country in a list of municipalities."""
_COUNTRY = frozenset({
    "საქართველო", "მთელი საქართველო", "სრულიად საქართველო", "ყველა", "ყველა მუნიციპალიტეტი",
    "მთელი ქვეყანა", "georgia", "all georgia", "all of georgia", "whole country", "nationwide",
    "all", "all municipalities", "géorgie", "toute la géorgie", "tout le pays", "toutes",
})  # fmt: skip
_SEVERAL = re.compile(r"[;\n]+")
_PLACE_WORDS = re.compile(
    r"\b(?:მუნიციპალიტეტ\w*|რაიონ\w*|ქალაქ\w*|municipality|district|city|region|of|"
    r"municipalité|commune|ville|de|d’|the)\b|\bქ\.",
    re.IGNORECASE,
)
_CLOSE_ENOUGH = 55
_OFFERED = 3


class Answer(NamedTuple):
    """`codes` in the order written; `unknown` pieces with the nearest entries of the list."""

    codes: list[str]
    unknown: list[tuple[str, list[str]]]


class Resolver:
    """Reads cells of one file; answers are remembered, for columns repeat themselves."""

    def __init__(self, labels: Labels, language: str) -> None:
        self.labels = labels
        self.language = language
        self._answers: dict[tuple[str, str], Answer] = {}
        self._indexes: dict[str, _Index] = {}

    def several(self, name: str, text: str) -> Answer:
        """The codes in a cell with `;` between them; commas too, where no label has them."""
        key = (name, text)
        if key not in self._answers:
            self._answers[key] = self._several(name, text)
        return self._answers[key]

    def one(self, name: str, text: str) -> str:
        """The code of a single value, "" when unknown."""
        answer = self.several(name, text)
        return answer.codes[0] if len(answer.codes) == 1 and not answer.unknown else ""

    def fits(self, name: str, text: str) -> bool:
        """Whether every value of the cell is in the list; near ones are not looked for."""
        told = pieces(text)
        return bool(told) and all(
            self._code(name, piece) is not None
            or all(self._code(name, part) is not None for part in piece.split(",") if part.strip())
            for piece in told
        )

    def nearest(self, name: str, text: str) -> list[str]:
        """Up to three entries of the list that look like `text`, as the workbook writes them."""
        found = process.extract(
            " ".join(plain(text)),
            self._index(name).spellings,
            scorer=fuzz.WRatio,
            limit=8,
            score_cutoff=_CLOSE_ENOUGH,
        )
        codes = dict.fromkeys(code for _spelling, _score, (code, _number) in found)
        return [self.labels.said(name, code, self.language) for code in codes][:_OFFERED]

    def _several(self, name: str, text: str) -> Answer:
        codes: dict[str, None] = {}
        unknown = []
        for piece in pieces(text):
            if (code := self._code(name, piece)) is not None:
                codes[code] = None
                continue
            parts = [part.strip() for part in piece.split(",")]
            read = [self._code(name, part) for part in parts if part]
            if len(read) > 1 and any(read):
                codes |= dict.fromkeys(code for code in read if code)
                lost = [part for part, code in zip(parts, read, strict=False) if not code]
            else:
                lost = [piece]
            unknown += [(part, self.nearest(name, part)) for part in lost]
        return Answer(list(codes), unknown)

    def _code(self, name: str, text: str) -> str | None:
        index = self._index(name)
        told = squeezed(text)
        if name == MUNICIPALITIES:
            if told in _COUNTRY:
                return EVERYWHERE
            told = squeezed(_PLACE_WORDS.sub(" ", told)) or told
        if (code := index.exact.get(told)) is not None:
            return code
        codes = index.folded.get(name_key(told), set())
        return next(iter(codes)) if len(codes) == 1 else None

    def _index(self, name: str) -> "_Index":
        """Made when a list is asked for first: most files ask for few of them."""
        if name not in self._indexes:
            self._indexes[name] = _Index(self._words(name))
        return self._indexes[name]

    def _words(self, name: str) -> Iterable[tuple[str, str]]:
        also = self.labels.also.get(name, {})
        for label in self.labels.lists[name]:
            yield label.code, label.code
            yield from ((label.code, text) for text in label.texts.values() if text)
        for label in self.labels.lists[name]:
            for text in also.get(label.code, ()):
                if text:
                    yield label.code, text
                    yield label.code, _PLACE_WORDS.sub(" ", text)


class _Index:
    """One list by exact and by folded spelling; an earlier word for a spelling wins."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self.exact: dict[str, str] = {}
        self.folded: dict[str, set[str]] = defaultdict(set)
        self.spellings: dict[tuple[str, int], str] = {}
        """(code, number) -> spelling; what the search for near ones goes through."""
        for number, (code, text) in enumerate(words):
            self.spellings[code, number] = " ".join(plain(text))
            self.exact.setdefault(squeezed(text), code)
            if key := name_key(text):
                self.folded[key].add(code)


def pieces(text: str) -> list[str]:
    """The values of a cell that holds several."""
    return [piece for part in _SEVERAL.split(text) if (piece := part.strip(" ,.\t•·-–"))]


def squeezed(text: str) -> str:
    """For comparing as typed: no case, no double spaces, one kind of dash and quotation mark."""
    text = text.casefold().replace("\u00a0", " ").replace("–", "-").replace("’", "'")
    return " ".join(text.split())
