"""A plan, and what of the wishes it does not meet. Independent of how it was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .bound import fewest_repeats
from .marks import Kind, marks_of
from .problem import Problem
from .reading import read_problem
from .wishes import Groups, Person, Wishes


@dataclass(frozen=True, slots=True)
class Violation:
    """A wish that is not met in one group: `found` people where `least` to `most` were wished.

    `people` are those it is about, where it is about persons; else `attribute` and `value` are set.
    """

    kind: Kind
    round: int
    group: int
    people: tuple[str, ...] = ()
    attribute: str = ""
    value: str = ""
    found: int = 0
    least: int = 0
    most: int = 0

    @property
    def must(self) -> bool:
        """Whether it had to be met; mix and balance are met where possible."""
        return self.kind not in (Kind.MIX, Kind.BALANCE)


@dataclass(frozen=True, slots=True)
class Plan:
    """`objective`: repeated meetings, the sum over pairs of C(times met, 2).

    `bound`: no plan that keeps pins, together, apart and absences has fewer.
    """

    people: tuple[Person, ...]
    wishes: Wishes
    groups: Groups
    objective: int
    bound: int
    violations: tuple[Violation, ...]

    @property
    def proven(self) -> bool:
        """Whether fewer repeated meetings are impossible."""
        return self.objective <= self.bound

    @property
    def percent_above(self) -> int | None:
        """At most so many per cent above the best possible; None where the bound is 0."""
        if self.proven:
            return 0
        return -(-100 * (self.objective - self.bound) // self.bound) if self.bound else None


def judge(people: Sequence[Person], wishes: Wishes, groups: Groups) -> Plan:
    """A plan from groups that somebody made. Raises Impossible as `solve` does, and ValueError
    when the groups do not hold everybody who is there in each round exactly once."""
    return judged(read_problem(people, wishes), groups)


def judged(problem: Problem, groups: Groups) -> Plan:
    """The same for people and wishes that were read already."""
    _check_shape(problem, groups)
    sizes = problem.sizes()
    return Plan(
        people=problem.people,
        wishes=problem.wishes,
        groups=groups,
        objective=repeated_meetings(groups),
        bound=fewest_repeats(sizes, problem.present, problem.apart, problem.always()),
        violations=tuple(
            found
            for number, one_round in enumerate(groups)
            for found in _violations(problem, number, one_round)
        ),
    )


def repeated_meetings(groups: Groups) -> int:
    """The sum over pairs of C(times met, 2)."""
    met = Counter(
        pair
        for one_round in groups
        for group in one_round
        for pair in combinations(sorted(group), 2)
    )
    return sum(times * (times - 1) // 2 for times in met.values())


def _check_shape(problem: Problem, groups: Groups) -> None:
    if len(groups) != problem.wishes.rounds:
        raise ValueError("As many rounds as were wished, please.")
    for there, one_round in zip(problem.present, groups, strict=True):
        ids = sorted(person for group in one_round for person in group)
        expected = sorted(
            person.id for person, here in zip(problem.people, there, strict=True) if here
        )
        if len(one_round) != problem.wishes.groups or ids != expected:
            raise ValueError("Everybody who is there in exactly one group of each round, please.")


def _violations(
    problem: Problem, number: int, groups: Sequence[Sequence[str]]
) -> Iterator[Violation]:
    yield from _of_sizes(number, groups)
    at = [[problem.at[person] for person in group] for group in groups]
    group_of = {person: group for group, members in enumerate(at) for person in members}
    yield from _of_persons(problem, number, at, group_of)
    for attribute in problem.wishes.mix:
        yield from _of_mix(problem, number, at, attribute)
    for mark in marks_of(problem, number):
        for group, members in enumerate(at):
            found = int(mark.has[members].sum())
            least, most = mark.least[group], mark.most[group]
            if not least <= found <= most:
                yield Violation(
                    mark.kind, number, group, (), mark.attribute, mark.value, found, least, most
                )


def _of_sizes(number: int, groups: Sequence[Sequence[str]]) -> Iterator[Violation]:
    least, larger = divmod(sum(map(len, groups)), len(groups))
    most = least + bool(larger)
    for group, members in enumerate(groups):
        if not least <= len(members) <= most:
            yield Violation(Kind.SIZE, number, group, found=len(members), least=least, most=most)


def _of_persons(
    problem: Problem, number: int, at: Sequence[Sequence[int]], group_of: dict[int, int]
) -> Iterator[Violation]:
    names = [person.id for person in problem.people]
    for person, wished in enumerate(problem.pinned[number]):
        if wished >= 0 and group_of[person] != wished:
            yield Violation(Kind.PIN, number, group_of[person], (names[person],))
    for block in problem.blocks:
        there = [person for person in block if person in group_of]
        if len({group_of[person] for person in there}) > 1:
            people = tuple(names[person] for person in there)
            yield Violation(Kind.TOGETHER, number, group_of[there[0]], people)
    for group, members in enumerate(at):
        for one, other in combinations(members, 2):
            if problem.apart[one, other]:
                yield Violation(Kind.APART, number, group, (names[one], names[other]))


def _of_mix(
    problem: Problem, number: int, at: Sequence[Sequence[int]], attribute: str
) -> Iterator[Violation]:
    """Two and more of one value that could be apart, and need not be together."""
    values = [person.attributes.get(attribute, "") for person in problem.people]
    everybody = Counter(values)
    block_of = {person: block for block in problem.blocks for person in block}
    for group, members in enumerate(at):
        for value, found in sorted(Counter(values[person] for person in members).items()):
            alike = [person for person in members if values[person] == value]
            together = Counter(block_of[person] for person in alike if person in block_of)
            most = max(together.values(), default=1)
            if value and everybody[value] <= len(at) and found > most:
                people = tuple(problem.people[person].id for person in alike)
                yield Violation(Kind.MIX, number, group, people, attribute, value, found, 0, most)
