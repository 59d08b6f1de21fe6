"""Reads people and wishes into a problem; refuses what a count shows to be impossible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from .bound import Bools, Ints
from .impossible import check
from .problem import MUST, Problem, having
from .wishes import Impossible, Person, Pin, Wishes, values_of

MOST_PEOPLE = 1_000
MOST_ROUNDS = 20


def read_problem(people: Sequence[Person], wishes: Wishes) -> Problem:
    """Raises Impossible where a count shows that it cannot be."""
    _check_counts(people, wishes)
    at: dict[str, int] = {}
    for number, person in enumerate(people):
        if person.id in at:
            raise Impossible("person_twice", person=person.id)
        at[person.id] = number
    _check_attributes(people, wishes)
    present = np.ones((wishes.rounds, len(people)), dtype=np.bool_)
    for person_id, rounds in wishes.absent.items():
        for number in rounds:
            present[_round(number, wishes), _person(person_id, at)] = False
    for number, there in enumerate(present, start=1):
        if there.sum() < wishes.groups:
            raise Impossible(
                "too_few_people", people=int(there.sum()), groups=wishes.groups, round=number
            )
    blocks = _blocks(wishes.together, at)
    apart = np.zeros((len(people), len(people)), dtype=np.bool_)
    for ids in wishes.apart:
        members = sorted({_person(each, at) for each in ids})
        apart[np.ix_(members, members)] = True
    np.fill_diagonal(apart, False)
    problem = Problem(
        people=tuple(people),
        wishes=wishes,
        at=at,
        present=present,
        pinned=_pinned(wishes, at, present, blocks),
        blocks=blocks,
        apart=apart,
        pairs=np.multiply(apart, MUST, dtype=np.float64),
    )
    _add_mix(problem)
    check(problem)
    return problem


def _check_counts(people: Sequence[Person], wishes: Wishes) -> None:
    if wishes.groups < 1:
        raise Impossible("no_groups")
    if not 1 <= wishes.rounds <= MOST_ROUNDS:
        raise Impossible("rounds", most=MOST_ROUNDS)
    if len(people) > MOST_PEOPLE:
        raise Impossible("too_many_people", most=MOST_PEOPLE)
    if len(people) < wishes.groups:
        raise Impossible("too_few_people", people=len(people), groups=wishes.groups, round=1)


def _check_attributes(people: Sequence[Person], wishes: Wishes) -> None:
    known = {name for person in people for name in person.attributes}
    for name in (*wishes.mix, *wishes.balance, *(quota.attribute for quota in wishes.quotas)):
        if name not in known:
            raise Impossible("unknown_attribute", attribute=name)


def _person(person_id: str, at: Mapping[str, int]) -> int:
    if person_id not in at:
        raise Impossible("unknown_person", person=person_id)
    return at[person_id]


def _round(number: int, wishes: Wishes) -> int:
    if not 0 <= number < wishes.rounds:
        raise Impossible("unknown_round", round=number + 1, rounds=wishes.rounds)
    return number


def _blocks(
    together: Iterable[Collection[str]], at: Mapping[str, int]
) -> tuple[tuple[int, ...], ...]:
    """Sets that share somebody are one."""
    found: list[set[int]] = []
    for ids in together:
        block = {_person(each, at) for each in ids}
        for other in [other for other in found if not other.isdisjoint(block)]:
            found.remove(other)
            block |= other
        found.append(block)
    return tuple(tuple(sorted(block)) for block in sorted(found, key=min) if len(block) > 1)


def _pinned(
    wishes: Wishes, at: Mapping[str, int], present: Bools, blocks: Sequence[Sequence[int]]
) -> Ints:
    pinned = np.full(present.shape, -1, dtype=np.int64)
    for pin in wishes.pins:
        for number in _rounds_of(pin, wishes):
            person = _person(pin.person, at)
            if not 0 <= pin.group < wishes.groups:
                raise Impossible("unknown_group", group=pin.group + 1, groups=wishes.groups)
            if not present[number, person]:
                continue
            if pinned[number, person] not in (-1, pin.group):
                raise Impossible("pinned_twice", person=pin.person, round=number + 1)
            pinned[number, person] = pin.group
    names = list(at)
    for round_number, row in enumerate(pinned):
        for block in blocks:
            held = [each for each in block if row[each] >= 0]
            elsewhere = [each for each in held if row[each] != row[held[0]]]
            if elsewhere:
                raise Impossible(
                    "together_pinned_apart", person=names[held[0]], other=names[elsewhere[0]],
                    round=round_number + 1,
                )  # fmt: skip
            for each in block:
                if held and present[round_number, each]:
                    row[each] = row[held[0]]
    return pinned


def _rounds_of(pin: Pin, wishes: Wishes) -> Iterable[int]:
    return range(wishes.rounds) if pin.round is None else (_round(pin.round, wishes),)


def _add_mix(problem: Problem) -> None:
    """Where a value has no more people than there are groups, no two of them should meet.

    Those who must be together are no fault of the plan. For larger ones see `marks`.
    """
    for attribute in problem.wishes.mix:
        for value in values_of(problem.people, attribute):
            members = np.flatnonzero(having(problem.people, attribute, value))
            if len(members) <= problem.wishes.groups:
                problem.pairs[np.ix_(members, members)] += 1.0
    for block in problem.blocks:
        problem.pairs[np.ix_(block, block)] = 0.0
    np.fill_diagonal(problem.pairs, 0.0)
