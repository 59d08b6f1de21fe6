"""Who is to be put into groups, and what is wished of the groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Groups = tuple[tuple[tuple[str, ...], ...], ...]
"""Round, group, ids of its people."""


@dataclass(frozen=True, slots=True)
class Person:
    """One who takes part. An empty or missing attribute is not known and wishes nothing."""

    id: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quota:
    """So many people with this value in every group of every round; `at_most` None is no limit."""

    attribute: str
    value: str
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's group in one round, or in all of them where `round` is None. Counted from 0."""

    person: str
    group: int
    round: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the groups shall be like. They are as equal in size as can be, the larger ones first.

    Must be: `quotas`, `pins`, `together` and `apart` (sets of ids), `absent` (id to the rounds
    missed). Where possible: `mix` (attributes such as the institution: one value apart, or spread
    evenly where it has more people than there are groups) and `balance` (attributes: each value as
    often in one group as in another, or once more).
    """

    groups: int
    rounds: int = 1
    mix: Sequence[str] = ()
    balance: Sequence[str] = ()
    quotas: Sequence[Quota] = ()
    pins: Sequence[Pin] = ()
    together: Sequence[Collection[str]] = ()
    apart: Sequence[Collection[str]] = ()
    absent: Mapping[str, Collection[int]] = field(default_factory=dict)


class Impossible(Exception):
    """No groups can be made so; `code` and `params` say why, for whoever says it to the person."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


def alike(people: Iterable[Person], attribute: str) -> list[frozenset[str]]:
    """Sets of ids of two and more people with one value: what `together` and `apart` take."""
    found: dict[str, list[str]] = {}
    for person in people:
        if value := person.attributes.get(attribute, ""):
            found.setdefault(value, []).append(person.id)
    return [frozenset(ids) for ids in found.values() if len(ids) > 1]


def values_of(people: Iterable[Person], attribute: str) -> list[str]:
    """The known values of an attribute, sorted."""
    return sorted({person.attributes.get(attribute, "") for person in people} - {""})


def equal_sizes(people: int, groups: int) -> tuple[int, ...]:
    """As equal as can be, the larger ones first."""
    size, larger = divmod(people, groups)
    return tuple(size + (number < larger) for number in range(groups))
