"""The same problem as a model for CP-SAT (ortools): proves what is best on small cases.

Written from the wishes alone; nothing of the engine but its `Person` and `Wishes` is used. Every
wish is strict here, also those that the engine meets where possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from ertad.engines.grouping import Person, Wishes

Seats = dict[tuple[int, int, int], cp_model.IntVar]
"""(round, person, group), where the person is there."""


@dataclass(frozen=True)
class Answer:
    """`repeats` is None where no groups meet all wishes, or none were found in time."""

    repeats: int | None
    proven: bool


def solve_by_cp_sat(
    people: Sequence[Person],
    wishes: Wishes,
    *,
    groups: Sequence[Sequence[Sequence[str]]] = (),
    seconds: float = 30,
    proving: bool = True,
) -> Answer:
    """The fewest repeated meetings; with `groups`, of these groups, which are then only checked.

    `proving` tells the model what follows from it: a proof is quicker, first groups are not.
    """
    model = cp_model.CpModel()
    seats = _seats(model, people, wishes)
    for number in range(wishes.rounds):
        _wish(model, seats, people, wishes, number)
    for number, one_round in enumerate(groups):
        for group, members in enumerate(one_round):
            for person, each in enumerate(people):
                if (number, person, group) in seats:
                    model.add(seats[number, person, group] == int(each.id in members))
    model.minimize(sum(_repeats(model, seats, len(people), wishes, proving=proving)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(round(solver.objective_value), status == cp_model.OPTIMAL)
    return Answer(None, status == cp_model.INFEASIBLE)


def _seats(model: cp_model.CpModel, people: Sequence[Person], wishes: Wishes) -> Seats:
    seats: Seats = {}
    for number in range(wishes.rounds):
        there = [
            at for at, person in enumerate(people) if number not in wishes.absent.get(person.id, ())
        ]
        for at in there:
            for group in range(wishes.groups):
                seats[number, at, group] = model.new_bool_var("")
            model.add_exactly_one(seats[number, at, group] for group in range(wishes.groups))
        size, larger = divmod(len(there), wishes.groups)
        for group in range(wishes.groups):
            model.add(sum(seats[number, at, group] for at in there) == size + (group < larger))
    return seats


def _wish(
    model: cp_model.CpModel,
    seats: Seats,
    people: Sequence[Person],
    wishes: Wishes,
    number: int,
) -> None:
    at = {person.id: place for place, person in enumerate(people)}

    def there(ids: Iterable[str]) -> set[int]:
        return {at[each] for each in ids if (number, at[each], 0) in seats}

    def having(attribute: str, value: str) -> set[int]:
        return there(each.id for each in people if each.attributes.get(attribute) == value)

    for group in range(wishes.groups):
        for attribute in wishes.balance:
            for value in _values(people, attribute):
                members = having(attribute, value)
                found = sum(seats[number, each, group] for each in members)
                model.add(found >= len(members) // wishes.groups)
                model.add(found <= -(-len(members) // wishes.groups))
        for attribute in wishes.mix:
            for value in _values(people, attribute):
                members = having(attribute, value)
                found = sum(seats[number, each, group] for each in members)
                even = max(1, -(-len(members) // wishes.groups))
                bound_to = max(
                    (len(members & there(block)) for block in _blocks(wishes)), default=0
                )
                model.add(found <= max(even, bound_to))
                if bound_to <= even:
                    model.add(found >= len(members) // wishes.groups)
        for quota in wishes.quotas:
            found = sum(seats[number, each, group] for each in having(quota.attribute, quota.value))
            model.add(found >= quota.at_least)
            if quota.at_most is not None:
                model.add(found <= quota.at_most)
        for ids in wishes.apart:
            model.add(sum(seats[number, each, group] for each in there(ids)) <= 1)
        for ids in wishes.together:
            for one, other in combinations(there(ids), 2):
                model.add(seats[number, one, group] == seats[number, other, group])
    for pin in wishes.pins:
        if pin.round in (None, number):
            for each in there([pin.person]):
                model.add(seats[number, each, pin.group] == 1)


def _blocks(wishes: Wishes) -> list[set[str]]:
    """Who is together with whom, through others as well."""
    blocks: list[set[str]] = []
    for ids in wishes.together:
        joined = [block for block in blocks if block & set(ids)]
        blocks = [block for block in blocks if block not in joined]
        blocks.append(set(ids).union(*joined))
    return blocks


def _values(people: Iterable[Person], attribute: str) -> list[str]:
    values = Counter(person.attributes.get(attribute, "") for person in people)
    return [value for value in values if value]


def _repeats(
    model: cp_model.CpModel, seats: Seats, people: int, wishes: Wishes, *, proving: bool
) -> list[cp_model.IntVar]:
    """For each pair of people and of rounds: 1 where they are together in both."""
    together: dict[tuple[int, int, int], cp_model.IntVar] = {}
    for number in range(wishes.rounds):
        for one, other in combinations(range(people), 2):
            if (number, one, 0) in seats and (number, other, 0) in seats:
                met = together[number, one, other] = model.new_bool_var("")
                for group in range(wishes.groups):
                    here = seats[number, one, group], seats[number, other, group]
                    model.add(met >= sum(here) - 1)
        if proving:
            pairs = [met for (first, *_), met in together.items() if first == number]
            there = len({at for first, at, _ in seats if first == number})
            size, larger = divmod(there, wishes.groups)
            model.add(sum(pairs) == wishes.groups * size * (size - 1) // 2 + larger * size)
    found = []
    for pair in combinations(range(people), 2):
        for first, second in combinations(range(wishes.rounds), 2):
            if (first, *pair) in together and (second, *pair) in together:
                again = model.new_bool_var("")
                model.add(again >= together[first, *pair] + together[second, *pair] - 1)
                found.append(again)
    return found
