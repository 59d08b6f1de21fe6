"""What somebody asks: words, choices and what was not meant; to and from an address's parameters.

Parameters: `q` words; a facet's key once a chosen code (`type=ADD&type=EDU`, `age=15`,
`age=14-17`, `place=rustavi`); `where` serves (default), in or near; `radius` in km; `not` once a
reading from the words that was not meant (`not=age:15 tslis`, or `not=age` for any); `sort` best
(default) or near; `page`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, cast

FACETS: tuple[str, ...] = (
    "type", "need", "group", "age", "place", "run_by", "language", "places", "prevention", "cost",
    "day", "pathway",
)  # fmt: skip
"""Keys of the facets in the order of the panel; `pathway` is for specialists only."""

TOPIC = "topic"
"""The facet of words that mean a type, a need or a group of people: any of these will do."""

Where = Literal["serves", "in", "near"]
Sort = Literal["best", "near"]
RADII_KM = (5, 10, 20, 50)
LONGEST_WORDS = 300
MOST_CODES = 50
LONGEST_CODE = 60
MOST_PAGES = 100_000


class Params(Protocol):
    """A QueryDict, or anything that lists the values of a parameter."""

    def getlist(self, key: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class Question:
    """`chosen`: facet -> codes; `ignored`: readings of the words that were not meant.

    `where`: a service that takes people of the place, that is in it, or that is near its town.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    where: Where = "serves"
    radius_km: int | None = None
    ignored: frozenset[str] = frozenset()
    sort: Sort = "best"
    page: int = 1

    def params(self) -> list[tuple[str, str]]:
        """The address's parameters that ask this again; defaults are left out."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, code) for facet in FACETS for code in self.chosen.get(facet, ())]
        if self.where != "serves":
            pairs.append(("where", self.where))
        if self.radius_km:
            pairs.append(("radius", str(self.radius_km)))
        pairs += [("not", facet) for facet in sorted(self.ignored)]
        if self.sort != "best":
            pairs.append(("sort", self.sort))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def choosing(self, facet: str, code: str) -> "Question":
        """The same with one more code of a facet, from its first page."""
        codes = (*(c for c in self.chosen.get(facet, ()) if c != code), code)
        return replace(self, chosen={**self.chosen, facet: codes}, page=1)

    def dropping(self, facet: str, code: str = "", readings: Iterable[str] = ()) -> "Question":
        """The same without a code of a facet, or without all of it.

        `readings`: keys of what was read from the words and was not meant.
        """
        rest = tuple(c for c in self.chosen.get(facet, ()) if code and c != code)
        chosen = {key: codes for key, codes in self.chosen.items() if key != facet}
        if rest:
            chosen[facet] = rest
        return replace(self, chosen=chosen, ignored=self.ignored | {*readings}, page=1)

    def without_word(self, word: str) -> "Question":
        """The same without one of its words."""
        words = " ".join(said for said in self.words.split() if word not in said.casefold())
        return replace(self, words=words, page=1)

    def on_page(self, page: int) -> "Question":
        return replace(self, page=page)


def question_from(params: Params) -> Question:
    """The question of an address. Whatever does not belong there is left out, never an error."""
    chosen = {facet: codes for facet in FACETS if (codes := _codes(params.getlist(facet)))}
    where = _first(params, "where")
    radius = _number(_first(params, "radius"), most=500)
    return Question(
        words=" ".join(_first(params, "q")[: LONGEST_WORDS * 4].split())[:LONGEST_WORDS].rstrip(),
        chosen=chosen,
        where=cast(Where, where) if where in ("in", "near") else "serves",
        radius_km=radius or None,
        ignored=_readings(params.getlist("not")),
        sort="near" if _first(params, "sort") == "near" else "best",
        page=_number(_first(params, "page"), most=MOST_PAGES) or 1,
    )


def _first(params: Params, key: str) -> str:
    values = params.getlist(key)
    return _sound(values[0]) if values else ""


def _sound(text: str) -> str:
    """Halves of characters, which no address can carry, become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    fitting = (_sound(value) for value in values[:MOST_CODES] if 0 < len(value) <= LONGEST_CODE)
    return tuple(dict.fromkeys(fitting))


def _readings(values: Sequence[str]) -> frozenset[str]:
    fitting = (_sound(value)[: LONGEST_WORDS * 2] for value in values[:MOST_CODES])
    return frozenset(v for v in fitting if v.partition(":")[0] in (*FACETS, TOPIC))


def _number(text: str, *, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else 0
