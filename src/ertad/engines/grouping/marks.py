"""What is counted in each group: quotas, balance, and the mixing of large institutions.

A mark is yes or no of a person, with the least and the most of them that a group should have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from .problem import MUST, Problem, having
from .wishes import values_of

Floats = npt.NDArray[np.float64]


class Kind(StrEnum):
    """What a wish is, as its violation names it."""

    SIZE = "size"
    PIN = "pin"
    TOGETHER = "together"
    APART = "apart"
    QUOTA = "quota"
    MIX = "mix"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Mark:
    """`has`: by person, 0 or 1, 0 for who is absent; `least` and `most` by group."""

    kind: Kind
    attribute: str
    value: str
    has: Floats
    least: tuple[int, ...]
    most: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The marks of a round as arrays: person × mark, mark × group, mark × 1."""

    has: Floats
    least: Floats
    most: Floats
    weight: Floats

    def excess(self, count: Floats) -> Floats:
        """What the counts of people, mark × group, cost: how far each lies outside, weighed."""
        outside = np.maximum(self.least - count, count - self.most)
        return np.maximum(outside, 0.0, dtype=np.float64) * self.weight


def marks_of(problem: Problem, number: int) -> list[Mark]:
    """The marks of a round."""
    return [*_quotas(problem, number), *_shares(problem, number)]


def counted(marks: Sequence[Mark], people: int, groups: int) -> Counted:
    """Only those that can be missed at all."""
    asked = [
        mark
        for mark in marks
        if any(mark.least) or any(most < mark.has.sum() for most in mark.most)
    ]
    return Counted(
        has=np.array([mark.has for mark in asked]).reshape(-1, people).T.copy(),
        least=np.array([mark.least for mark in asked], np.float64).reshape(-1, groups),
        most=np.array([mark.most for mark in asked], np.float64).reshape(-1, groups),
        weight=np.array([[MUST if mark.kind is Kind.QUOTA else 1.0] for mark in asked]).reshape(
            -1, 1
        ),
    )


def _having(problem: Problem, number: int, attribute: str, value: str) -> Floats:
    has: Floats = having(problem.people, attribute, value).astype(np.float64)
    has[~problem.present[number]] = 0.0
    return has


def _quotas(problem: Problem, number: int) -> Iterator[Mark]:
    groups = problem.wishes.groups
    for quota in problem.wishes.quotas:
        has = _having(problem, number, quota.attribute, quota.value)
        most = int(has.sum()) if quota.at_most is None else quota.at_most
        yield Mark(
            Kind.QUOTA, quota.attribute, quota.value, has,
            (quota.at_least,) * groups, (most,) * groups,
        )  # fmt: skip


def _shares(problem: Problem, number: int) -> Iterator[Mark]:
    """What is wished where possible. Rounded down or up, the shares of all values of an attribute
    fit into groups of equal size together, so balance on one attribute can always be met."""
    wishes = problem.wishes
    for attribute in wishes.balance:
        for value in values_of(problem.people, attribute):
            has = _having(problem, number, attribute, value)
            least, more = divmod(int(has.sum()), wishes.groups)
            most = least + bool(more)
            yield Mark(
                Kind.BALANCE, attribute, value, has,
                (least,) * wishes.groups, (most,) * wishes.groups,
            )  # fmt: skip
    for attribute in wishes.mix:
        for value in values_of(problem.people, attribute):
            if having(problem.people, attribute, value).sum() > wishes.groups:
                yield _spread(problem, number, attribute, value)


def _spread(problem: Problem, number: int, attribute: str, value: str) -> Mark:
    """A value of more people than groups: even, unless more of them must be together."""
    groups = problem.wishes.groups
    has = _having(problem, number, attribute, value)
    least, more = divmod(int(has.sum()), groups)
    most = max(least + bool(more), 1)
    together = max((int(has[list(block)].sum()) for block in problem.blocks), default=0)
    if together > most:
        least, most = 0, together
    return Mark(Kind.MIX, attribute, value, has, (least,) * groups, (most,) * groups)
