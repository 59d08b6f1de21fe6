"""Wishes that contradict each other or the sizes of the groups, found by counting."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .problem import Problem
from .wishes import Impossible

NAMED = 5
"""People who are named in a refusal; the others are counted."""


def check(problem: Problem) -> None:
    """Raises Impossible."""
    _check_apart(problem)
    for number, sizes in enumerate(problem.sizes(), start=1):
        _check_together(problem, number, sizes)
        _check_pins(problem, number, sizes)
        _check_quotas(problem, number)


def _check_apart(problem: Problem) -> None:
    names = [person.id for person in problem.people]
    for there, always in zip(problem.present, problem.always(), strict=True):
        both = np.argwhere(problem.apart & always & there[:, None] & there)
        for one, other in both.tolist():
            if _in_one_block(problem, one, other):
                raise Impossible("together_and_apart", person=names[one], other=names[other])
    for ids in problem.wishes.apart:
        members = sorted({problem.at[each] for each in ids})
        for number, there in enumerate(problem.present, start=1):
            people = int(there[members].sum())
            if people > problem.wishes.groups:
                raise Impossible(
                    "apart_too_many", names=_named([names[each] for each in members]),
                    people=people, groups=problem.wishes.groups, round=number,
                )  # fmt: skip


def _in_one_block(problem: Problem, one: int, other: int) -> bool:
    """They are together because it was wished so, not because they have one fixed place."""
    return any(one in block and other in block for block in problem.blocks)


def _check_together(problem: Problem, number: int, sizes: tuple[int, ...]) -> None:
    for block in problem.blocks:
        there = [each for each in block if problem.present[number - 1, each]]
        if len(there) > max(sizes):
            named = _named([problem.people[each].id for each in there])
            raise Impossible(
                "together_too_many", names=named, people=len(there), size=max(sizes), round=number
            )


def _check_pins(problem: Problem, number: int, sizes: tuple[int, ...]) -> None:
    pinned = problem.pinned[number - 1]
    for group, size in enumerate(sizes):
        members = np.flatnonzero(pinned == group)
        if len(members) > size:
            raise Impossible(
                "pins_exceed_group", group=group + 1, people=len(members), size=size, round=number
            )
        apart = np.argwhere(problem.apart[np.ix_(members, members)])
        if len(apart):
            one, other = (problem.people[members[each]].id for each in apart[0])
            raise Impossible("pinned_and_apart", person=one, other=other, round=number)


def _check_quotas(problem: Problem, number: int) -> None:
    """Where each value fits by itself, the sizes have room for all values of an attribute."""
    groups = problem.wishes.groups
    for attribute in dict.fromkeys(quota.attribute for quota in problem.wishes.quotas):
        people = Counter(
            person.attributes.get(attribute, "")
            for person, there in zip(problem.people, problem.present[number - 1], strict=True)
            if there
        )
        least, most = _limits(problem, attribute, people)
        for value in least:
            named = {"attribute": attribute, "value": value}
            if least[value] > most[value]:
                raise Impossible("quota_reversed", **named)
            if (needed := least[value] * groups) > people[value]:
                raise Impossible(
                    "quota_needs_more", **named, people=people[value], needed=needed, round=number
                )
            if (room := most[value] * groups) < people[value]:
                raise Impossible(
                    "quota_has_more", **named, people=people[value], room=room, round=number
                )


def _limits(
    problem: Problem, attribute: str, people: Counter[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """The least and the most of each value that has a quota; of several the strictest."""
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for quota in problem.wishes.quotas:
        if quota.attribute == attribute:
            value = quota.value
            least[value] = max(least.get(value, 0), quota.at_least)
            limit = max(people[value], least[value]) if quota.at_most is None else quota.at_most
            most[value] = min(most.get(value, limit), limit)
    return least, most


def _named(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
