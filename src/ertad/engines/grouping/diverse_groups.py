"""The maximally diverse grouping problem: groups whose members are as far apart as can be.

By it engines are compared: `read_instance` reads the form of MDGPLIB (Gallego, Laguna, Martí and
Duarte: https://grafo.etsii.urjc.es/optsicom/mdgp.html), a library of instances with known sums.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .bound import Ints

Floats = npt.NDArray[np.float64]
MOST_STEPS = 1_200_000
STEPS_EACH = 6_000
"""For each element, where there are few."""
FIRST_HEAT = 0.3
"""In terms of how much exchanges differ."""
LAST_HEAT = 0.02
NOISE = 1 << 16
"""Random numbers that are drawn at once and used again from another place."""
MOST_ELEMENTS = 5_000


@dataclass(frozen=True, slots=True)
class Instance:
    """`distances`: element × element, symmetric. `least` and `most` members of each group."""

    distances: Floats
    least: tuple[int, ...]
    most: tuple[int, ...]


def read_instance(text: str) -> Instance:
    """First line: elements, groups, `ss` or `ds` (same or different sizes), then the least and the
    most of each group; then lines `element element distance`, counted from 0.

    Raises ValueError, which says the line.
    """
    lines = text.splitlines()
    head = lines[0].split() if lines else []
    try:
        elements, groups, kind = int(head[0]), int(head[1]), head[2]
        limits = [int(word) for word in head[3:]]
    except (IndexError, ValueError) as error:
        raise ValueError("line 1: elements, groups, ss or ds, and limits are wanted") from error
    if not 1 <= groups <= elements <= MOST_ELEMENTS or kind not in ("ss", "ds"):
        raise ValueError(f"line 1: 1 to {MOST_ELEMENTS} elements, fewer groups, ss or ds")
    least, most = tuple(limits[0::2]), tuple(limits[1::2])
    if len(limits) != 2 * groups or not all(0 <= a <= b for a, b in zip(least, most, strict=True)):
        raise ValueError("line 1: the least and the most of each group are wanted")
    if not sum(least) <= elements <= sum(most):
        raise ValueError("line 1: the limits do not fit the number of elements")
    distances = np.zeros((elements, elements))
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            one, other, distance = _distance(line, elements, number)
            distances[one, other] = distances[other, one] = distance
    return Instance(distances, least, most)


def _distance(line: str, elements: int, number: int) -> tuple[int, int, float]:
    try:
        first, second, third = line.split()
        one, other, distance = int(first), int(second), float(third)
    except ValueError as error:
        raise ValueError(f"line {number}: two elements and a distance are wanted") from error
    if not (0 <= one < elements and 0 <= other < elements and math.isfinite(distance)):
        raise ValueError(f"line {number}: elements are 0 to {elements - 1}")
    return one, other, distance if one != other else 0.0


def most_diverse(
    instance: Instance, *, seed: int = 0, effort: float = 1.0
) -> tuple[list[list[int]], float]:
    """The groups, and the sum of the distances within them; the same seed, the same groups.

    Annealing with a heat bath: one element at a time looks at all exchanges and moves it has, and
    takes one with the odds of its gain at this heat. The heat falls; at the end only gains count.
    """
    draw = np.random.Generator(np.random.PCG64(seed))
    seats = _Seats(instance, draw)
    elements = len(instance.distances)
    steps = max(int(effort * min(STEPS_EACH * elements, MOST_STEPS)), 1)
    noise = draw.gumbel(size=NOISE)
    typical = seats.typical(draw)
    best, found = -math.inf, seats.group_of.copy()
    order = random.Random(seed)  # noqa: S311
    for step in range(steps):
        heat = typical * FIRST_HEAT * (LAST_HEAT / FIRST_HEAT) ** (step / steps)
        element = order.randrange(elements)
        gains = seats.gains(element)
        at = order.randrange(NOISE - len(gains))
        chosen = int((gains + heat * noise[at : at + len(gains)]).argmax())
        seats.take(element, chosen, float(gains[chosen]))
        if seats.total > best + 1e-9 and step > steps // 2:
            best, found = seats.total, seats.group_of.copy()
    seats.settle(found if best > -math.inf else seats.group_of)
    groups = [np.flatnonzero(seats.group_of == group).tolist() for group in range(seats.groups)]
    return groups, diversity(instance, groups)


def diversity(instance: Instance, groups: Sequence[Sequence[int]]) -> float:
    """The sum of the distances within the groups."""
    return math.fsum(
        float(distance)
        for members in groups
        for distance in np.triu(instance.distances[np.ix_(members, members)], 1).ravel()
    )


class _Seats:
    """Who is where, and for each group and element the sum of its distances to the group."""

    def __init__(self, instance: Instance, draw: np.random.Generator) -> None:
        self.distances = instance.distances
        self.least, self.most = np.array(instance.least), np.array(instance.most)
        self.groups, self.everybody = len(instance.least), np.arange(len(instance.distances))
        self.movable = bool((self.least < self.most).any())
        sizes = self.least.copy()
        while sizes.sum() < len(self.everybody):
            sizes[int(np.where(sizes < self.most, sizes, len(self.everybody) + 1).argmin())] += 1
        self.begin(draw.permutation(np.repeat(np.arange(self.groups), sizes)))

    def begin(self, group_of: Ints) -> None:
        self.group_of = group_of
        self.sizes = np.bincount(group_of, minlength=self.groups)
        seats = (group_of == np.arange(self.groups)[:, None]).astype(np.float64)
        self.near: Floats = seats @ self.distances
        self.total = float((self.near * seats).sum()) / 2

    def gains(self, element: int) -> Floats:
        """Of exchanging the element with each one, then of moving it to each group; 0: it stays."""
        group_of, near = self.group_of, self.near
        own = group_of[element]
        to = near[:, element]
        gains: Floats = to[group_of] + near[own] - near[group_of, self.everybody]
        gains -= to[own] + 2 * self.distances[element]
        gains[group_of == own] = -np.inf
        gains[element] = 0.0
        if not self.movable:
            return gains
        moves = to - to[own]
        if self.sizes[own] > self.least[own]:
            moves[self.sizes >= self.most] = -np.inf
        else:
            moves[:] = -np.inf
        moves[own] = -np.inf
        return np.concatenate((gains, moves))

    def take(self, element: int, chosen: int, gain: float) -> None:
        """What stands at that place of `gains`."""
        if chosen == element:
            return
        own, others = int(self.group_of[element]), len(self.everybody)
        if chosen < others:
            new = int(self.group_of[chosen])
            change = self.distances[element] - self.distances[chosen]
            self.group_of[chosen] = own
        else:
            new = chosen - others
            change = self.distances[element]
            self.sizes[own] -= 1
            self.sizes[new] += 1
        self.group_of[element] = new
        self.near[own] -= change
        self.near[new] += change
        self.total += gain

    def typical(self, draw: np.random.Generator) -> float:
        """How much the gains of exchanges differ."""
        sample = draw.choice(self.everybody, size=min(len(self.everybody), 30), replace=False)
        gains = np.concatenate([self.gains(int(each)) for each in sample])
        gains = gains[np.isfinite(gains)]
        return float(gains.std()) if len(gains) else 0.0

    def settle(self, group_of: Ints) -> None:
        """Take gains from there until there are none."""
        self.begin(group_of.copy())
        gained = True
        while gained:
            gained = False
            for element in self.everybody.tolist():
                gains = self.gains(element)
                chosen = int(gains.argmax())
                if gains[chosen] > 1e-7:
                    self.take(element, chosen, float(gains[chosen]))
                    gained = True
