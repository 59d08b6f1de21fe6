"""The filters in force as chips: what was read from the words, and what was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from ertad.directory.search.question import Question
from ertad.directory.search.results import Results


@dataclass(frozen=True)
class Chip:
    """`words` are those it was read from; `url` asks the same without it."""

    label: str
    words: str
    url: str


def address(question: Question) -> str:
    """The query part of the address that asks `question`."""
    return "?" + urlencode(question.params())


def chips_of(results: Results) -> list[Chip]:
    return list(_chips(results))


def _chips(results: Results) -> Iterator[Chip]:
    read = set()
    for reading in results.read_as:
        read |= set(reading.codes)
        yield Chip(reading.label, reading.words, address(reading.without))
    for facet in results.facets:
        for value in (*facet.values, *facet.more):
            if value.chosen and (facet.key, value.code) not in read:
                yield Chip(value.label, "", address(value.question))
